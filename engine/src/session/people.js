import { areJidsSameUser, getBinaryNodeChild, proto, S_WHATSAPP_NET } from 'baileys';
import { address, line, told } from '../content/values.js';
import { buildTcTokenFromJid } from 'baileys/lib/Utils/tc-token-utils.js';
import { describe } from '../masking.js';

/** @typedef {import('./connection.js').Socket} Socket */
/** @typedef {{kind: 'found', user: string, lid?: string} | {kind: 'missing'} | {kind: 'unavailable'}} User */
/** @typedef {{kind: 'known', name?: string, pictureId?: string, pictureSaved: boolean} | {kind: 'unavailable'}} Profile */
/** @typedef {{user: string, alias?: string, name?: string}} Member */

const patience = 15_000;
const mostPictureBytes = 5 * 1024 * 1024;

/** What WhatsApp knows of people and groups. */
export class People {
  #socket;
  #groups;
  #files;
  #log;

  /**
   * @param {() => Socket | undefined} socket the open one
   * @param {import('./groups.js').Groups} groups
   * @param {import('../media/files.js').Files} files
   * @param {import('../log.js').Log} log
   */
  constructor(socket, groups, files, log) {
    this.#socket = socket;
    this.#groups = groups;
    this.#files = files;
    this.#log = log;
  }

  /**
   * The first of some numbers that has WhatsApp.
   *
   * @param {string[]} numbers digits, the likeliest first
   * @returns {Promise<User>}
   */
  async user(numbers) {
    const known = await this.#try('a number', async socket => {
      const digits = numbers.filter(number => /^\d{5,15}$/.test(number));
      const found = digits.length > 0 ? await socket.onWhatsApp(...digits) : [];
      // Whoever is asked for under several numbers is told under the one that he has; the order of the answers is WhatsApp's.
      const users = (found ?? []).flatMap(({ jid, exists }) => (exists ? address(jid) ?? [] : []));
      const user = digits.map(number => `${number}@s.whatsapp.net`).find(jid => users.includes(jid)) ?? users[0];
      return { user, lid: user ? address(await socket.signalRepository.lidMapping.getLIDForPN(user)) : undefined };
    });
    if (!known) {
      return { kind: 'unavailable' };
    }

    return known.user ? { kind: 'found', user: known.user, ...told({ lid: known.lid }) } : { kind: 'missing' };
  }

  /**
   * @param {{chat: string, knownPicture?: string | null, picturePath: string}} request
   * @returns {Promise<Profile>}
   */
  async profile({ chat, knownPicture, picturePath }) {
    const jid = address(chat);
    const socket = this.#socket();
    if (!jid || !socket) {
      return { kind: 'unavailable' };
    }

    const [name, picture] = await Promise.all([this.#try('a name', () => this.#name(socket, jid)), this.#try('a picture', () => pictureOf(socket, jid))]);
    if (picture === undefined) {
      return { kind: 'unavailable' };
    }

    const isNew = picture.id !== undefined && picture.id !== knownPicture;
    const pictureSaved = isNew && (await this.#files.picture(picture.url, picturePath, mostPictureBytes));
    return { kind: 'known', ...told({ name: name ?? undefined, pictureId: picture.id }), pictureSaved };
  }

  /**
   * @param {string} group
   * @returns {Promise<Member[] | null>} null when they cannot be told
   */
  async members(group) {
    const metadata = await this.#try('a group', socket => this.#groups.get(group, () => socket.groupMetadata(group)));
    return metadata?.participants.flatMap(({ id, lid, phoneNumber }) => {
      const [user, alias] = [...new Set([address(phoneNumber), address(id), address(lid)].filter(jid => jid !== undefined))];
      return user ? [{ user, ...told({ alias }) }] : [];
    }) ?? null;
  }

  /**
   * @param {Socket} socket
   * @param {string} jid
   * @returns {Promise<string | undefined>}
   */
  async #name(socket, jid) {
    return jid.endsWith('@g.us') ? line((await this.#groups.get(jid, () => socket.groupMetadata(jid))).subject) : verifiedName(socket, jid);
  }

  /**
   * @template T
   * @param {string} what
   * @param {(socket: Socket) => Promise<T>} ask
   * @returns {Promise<T | undefined>} undefined when it cannot be told
   */
  async #try(what, ask) {
    const socket = this.#socket();
    try {
      return socket && (await ask(socket));
    } catch (error) {
      this.#log.warn(`${what} could not be looked up: ${describe(error)}`);
      return undefined;
    }
  }
}

/**
 * @param {Socket} socket
 * @param {string} jid
 * @returns {Promise<{id?: string, url?: string}>} nothing when there is none, or none that we may see
 */
export async function pictureOf(socket, jid) {
  const content = await privacyToken(socket, jid);
  try {
    const answer = await socket.query(
      {
        tag: 'iq',
        attrs: { target: jid, to: S_WHATSAPP_NET, type: 'get', xmlns: 'w:profile:picture' },
        content: [{ tag: 'picture', attrs: { type: 'image', query: 'url' }, ...(content ? { content } : {}) }],
      },
      patience,
    );
    const { id, url } = getBinaryNodeChild(answer, 'picture')?.attrs ?? {};
    return told({ id: line(id), url });
  } catch (error) {
    const code = /** @type {any} */ (error)?.data;
    if ([401, 403, 404].includes(Number(code))) {
      return {};
    }

    throw error;
  }
}

// As Baileys' own question for the address of a picture, which does not tell the picture's id: without this proof of acquaintance WhatsApp may
// hide the picture, and with one for ourselves it does not answer.
/**
 * @param {Socket} socket
 * @param {string} jid
 * @returns {Promise<import('baileys').BinaryNode[] | undefined>}
 */
async function privacyToken({ authState, serverProps, signalRepository }, jid) {
  const { id, lid } = authState.creds.me ?? {};
  return serverProps.profilePicPrivacyToken && !jid.endsWith('@g.us') && !areJidsSameUser(jid, id) && !areJidsSameUser(jid, lid)
    ? buildTcTokenFromJid({ authState, jid, getLIDForPN: pn => signalRepository.lidMapping.getLIDForPN(pn) })
    : undefined;
}

/**
 * The name that WhatsApp has verified of a business.
 *
 * @param {Socket} socket
 * @param {string} jid
 * @returns {Promise<string | undefined>}
 */
export async function verifiedName(socket, jid) {
  const query = [{ tag: 'business', attrs: {}, content: [{ tag: 'verified_name', attrs: {} }] }];
  const list = [{ tag: 'user', attrs: { jid } }];
  const answer = await socket.query(
    {
      tag: 'iq',
      attrs: { to: S_WHATSAPP_NET, type: 'get', xmlns: 'usync' },
      content: [{ tag: 'usync', attrs: { sid: socket.generateMessageTag(), mode: 'query', last: 'true', index: '0', context: 'interactive' }, content: [
        { tag: 'query', attrs: {}, content: query },
        { tag: 'list', attrs: {}, content: list },
      ] }],
    },
    patience,
  );
  const certificate = ['usync', 'list', 'user', 'business', 'verified_name'].reduce((node, tag) => getBinaryNodeChild(node, tag), /** @type {any} */ (answer))?.content;
  const details = certificate instanceof Uint8Array ? proto.VerifiedNameCertificate.decode(certificate).details : undefined;
  return details ? line(proto.VerifiedNameCertificate.Details.decode(details).verifiedName) : undefined;
}
