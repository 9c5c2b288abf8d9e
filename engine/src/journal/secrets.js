import { jidNormalizedUser, proto, unpadRandomMax16 } from 'baileys';
import { unwrap } from '../content/unwrap.js';
import { bytes, id, line, list } from '../content/values.js';
import { secretKey, under } from '../store/keys.js';
import { parse } from './stanza.js';

/**
 * With what later votes, reactions and edits of a message are encrypted.
 *
 * @typedef {{secret: Uint8Array, writers: string[], options?: string[], at: number}} Secret the addresses of its writer; the options of a poll
 */

const keptDays = 90;
const day = 24 * 60 * 60 * 1000;
const most = 8;

/** The secrets that came with messages, for as long as somebody may vote or change his mind. */
export class Secrets {
  #store;

  /** @param {import('../store/session-store.js').SessionStore} store */
  constructor(store) {
    this.#store = store;
  }

  /**
   * Ids are the sender's choice, so that several messages may have the same: all of them.
   *
   * @param {string} message id
   * @returns {Promise<Secret[]>}
   */
  async find(message) {
    const found = id(message) ? await this.#store.range({ ...under(secretKey(message, '')), limit: most }) : [];
    return found.map(([, secret]) => secret);
  }

  async prune() {
    const oldest = Date.now() - keptDays * day;
    await this.#store.prune('secret:', secret => secret.at > oldest);
  }
}

/**
 * The record of the secret that came with a message.
 *
 * @param {import('./journal.js').Entry} entry
 * @returns {Record<string, Secret>} empty when there is none
 */
export function secretRecord(entry) {
  if (entry.kind !== 'message') {
    return {};
  }

  try {
    const outer = proto.Message.decode(unpadRandomMax16(entry.plaintext));
    const message = outer.deviceSentMessage?.message ?? outer;
    const secret = bytes(message.messageContextInfo?.messageSecret ?? outer.messageContextInfo?.messageSecret, 32);
    const parsed = parse(entry.stanza, entry.me);
    const writers = parsed ? writersOf(parsed.key, entry.me) : [];
    const name = id(parsed?.key.id);
    return secret && name ? recordOf(name, writers, secret, message) : {};
  } catch {
    return {};
  }
}

/**
 * The record of the secret of a message that this number sends.
 *
 * @param {string} name its id
 * @param {proto.IMessage} message
 * @param {import('./stanza.js').Me} me
 * @returns {Record<string, Secret>} empty when it has none
 */
export function secretOfSent(name, message, me) {
  const secret = bytes(message.messageContextInfo?.messageSecret, 32);
  return secret ? recordOf(name, writersOf({ fromMe: true }, me), secret, message) : {};
}

/**
 * @param {string} name
 * @param {string[]} writers
 * @param {Buffer} secret
 * @param {proto.IMessage} message
 * @returns {Record<string, Secret>}
 */
function recordOf(name, writers, secret, message) {
  return writers[0] ? { [secretKey(name, writers[0])]: { secret, writers, ...optionsOf(message), at: Date.now() } } : {};
}

/**
 * All addresses that the writer of a message is known by.
 *
 * @param {any} key
 * @param {import('./stanza.js').Me} me
 * @returns {string[]}
 */
export function writersOf({ fromMe, participant, participantAlt, remoteJid, remoteJidAlt }, me) {
  const known = fromMe ? [me.id, me.lid] : participant ? [participant, participantAlt] : [remoteJid, remoteJidAlt];
  return known.flatMap(jid => (jid ? jidNormalizedUser(jid) || [] : []));
}

/** @param {proto.IMessage} message */
function optionsOf(message) {
  const { type, value } = unwrap(message);
  return type?.startsWith('pollCreationMessage') ? { options: list(value.options, 100).filter(option => line(option.optionName)).map(option => option.optionName) } : {};
}
