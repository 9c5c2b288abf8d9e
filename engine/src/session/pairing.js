import { Linking } from './linking.js';

/** @typedef {import('./linking.js').Request} Request */
/** @typedef {import('./linking.js').Answer} Answer */

/** Links a phone to a session: one attempt at a time, the newest wish counts. */
export class Pairing {
  #connection;
  #prepare;
  /** @type {Linking | undefined} */
  #linking;

  /**
   * @param {() => import('./connection.js').Connection} connection
   * @param {(request: Request) => Promise<void>} prepare makes everything as before a first pairing
   */
  constructor(connection, prepare) {
    this.#connection = connection;
    this.#prepare = prepare;
  }

  /**
   * The code that links a phone: the one that lives already, or the first of a new attempt.
   *
   * @param {Request} request
   * @returns {Promise<Answer>}
   */
  async link(request) {
    if (!this.#linking?.serves(request)) {
      await this.#begin(request);
    }

    // Linked, failed or overtaken in the instant in which it began: then there is nothing to wait for.
    return this.#linking ? this.#linking.wait() : { kind: 'failed', cause: 'connect_failure' };
  }

  /** @param {string} payload */
  async qr(payload) {
    const linking = this.#linking;
    if (linking && !(await linking.qr(payload)) && this.#linking === linking) {
      this.ended('pair_error');
      await this.#connection().stop('disconnected', 'pair_error');
    }
  }

  /** The phone is linked and messages flow. */
  linked() {
    this.#linking?.linked();
    this.#linking = undefined;
  }

  /**
   * No more attempts by itself.
   *
   * @param {string | null} cause
   */
  ended(cause) {
    this.#linking?.end(cause ?? 'pair_error');
    this.#linking = undefined;
  }

  /** @param {Request} request */
  async #begin(request) {
    this.ended('qr_timeout');
    const linking = new Linking(request, phone => this.#askPairingCode(phone));
    this.#linking = linking;
    try {
      await this.#connection().stop();
      await this.#prepare(request);
    } catch (error) {
      if (this.#linking === linking) {
        this.ended('connect_failure');
      }

      throw error;
    }

    if (this.#linking === linking) {
      this.#connection().start();
    }
  }

  /** @param {string} phone */
  async #askPairingCode(phone) {
    const code = await this.#connection().current?.requestPairingCode(phone);
    if (!code) {
      throw new Error('There is no connection.');
    }

    return code;
  }
}
