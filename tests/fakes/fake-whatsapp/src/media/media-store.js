import { createHash, randomBytes } from 'node:crypto';
import { createWriteStream, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { rename, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';

/**
 * An encrypted file.
 * @typedef {object} StoredFile
 * @property {string} path where the host has it, without the query
 * @property {string} directPath the same as messages carry it: with a query, because clients append to it
 * @property {string} file where it is on the disk
 * @property {number} size
 * @property {number | null} goneWith the status that its download is refused with; null: it is there
 */

/** The encrypted files of the media host, in a folder of their own among the temporary files. */
export class MediaStore {
  #folder = mkdtempSync(join(tmpdir(), 'fake-whatsapp-media-'));
  /** @type {Map<string, StoredFile>} by path */
  #files = new Map();

  /** @param {string | undefined} path with or without a query */
  find(path) {
    return this.#files.get((path ?? '').split('?')[0]);
  }

  /**
   * Keeps a file that is on this disk already; it is moved.
   * @param {string} file
   */
  async adopt(file) {
    const own = this.#newFile();
    await rename(file, own);
    return this.#add(own, (await stat(own)).size);
  }

  /** @param {Buffer} content */
  async put(content) {
    const own = this.#newFile();
    await writeFile(own, content);
    return this.#add(own, content.length);
  }

  /**
   * As the other one, where nobody can wait.
   * @param {Buffer} content
   */
  putNow(content) {
    const own = this.#newFile();
    writeFileSync(own, content);
    return this.#add(own, content.length);
  }

  /**
   * Keeps what a client uploads when it has the hash that it says.
   * @param {AsyncIterable<Buffer>} content
   * @param {string} sha256 in base64url
   * @returns {Promise<StoredFile | undefined>} undefined: it has another hash
   */
  async keep(content, sha256) {
    const own = this.#newFile();
    const hash = createHash('sha256');
    let size = 0;
    const measured = new Transform({
      transform(chunk, encoding, done) {
        hash.update(chunk);
        size += chunk.length;
        done(null, chunk);
      }
    });
    await pipeline(content, measured, createWriteStream(own));
    if (hash.digest('base64url') === sha256) {
      return this.#add(own, size);
    }
    await rm(own);
    return undefined;
  }

  /**
   * The same file under another path, as after an upload by a phone that still has it.
   * @param {StoredFile} stored
   */
  again({ file, size }) {
    return this.#add(file, size);
  }

  close() {
    rmSync(this.#folder, { recursive: true, force: true });
  }

  #newFile() {
    return join(this.#folder, randomBytes(12).toString('hex'));
  }

  /**
   * @param {string} file
   * @param {number} size
   * @returns {StoredFile}
   */
  #add(file, size) {
    const path = `/v/t62.0-0/${randomBytes(12).toString('hex')}.enc`;
    /** @type {StoredFile} */
    const stored = { path, directPath: `${path}?ccb=11-4`, file, size, goneWith: null };
    this.#files.set(path, stored);
    return stored;
  }
}
