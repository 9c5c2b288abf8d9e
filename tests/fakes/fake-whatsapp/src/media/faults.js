/**
 * @typedef {object} Fault
 * @property {'download' | 'upload'} on
 * @property {string | undefined} path only downloads of this file
 * @property {number | null} status what is answered; null: the line is cut in the middle
 * @property {number} left
 */

/** What is to go wrong on the media host. */
export class Faults {
  /** @type {Fault[]} */
  #faults = [];

  /** @param {Fault} fault */
  add(fault) {
    if (fault.left > 0) {
      this.#faults.push(fault);
    }
  }

  /** From now on everything goes well. */
  clear() {
    this.#faults = [];
  }

  /**
   * @param {Fault['on']} on
   * @param {string} path
   * @returns {Fault | undefined} used up by one
   */
  take(on, path) {
    const found = this.#faults.find(fault => fault.on === on && (fault.path === undefined || fault.path === path));
    if (found && --found.left === 0) {
      this.#faults.splice(this.#faults.indexOf(found), 1);
    }
    return found;
  }
}
