import { AsyncLocalStorage, AsyncResource } from 'node:async_hooks';

/**
 * Runs one piece of work at a time. A piece that asks again while it runs goes on at once. Work does not see the asynchronous context of its
 * caller but that in which the turns were made: Baileys' transactions live there, and must not swallow those of the work.
 */
export class Turns {
  #outside = new AsyncResource('ponte.turns');
  #inside = new AsyncLocalStorage();
  /** @type {Promise<unknown>} */
  #last = Promise.resolve();

  /** Whether the caller has its turn. */
  get inside() {
    return this.#inside.getStore() === true;
  }

  /**
   * @template T
   * @param {() => Promise<T>} work
   * @returns {Promise<T>}
   */
  take(work) {
    if (this.inside) {
      return work();
    }

    const turn = this.#last.then(() => this.outside(() => this.#inside.run(true, work)));
    this.#last = turn.catch(() => undefined);
    return turn;
  }

  /**
   * Runs work without waiting for a turn, and as somebody who does not have it.
   *
   * @template T
   * @param {() => T} work
   * @returns {T}
   */
  outside(work) {
    return this.#outside.runInAsyncScope(() => this.#inside.exit(work));
  }

  /** Waits until whatever has asked for its turn so far has had it. */
  async idle() {
    await this.#last;
  }
}
