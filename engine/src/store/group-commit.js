/** @typedef {import('classic-level').ClassicLevel<string, Buffer>} Database */
/** @typedef {{type: 'put', key: string, value: Buffer} | {type: 'del', key: string}} Operation */

/**
 * The only way into a session's database. Writes are committed in the order they were asked for; what is asked for while a batch is on its
 * way to the disk goes there together in the next one.
 */
export class GroupCommit {
  #database;
  /** @type {{operations: Operation[], done: () => void, failed: (error: unknown) => void}[]} */
  #waiting = [];
  /** @type {Promise<void> | undefined} */
  #running;
  /** @type {Promise<void>} */
  #newest = Promise.resolve();

  /** @param {Database} database */
  constructor(database) {
    this.#database = database;
  }

  /**
   * Writes all of it or nothing.
   *
   * @param {Operation[]} operations
   * @returns {Promise<void>} when it is on the disk
   */
  write(operations) {
    this.#newest = new Promise((done, failed) => {
      this.#waiting.push({ operations, done, failed });
      this.#running ??= this.#run();
    });
    return this.#newest;
  }

  /**
   * Waits for what was asked for so far, and for nothing that is asked for later.
   *
   * @returns {Promise<void>} fails when the newest of it did
   */
  flushed() {
    return this.#newest;
  }

  /** Waits until everything asked for so far is on the disk or has failed. */
  async idle() {
    await this.#running;
  }

  async #run() {
    while (this.#waiting.length > 0) {
      const batch = this.#waiting;
      this.#waiting = [];
      try {
        await this.#database.batch(batch.flatMap(entry => entry.operations), { sync: true });
        batch.forEach(entry => entry.done());
      } catch (error) {
        batch.forEach(entry => entry.failed(error));
      }
    }

    this.#running = undefined;
  }
}
