import { proto } from 'baileys';
import { describe } from './description.js';

/** @typedef {import('../people/companion.js').Companion} Companion */

/**
 * Where a message came from and how to answer it.
 * @typedef {object} Origin
 * @property {string} id
 * @property {Companion} companion who sent it
 * @property {string} chat what a receipt for it comes from: the reader's own address, or the group
 * @property {string | undefined} participant the reader's own address, in a group
 * @property {string} [edit] what the server was told of a change to an earlier message
 */

/** @typedef {{ origin: Origin, message: proto.Message, at: Date, repeats: number, retried: number }} Entry */

/** What a person has read, in order of arrival, and what could not be read. */
export class Inbox {
  /** @type {Map<string, Entry>} */
  #entries = new Map();
  /** @type {{ id: string, from: string, error: string, at: Date }[]} */
  #failures = [];

  /**
   * A message that comes again does not show again.
   * @param {Origin} origin
   * @param {proto.Message} message
   * @param {boolean} asked whether the reader has asked for it to be sent again
   */
  add(origin, message, asked) {
    const known = this.#entries.get(origin.id);
    if (!known) {
      this.#entries.set(origin.id, { origin, message, at: new Date(), repeats: 0, retried: asked ? 1 : 0 });
    } else if (asked) {
      known.retried++;
    } else {
      known.repeats++;
    }
  }

  /**
   * @param {Origin} origin
   * @param {string} error
   */
  addFailure({ id, companion }, error) {
    this.#failures.push({ id, from: companion.person.number, error, at: new Date() });
  }

  /** @param {string} id */
  find(id) {
    return this.#entries.get(id);
  }

  get failures() {
    return this.#failures;
  }

  get messages() {
    return [...this.#entries.values()].map(({ origin, message, at, repeats, retried }) => ({
      id: origin.id,
      from: origin.companion.person.number,
      ...(origin.participant ? { group: origin.chat } : {}),
      ...(origin.edit ? { edit: origin.edit } : {}),
      ...describe(message),
      raw: Buffer.from(proto.Message.encode(message).finish()).toString('base64'),
      at,
      repeats,
      retried
    }));
  }
}
