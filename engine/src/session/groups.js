const most = 500;

/** Who is in a group, remembered so that a send need not ask each time, forgotten when it changes. */
export class Groups {
  /** @type {Map<string, import('baileys').GroupMetadata>} */
  #known = new Map();

  /** @param {string} jid */
  get(jid) {
    return this.#known.get(jid);
  }

  /**
   * @param {string} jid
   * @param {import('baileys').GroupMetadata} metadata
   */
  set(jid, metadata) {
    if (this.#known.size >= most) {
      this.#known.clear();
    }

    this.#known.set(jid, metadata);
  }

  /** @param {string | undefined} jid */
  forget(jid) {
    this.#known.delete(jid ?? '');
  }

  clear() {
    this.#known.clear();
  }
}
