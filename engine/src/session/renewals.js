import { jidDecode } from 'baileys';

// A phone that could not read a message gets it again within moments.
const patience = 60_000;

/** Who has asked for a message once more, because the session with this number is of no use to that phone. */
export class Renewals {
  /** @type {Map<string, number>} */
  #asked = new Map();

  /**
   * Takes a retry receipt.
   *
   * @param {import('baileys').BinaryNode} receipt
   */
  ask({ attrs }) {
    if (attrs.type === 'retry') {
      const now = Date.now();
      this.#asked = new Map([...this.#asked].filter(([, at]) => now - at < patience));
      for (const jid of [attrs.from, attrs.participant]) {
        this.#asked.set(jidDecode(jid)?.user ?? '', now);
      }
    }
  }

  /**
   * Whether one of these, which are names of one person, has asked lately.
   *
   * @param {(string | null | undefined)[]} jids
   */
  wanted(jids) {
    return jids.some(jid => Date.now() - (this.#asked.get(jidDecode(jid ?? undefined)?.user ?? '') ?? 0) < patience);
  }
}
