import { jidDecode } from 'baileys';

/** @typedef {import('./registration.js').Registration} Registration */

/** Devices that wait for a phone: by the codes they show, and by the number they want a typed code from. */
export class WaitingRoom {
  /** @type {Map<string, Registration>} */
  #byRef = new Map();
  /** @type {Map<string, Registration>} */
  #byNumber = new Map();

  /**
   * @param {string} ref
   * @param {Registration} registration
   */
  addRef(ref, registration) {
    this.#byRef.set(ref, registration);
  }

  /**
   * @param {string} jid the number that the device wants to be linked with
   * @param {Registration} registration
   */
  addCodeRequest(jid, registration) {
    const number = jidDecode(jid)?.user;
    if (number) {
      this.#byNumber.set(number, registration);
    }
  }

  /** @param {string} ref */
  byRef(ref) {
    return this.#byRef.get(ref);
  }

  /** @param {string} number */
  byNumber(number) {
    return this.#byNumber.get(number);
  }

  /** @param {Registration} registration */
  removeCodeRequest(registration) {
    forget(this.#byNumber, registration);
  }

  /** @param {Registration} registration */
  remove(registration) {
    forget(this.#byRef, registration);
    forget(this.#byNumber, registration);
  }
}

/**
 * @param {Map<string, Registration>} map
 * @param {Registration} registration
 */
function forget(map, registration) {
  for (const [key, value] of map) {
    if (value === registration) {
      map.delete(key);
    }
  }
}
