const patience = 55_000;
const firstLife = 60_000;
const nextLife = 20_000;

/** @typedef {{phone?: string, historyDays?: number}} Request */
/** @typedef {{kind: 'qr', payload: string, expiresAt: number} | {kind: 'pairingCode', code: string} | {kind: 'failed', cause: string} | {kind: 'linked', state: string}} Answer */

/** One attempt to link a phone: the code that lives now, and those who wait for the first one. */
export class Linking {
  #request;
  #ask;
  /** @type {Answer | undefined} */
  #current;
  /** @type {((answer: Answer) => void)[]} */
  #waiting = [];
  #asking = false;

  /**
   * @param {Request} request
   * @param {(phone: string) => Promise<string>} askPairingCode
   */
  constructor(request, askPairingCode) {
    this.#request = request;
    this.#ask = askPairingCode;
  }

  /**
   * Whether this attempt serves another request too.
   *
   * @param {Request} request
   */
  serves(request) {
    return request.phone === this.#request.phone && (request.historyDays ?? this.#request.historyDays) === this.#request.historyDays;
  }

  /**
   * WhatsApp gave a QR code; a pairing code is asked for when the first one comes.
   *
   * @param {string} payload
   * @returns {Promise<boolean>} false when there will be no pairing code
   */
  async qr(payload) {
    if (this.#request.phone === undefined) {
      // How long Baileys lets a code live: the first one longer than those after it.
      this.#answer({ kind: 'qr', payload, expiresAt: Date.now() + (this.#current ? nextLife : firstLife) });
    } else if (!this.#asking) {
      this.#asking = true;
      try {
        this.#answer({ kind: 'pairingCode', code: await this.#ask(this.#request.phone) });
      } catch {
        return false;
      }
    }

    return true;
  }

  /**
   * No code will come, or no longer.
   *
   * @param {string} cause
   */
  end(cause) {
    this.#answer({ kind: 'failed', cause });
  }

  /** The phone is linked. */
  linked() {
    this.#answer({ kind: 'linked', state: 'connected' });
  }

  /** @returns {Promise<Answer>} the code that lives, or the first that comes */
  wait() {
    return this.#current
      ? Promise.resolve(this.#current)
      : new Promise(resolve => {
          const timer = setTimeout(() => resolve({ kind: 'failed', cause: 'connect_failure' }), patience);
          this.#waiting.push(answer => {
            clearTimeout(timer);
            resolve(answer);
          });
        });
  }

  /** @param {Answer} answer */
  #answer(answer) {
    this.#current = answer;
    const waiting = this.#waiting;
    this.#waiting = [];
    waiting.forEach(tell => tell(answer));
  }
}
