import { chmod, mkdir } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { BufferJSON } from 'baileys';
import { ClassicLevel } from 'classic-level';
import { GroupCommit } from './group-commit.js';
import { under } from './keys.js';

const lockPatience = 15_000;
const lockPause = 200;
const pruneBatch = 500;

/**
 * @param {unknown} value
 * @returns {Buffer}
 */
export const encode = value => Buffer.from(JSON.stringify(value, BufferJSON.replacer));

/**
 * @param {Buffer} bytes
 * @returns {any}
 */
export const decode = bytes => JSON.parse(bytes.toString(), BufferJSON.reviver);

/** Everything a session keeps: one LevelDB folder, readable by its owner only. */
export class SessionStore {
  #database;
  #commit;

  /** @param {import('./group-commit.js').Database} database */
  constructor(database) {
    this.#database = database;
    this.#commit = new GroupCommit(database);
  }

  /**
   * Opens the store. A predecessor that is just ending may still hold its lock; that is waited for.
   *
   * @param {string} folder created when missing
   * @returns {Promise<SessionStore>}
   */
  static async open(folder) {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await chmod(folder, 0o700);
    const database = new ClassicLevel(folder, { keyEncoding: 'utf8', valueEncoding: 'buffer' });
    const end = Date.now() + lockPatience;
    for (;;) {
      try {
        await database.open();
        return new SessionStore(/** @type {any} */ (database));
      } catch (error) {
        if (!isLocked(error) || Date.now() > end) {
          throw error;
        }

        await pause(lockPause);
      }
    }
  }

  /**
   * @param {string} key
   * @returns {Promise<any>} undefined when there is none
   */
  async get(key) {
    await this.#commit.readable();
    const bytes = await this.#database.get(key);
    return bytes === undefined ? undefined : decode(bytes);
  }

  /**
   * @param {string[]} keys
   * @returns {Promise<any[]>} undefined for each there is none of
   */
  async getMany(keys) {
    await this.#commit.readable();
    const values = await this.#database.getMany(keys);
    return values.map(bytes => (bytes === undefined ? undefined : decode(bytes)));
  }

  /**
   * Writes all of it or nothing; undefined deletes.
   *
   * @param {Record<string, unknown>} values by key
   * @returns {Promise<void>} when it is on the disk
   */
  set(values) {
    return this.#commit.write(
      Object.entries(values).map(([key, value]) => (value === undefined ? { type: 'del', key } : { type: 'put', key, value: encode(value) })),
    );
  }

  /**
   * Watches what is written from now on.
   *
   * @returns {() => Promise<void>} waits until everything asked to be written so far is on the disk; once a write has failed, it always fails
   */
  watch() {
    return this.#commit.watch();
  }

  /**
   * Entries in the order of their keys.
   *
   * @param {{gt?: string, gte?: string, lt?: string, lte?: string, limit?: number, reverse?: boolean}} range
   * @returns {Promise<[string, any][]>}
   */
  async range(range) {
    await this.#commit.readable();
    const entries = await this.#database.iterator(range).all();
    return entries.map(([key, bytes]) => [key, decode(bytes)]);
  }

  /**
   * Deletes what a prefix holds, as far as it is not to be kept, in bounded batches.
   *
   * @param {string} prefix
   * @param {(value: any) => boolean} [keep]
   */
  async prune(prefix, keep = () => false) {
    const { gte, lt } = under(prefix);
    let from = gte;
    for (;;) {
      const entries = await this.range({ gte: from, lt, limit: pruneBatch });
      const old = entries.filter(([, value]) => !keep(value)).map(([key]) => key);
      if (old.length > 0) {
        await this.set(Object.fromEntries(old.map(key => [key, undefined])));
      }

      const last = entries.at(-1);
      if (entries.length < pruneBatch || !last) {
        return;
      }

      from = `${last[0]}\0`;
    }
  }

  /** Waits for what is on its way to the disk, and closes. */
  async close() {
    await this.#commit.idle();
    await this.#database.close();
  }
}

/** @param {any} error */
function isLocked(error) {
  return error?.code === 'LEVEL_LOCKED' || error?.cause?.code === 'LEVEL_LOCKED';
}
