/** @typedef {import('baileys').BinaryNode} BinaryNode */
/** @typedef {{ stanza: BinaryNode, sentOn: number }} Letter */

const NEVER = 0;

/**
 * What a linked device still has to take, in order. A stanza stays until the device has answered it on the login it was
 * sent on, and comes again, marked as offline, at each later login.
 */
export class Mailbox {
  /** @type {Set<Letter>} */
  #letters = new Set();
  #login = NEVER;
  /** @type {((stanza: BinaryNode) => void) | undefined} */
  #send;

  get pending() {
    return this.#letters.size;
  }

  /** @param {BinaryNode} stanza */
  post(stanza) {
    const letter = { stanza, sentOn: NEVER };
    this.#letters.add(letter);
    this.#deliver(letter, stanza);
  }

  /**
   * Sends everything kept as one burst; from now on letters go out as they come.
   * @param {number} login its running number
   * @param {(stanza: BinaryNode) => void} send
   * @returns {number} how many stanzas the burst had
   */
  open(login, send) {
    this.#login = login;
    this.#send = send;
    const burst = [...this.#letters];
    burst.forEach((letter, position) =>
      this.#deliver(letter, { ...letter.stanza, attrs: { ...letter.stanza.attrs, offline: String(position) } }));
    return burst.length;
  }

  /** Holds letters back without ending the login. */
  pause() {
    this.#send = undefined;
  }

  /**
   * Sends what came since the pause.
   * @param {(stanza: BinaryNode) => void} send
   */
  resume(send) {
    this.#send = send;
    [...this.#letters]
      .filter(letter => letter.sentOn !== this.#login)
      .forEach(letter => this.#deliver(letter, letter.stanza));
  }

  close() {
    this.#login = NEVER;
    this.#send = undefined;
  }

  /**
   * @param {string} tag of the stanza that is answered
   * @param {string} id
   */
  settle(tag, id) {
    for (const letter of this.#letters) {
      if (letter.sentOn === this.#login && letter.stanza.tag === tag && letter.stanza.attrs.id === id) {
        this.#letters.delete(letter);
        return;
      }
    }
  }

  /**
   * @param {Letter} letter
   * @param {BinaryNode} stanza
   */
  #deliver(letter, stanza) {
    if (this.#send) {
      letter.sentOn = this.#login;
      this.#send(stanza);
    }
  }
}
