import assert from 'node:assert/strict';
import { setTimeout as pause } from 'node:timers/promises';

const PATIENCE_MS = 15_000;

/** The control API, as a test speaks to it. */
export class Control {
  #base;

  /** @param {string} base */
  constructor(base) {
    this.#base = base;
  }

  /**
   * @param {string} method
   * @param {string} path
   * @param {unknown} [body]
   */
  async request(method, path, body) {
    const response = await fetch(this.#base + path, { method, body: body === undefined ? undefined : JSON.stringify(body) });
    return { status: response.status, body: /** @type {any} */ (await response.json()) };
  }

  /** @param {string} path */
  async get(path) {
    return this.#expectSuccess(await this.request('GET', path));
  }

  /**
   * @param {string} path
   * @param {unknown} [body]
   */
  async post(path, body = {}) {
    return this.#expectSuccess(await this.request('POST', path, body));
  }

  /**
   * @template T
   * @param {string} path
   * @param {(answer: any) => T} condition
   * @returns {Promise<any>} the answer that fulfilled it
   */
  async until(path, condition) {
    const deadline = Date.now() + PATIENCE_MS;
    for (;;) {
      const answer = await this.get(path);
      if (condition(answer)) {
        return answer;
      }
      assert.ok(Date.now() < deadline, `waited in vain at ${path}: ${JSON.stringify(answer)}`);
      await pause(10);
    }
  }

  /** @param {{ status: number, body: any }} answer */
  #expectSuccess({ status, body }) {
    assert.equal(status, 200, JSON.stringify(body));
    return body;
  }
}
