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
    return new Promise((done, failed) => {
      this.#waiting.push({ operations, done, failed });
      this.#running ??= this.#run();
    });
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
