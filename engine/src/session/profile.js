import { readFile } from 'node:fs/promises';
import { areJidsSameUser, jidNormalizedUser, S_WHATSAPP_NET } from 'baileys';
import { address, line, told } from '../content/values.js';
import { pictureOf, verifiedName } from './people.js';

/** @typedef {import('./connection.js').Socket} Socket */

/** @type {Record<string, (socket: Socket, value: any) => Promise<void>>} the names are those of the gateway */
const privacySetters = {
  lastSeen: (socket, value) => socket.updateLastSeenPrivacy(value),
  status: (socket, value) => socket.updateStatusPrivacy(value),
  profile: (socket, value) => socket.updateProfilePicturePrivacy(value),
  online: (socket, value) => socket.updateOnlinePrivacy(value),
  readReceipts: (socket, value) => socket.updateReadReceiptsPrivacy(value),
  callAdd: (socket, value) => socket.updateCallPrivacy(value),
  groupAdd: (socket, value) => socket.updateGroupsAddPrivacy(value),
};

/** @type {Record<string, import('./actions.js').Action>} */
export const profileActions = {
  async changeAccount({ socket }, { name, status, picturePath, removePicture: remove }) {
    const me = jidNormalizedUser(socket.user?.id);
    if (remove) {
      await removePicture(socket, me);
    } else if (picturePath) {
      await setPicture(socket, me, picturePath);
    }

    if (name !== undefined && name !== null) {
      await socket.updateProfileName(name);
      const { creds } = socket.authState;
      socket.ev.emit('creds.update', { me: { ...creds.me, id: creds.me?.id ?? '', name } });
    }

    if (status !== undefined && status !== null) {
      await socket.updateProfileStatus(status);
    }

    return {};
  },

  async readAccount({ socket, failed }, { user }) {
    const me = socket.authState.creds.me;
    const jid = address(user) ?? jidNormalizedUser(me?.id);
    const isSelf = areJidsSameUser(jid, me?.id) || areJidsSameUser(jid, me?.lid);
    const [phone, lid] = await namesOf(socket, jid, isSelf);
    const quiet = (/** @type {string} */ what) => (/** @type {unknown} */ error) => void failed(what, error);
    const [picture, status, name] = await Promise.all([
      pictureOf(socket, jid).catch(quiet('a picture')),
      socket.fetchStatus(jid).catch(quiet('a status')),
      isSelf ? me?.name : verifiedName(socket, jid).catch(quiet('a name')),
    ]);
    const words = /** @type {any} */ (status)?.[0]?.status?.status;
    return { user: jid, ...told({ phone, lid, name: line(name ?? undefined), status: words || undefined, pictureUrl: picture?.url }) };
  },

  readPrivacy: ({ socket }) => privacyOf(socket),

  async changePrivacy({ socket }, { settings }) {
    for (const [name, set] of Object.entries(privacySetters)) {
      const value = settings[name];
      if (value !== undefined && value !== null) {
        await set(socket, value);
      }
    }

    return privacyOf(socket);
  },
};

/**
 * Sets the picture of this number or of a group. The file is a square JPEG already.
 *
 * @param {Socket} socket
 * @param {string} jid
 * @param {string} path
 */
export async function setPicture(socket, jid, path) {
  await queryPicture(socket, jid, [{ tag: 'picture', attrs: { type: 'image' }, content: await readFile(path) }]);
}

/**
 * @param {Socket} socket
 * @param {string} jid
 */
export async function removePicture(socket, jid) {
  await queryPicture(socket, jid);
}

// As Baileys' own, which would make the picture smaller with a library that is not installed here.
/**
 * @param {Socket} socket
 * @param {string} jid
 * @param {import('baileys').BinaryNode[]} [content]
 */
async function queryPicture(socket, jid, content) {
  /** @type {Record<string, string>} */
  const target = areJidsSameUser(jid, socket.user?.id) ? {} : { target: jid };
  await socket.query({ tag: 'iq', attrs: { to: S_WHATSAPP_NET, type: 'set', xmlns: 'w:profile:picture', ...target }, content });
}

/**
 * Number and LID of a person.
 *
 * @param {Socket} socket
 * @param {string} jid
 * @param {boolean} isSelf
 * @returns {Promise<(string | undefined)[]>}
 */
async function namesOf(socket, jid, isSelf) {
  const { me } = socket.authState.creds;
  const { lidMapping } = socket.signalRepository;
  if (isSelf) {
    return [address(me?.id), address(me?.lid)];
  }

  return jid.endsWith('@lid')
    ? [address(await lidMapping.getPNForLID(jid)), jid]
    : [jid, address(await lidMapping.getLIDForPN(jid))];
}

/** @param {Socket} socket */
async function privacyOf(socket) {
  const { last, status, profile, online, readreceipts, calladd, groupadd } = await socket.fetchPrivacySettings(true);
  return told({ lastSeen: last, status, profile, online, readReceipts: readreceipts, callAdd: calladd, groupAdd: groupadd });
}
