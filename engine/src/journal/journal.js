import { createHash } from 'node:crypto';
import { acknowledgedKey, journalKey, lastPositionKey, positionOf, seenKey, under } from '../store/keys.js';
import { withoutContent } from './plaintext.js';
import { secretRecord, Secrets } from './secrets.js';

/** @typedef {import('../store/session-store.js').SessionStore} SessionStore */
/** @typedef {import('baileys').BinaryNode} BinaryNode */
/** @typedef {import('./stanza.js').Me} Me */

/**
 * One thing that happened, as it was written to the disk. A message keeps its stanza without the ciphertext; an envelope is a message whose
 * content did not come or could not be read.
 *
 * @typedef {{kind: 'message', stanza: BinaryNode, plaintext: Uint8Array, hash: string, me: Me}
 *   | {kind: 'envelope', content: 'undecryptable' | 'viewOnce', stanza: BinaryNode, me: Me}
 *   | {kind: 'resent', webMessage: Uint8Array, at: number, me: Me}
 *   | {kind: 'receipt' | 'group', stanza: BinaryNode, me: Me}
 *   | {kind: 'call', call: import('./calls.js').Call, outcome: 'missed' | 'rejected'}
 *   | {kind: 'picture', chat: string}
 *   | {kind: 'label', label: string, change: string, name?: string, color?: number, chat?: string, sentAt: number}
 *   | {kind: 'contact', user: string, alias?: string, savedName?: string, pushName?: string, businessName?: string}
 *   | {kind: 'identity', lid: string, phone: string}} Entry
 */

/** @typedef {{position: number, entry: Entry}} Placed */

const seenDays = 30;
const day = 24 * 60 * 60 * 1000;

/**
 * What WhatsApp delivered, in the order of its arrival, until the gateway has it. An entry is written in the same batch as the Signal state
 * that its decryption left behind: there is no moment at which the ratchet has moved on and the plaintext is not on the disk.
 */
export class Journal {
  #store;
  #last;
  #acknowledged;

  /**
   * @param {SessionStore} store
   * @param {number} last
   * @param {number} acknowledged
   */
  constructor(store, last, acknowledged) {
    this.#store = store;
    this.secrets = new Secrets(store);
    this.#last = last;
    this.#acknowledged = acknowledged;
  }

  /** @param {SessionStore} store */
  static async open(store) {
    const { gte, lt } = under('journal:');
    const [newest] = await store.range({ gte, lt, reverse: true, limit: 1 });
    const [acknowledged = 0, last = 0] = await store.getMany([acknowledgedKey, lastPositionKey]);
    return new Journal(store, Math.max(last, acknowledged, newest ? positionOf(newest[0]) : 0), acknowledged);
  }

  /** The newest position there is. */
  get last() {
    return this.#last;
  }

  /** Everything up to here is stored by the gateway. */
  get acknowledged() {
    return this.#acknowledged;
  }

  /**
   * The plaintext of a ciphertext that was decrypted before. WhatsApp delivers again what it got no receipt for, but the ratchet has moved on.
   * Of what the gateway has already, only what Baileys needs again is left.
   *
   * @param {string} hash
   * @returns {Promise<Uint8Array | undefined>} padded as it was; undefined when it was never decrypted
   */
  async find(hash) {
    const seen = await this.#store.get(seenKey(hash));
    if (seen?.position === undefined) {
      return seen?.rest;
    }

    // Acknowledged between the two looks: then the rest is there.
    const entry = await this.#store.get(journalKey(seen.position));
    return entry?.plaintext ?? (await this.#store.get(seenKey(hash)))?.rest;
  }

  /**
   * Whether a ciphertext failed to decrypt before, and was told.
   *
   * @param {string} hash
   */
  async isLost(hash) {
    return (await this.#store.get(seenKey(hash)))?.lost === true;
  }

  /**
   * Writes that a ciphertext could not be decrypted. WhatsApp may deliver it again: that is told once.
   *
   * @param {string} hash
   * @param {Entry} entry
   */
  lose(hash, entry) {
    return this.append([entry], { [seenKey(hash)]: { lost: true, at: Date.now() } });
  }

  /**
   * The records of an entry, which get the next place. Places must be taken in the order in which they reach the disk, so this is called in
   * the instant in which the write is asked for, and not before.
   *
   * @param {Entry} entry
   * @returns {Record<string, unknown>}
   */
  place(entry) {
    const position = ++this.#last;
    return {
      [journalKey(position)]: entry,
      [lastPositionKey]: position,
      ...(entry.kind === 'message' ? { [seenKey(entry.hash)]: { position, at: Date.now() } } : {}),
      ...secretRecord(entry),
    };
  }

  /**
   * Writes entries that belong to no Signal state, with what else must be on the disk when they are. What goes to WhatsApp after this call
   * waits for it.
   *
   * @param {Entry[]} entries
   * @param {Record<string, unknown>} [others] by key
   */
  append(entries, others = {}) {
    return this.#store.set(Object.assign({}, others, ...entries.map(entry => this.place(entry))));
  }

  /**
   * The next entries behind a position.
   *
   * @param {number} position
   * @param {number} limit
   * @returns {Promise<Placed[]>}
   */
  async read(position, limit) {
    const entries = await this.#store.range({ gt: journalKey(position), lt: under('journal:').lt, limit });
    return entries.map(([key, entry]) => ({ position: positionOf(key), entry }));
  }

  /**
   * The gateway has stored everything up to a position. Plaintext goes; that it was seen stays, so that a redelivery is still answered.
   *
   * @param {number} position
   */
  async acknowledge(position) {
    if (position <= this.#acknowledged) {
      return;
    }

    /** @type {Record<string, unknown>} */
    const records = { [acknowledgedKey]: position };
    const done = await this.#store.range({ gte: under('journal:').gte, lte: journalKey(position) });
    for (const [key, entry] of done) {
      records[key] = undefined;
      if (entry.kind === 'message') {
        records[seenKey(entry.hash)] = { at: Date.now(), rest: withoutContent(entry.plaintext) };
      }
    }

    await this.#store.set(records);
    this.#acknowledged = Math.max(this.#acknowledged, position);
  }

  /** Forgets redeliverable ciphertexts after a time in which WhatsApp has long given up. */
  async prune() {
    const oldest = Date.now() - seenDays * day;
    await this.#store.prune('seen:', seen => seen.position !== undefined || seen.at > oldest);
    await this.secrets.prune();
  }
}

/**
 * What names a ciphertext.
 *
 * @param {Uint8Array} ciphertext
 */
export const hashOf = ciphertext => createHash('sha256').update(ciphertext).digest('base64url');

