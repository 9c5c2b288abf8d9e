const most = 500;

/** @typedef {import('baileys').GroupMetadata} Metadata */

/** Who is in a group, remembered so that a send need not ask each time, forgotten when it changes. */
export class Groups {
  /** @type {Map<string, Promise<Metadata>>} */
  #known = new Map();

  /**
   * @param {string} jid
   * @param {() => Promise<Metadata>} ask WhatsApp
   */
  get(jid, ask) {
    const known = this.#known.get(jid);
    if (known) {
      return known;
    }

    if (this.#known.size >= most) {
      this.#known.clear();
    }

    // Kept before it is answered: whatever forgets the group meanwhile also forgets this answer.
    const asked = ask();
    this.#known.set(jid, asked);
    asked.catch(() => {
      if (this.#known.get(jid) === asked) {
        this.#known.delete(jid);
      }
    });
    return asked;
  }

  /** @param {string | undefined} jid */
  forget(jid) {
    this.#known.delete(jid ?? '');
  }

  clear() {
    this.#known.clear();
  }
}
