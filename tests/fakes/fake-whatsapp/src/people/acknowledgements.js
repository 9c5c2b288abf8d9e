/** @typedef {'normal' | 'withhold' | 'refuse' | 'drop'} AckMode */

/** How the server answers the messages that a phone's linked devices send. */
export class Acknowledgements {
  /** @type {AckMode} */
  #mode = 'normal';
  #code = 500;
  #left = Infinity;

  /**
   * @param {AckMode} mode
   * @param {number} [code] the error of a refusal
   * @param {number} [next] how many messages it is for; then back to normal
   */
  set(mode, code = 500, next = Infinity) {
    this.#mode = next > 0 ? mode : 'normal';
    this.#code = code;
    this.#left = next;
  }

  /** @returns {{ mode: AckMode, code: number }} for the message that has just come */
  next() {
    const { mode, code } = { mode: this.#mode, code: this.#code };
    if (mode !== 'normal' && --this.#left <= 0) {
      this.set('normal');
    }
    return { mode, code };
  }
}
