import { statfs } from 'node:fs/promises';

/** @typedef {import('classic-level').ClassicLevel<string, Buffer>} Database */
/** @typedef {{type: 'put', key: string, value: Buffer} | {type: 'del', key: string}} Operation */

// What LevelDB may write while it opens: a table of all its log holds, a manifest, a new log.
const roomToOpen = 12 * 1024 * 1024;

/**
 * The only way into a session's database. Writes are committed in the order they were asked for; what is asked for while a batch is on its
 * way to the disk goes there together in the next one.
 *
 * After a write that failed, LevelDB goes on behind what of it is in the log; what it writes there cannot be read after a restart. So nothing is
 * written before the database was opened anew, which reads the log as far as it is whole, and begins another.
 */
export class GroupCommit {
  #database;
  /** @type {{operations: Operation[], done: () => void, failed: (error: unknown) => void}[]} */
  #waiting = [];
  /** @type {Promise<void> | undefined} */
  #running;
  /** @type {Promise<void>} */
  #newest = Promise.resolve();
  #torn = false;
  /** @type {Promise<void>} */
  #mended = Promise.resolve();
  #failures = 0;
  /** @type {unknown} */
  #lastFailure;

  /** @param {Database} database */
  constructor(database) {
    this.#database = database;
  }

  /**
   * Writes all of it or nothing. What failed may be found on the disk after all, also as a whole.
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
   * Watches from now on.
   *
   * @returns {() => Promise<void>} waits for what was asked for until it is called, and for nothing later; fails from the first failed write on, for good
   */
  watch() {
    const before = this.#failures;
    return async () => {
      await this.#newest.catch(() => undefined);
      if (this.#failures !== before) {
        throw this.#lastFailure;
      }
    };
  }

  /** Waits until everything asked for so far is on the disk or has failed. */
  async idle() {
    await this.#running;
  }

  /** Waits while the database is being opened anew: it cannot be read then. */
  async readable() {
    await this.#mended;
  }

  async #run() {
    while (this.#waiting.length > 0) {
      const batch = this.#waiting;
      this.#waiting = [];
      try {
        await this.#mend();
        await this.#commit(batch.flatMap(entry => entry.operations));
        batch.forEach(entry => entry.done());
      } catch (error) {
        this.#failures++;
        this.#lastFailure = error;
        batch.forEach(entry => entry.failed(error));
      }
    }

    this.#running = undefined;
  }

  /** @param {Operation[]} operations */
  async #commit(operations) {
    try {
      await this.#database.batch(operations, { sync: true });
    } catch (error) {
      this.#torn = true;
      throw error;
    }
  }

  async #mend() {
    if (!this.#torn) {
      return;
    }

    // With less, it would be closed and could not be opened.
    const { bavail, bsize } = await statfs(this.#database.location);
    if (bavail * bsize < roomToOpen) {
      throw new Error('No space left on device: too little to open the session\'s database anew after a write that failed.');
    }

    const opening = this.#openAnew();
    this.#mended = opening.catch(() => undefined);
    await opening;
    this.#torn = false;
  }

  async #openAnew() {
    await this.#database.close();
    await this.#database.open();
  }
}
