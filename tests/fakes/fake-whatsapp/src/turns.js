import { setImmediate as nextTurn } from 'node:timers/promises';

/**
 * Runs tasks one after the other, in the order they were asked for. Everything here is in memory and so never waits:
 * sockets get their chance between two tasks.
 */
export class Turns {
  /** @type {Promise<unknown>} */
  #last = Promise.resolve();

  /**
   * @template T
   * @param {() => T | Promise<T>} task
   * @returns {Promise<T>}
   */
  run(task) {
    const turn = this.#last.then(() => nextTurn()).then(task);
    this.#last = turn.catch(() => {});
    return turn;
  }
}
