import { AsyncLocalStorage, AsyncResource } from 'node:async_hooks';

/**
 * Runs one piece of work at a time. A piece that asks again while it runs goes on at once. Work does not see the asynchronous context of its
 * caller: Baileys' transactions live there, and must not swallow those of the work.
 */
export class Turns {
  #outside = new AsyncResource('ponte.turns');
  #inside = new AsyncLocalStorage();
  /** @type {Promise<unknown>} */
  #last = Promise.resolve();

  /**
   * @template T
   * @param {() => Promise<T>} work
   * @returns {Promise<T>}
   */
  take(work) {
    if (this.#inside.getStore() === true) {
      return work();
    }

    const turn = this.#last.then(() => this.#outside.runInAsyncScope(() => this.#inside.run(true, work)));
    this.#last = turn.catch(() => undefined);
    return turn;
  }
}
