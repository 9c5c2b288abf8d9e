import { createDecipheriv, createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { request } from 'node:https';
import { pipeline } from 'node:stream/promises';
import { DEFAULT_ORIGIN, getMediaKeys } from 'baileys';

const macLength = 10;
const padding = 16;
const idlePatience = 30_000;

/** What came is more than is wanted. */
export class TooLarge extends Error {
  /** @param {number} [size] bytes, as far as they are known */
  constructor(size) {
    super('The file is too large.');
    this.size = size;
  }
}

/** What came is not what the message told of. */
export class Damaged extends Error {}

/** The host answered, but not with the file. */
export class Refused extends Error {
  /** @param {number} status of HTTP */
  constructor(status) {
    super(`The host answered with ${status}.`);
    this.status = status;
  }
}

/**
 * @typedef {object} Wish
 * @property {URL} url
 * @property {string} path where the file is wanted; it is there only when all of it is right
 * @property {number} maxBytes
 * @property {import('node:http').Agent} [agent]
 * @property {AbortSignal} signal
 */

/**
 * Fetches a file and decrypts it on its way to the disk.
 *
 * @param {Wish} wish
 * @param {import('./token.js').Place} place with its keys; without a key it is taken as it is
 * @returns {Promise<number>} its size in bytes
 */
export async function fetchFile({ url, path, maxBytes, agent, signal }, place) {
  const response = await ask(url, agent, signal);
  const announced = Number(response.headers['content-length']);
  if (announced > maxBytes + (place.key ? macLength + padding : 0)) {
    response.destroy();
    throw new TooLarge(place.key ? undefined : announced);
  }

  const counted = { size: 0 };
  const read = place.key ? decrypted(place, await getMediaKeys(place.key, /** @type {any} */ (place.type))) : (/** @type {AsyncIterable<Buffer>} */ source) => source;
  await writeFile(path, async function* () {
    yield* bounded(read(response), maxBytes, counted);
  }, signal);
  return counted.size;
}

/**
 * Writes beside a path first, so that there is a whole file at it or none.
 *
 * @param {string} path
 * @param {() => AsyncIterable<Uint8Array>} source
 * @param {AbortSignal} signal
 */
export async function writeFile(path, source, signal) {
  const part = `${path}.${randomBytes(6).toString('hex')}.part`;
  try {
    await pipeline(source, createWriteStream(part, { flags: 'wx', mode: 0o600 }), { signal });
    await rename(part, path);
  } catch (error) {
    await rm(part, { force: true });
    throw error;
  }
}

/**
 * @param {URL} url
 * @param {import('node:http').Agent | undefined} agent
 * @param {AbortSignal} signal
 * @returns {Promise<import('node:http').IncomingMessage>}
 */
function ask(url, agent, signal) {
  return new Promise((resolve, reject) => {
    const asked = request(url, { agent, signal, headers: { origin: DEFAULT_ORIGIN } }, response => {
      // Whoever is sent on is sent anywhere: no redirect is followed.
      if (response.statusCode === 200) {
        resolve(response);
      } else {
        response.destroy();
        reject(new Refused(response.statusCode ?? 0));
      }
    });
    asked.setTimeout(idlePatience, () => asked.destroy(new Error('The host fell silent.')));
    asked.on('error', reject);
    asked.end();
  });
}

/**
 * @param {AsyncIterable<Buffer>} source
 * @param {number} maxBytes
 * @param {{size: number}} counted
 */
async function* bounded(source, maxBytes, counted) {
  for await (const chunk of source) {
    counted.size += chunk.length;
    if (counted.size > maxBytes) {
      throw new TooLarge();
    }

    yield chunk;
  }
}

/**
 * AES-256-CBC, then ten bytes of HMAC-SHA-256 over the vector and the ciphertext.
 *
 * @param {import('./token.js').Place} place
 * @param {{iv: Buffer | Uint8Array, cipherKey: Buffer | Uint8Array, macKey?: Buffer | Uint8Array}} keys
 */
function decrypted({ hash, encryptedHash }, { iv, cipherKey, macKey }) {
  const cipher = createDecipheriv('aes-256-cbc', cipherKey, iv);
  const mac = createHmac('sha256', /** @type {Uint8Array} */ (macKey)).update(iv);
  const whole = createHash('sha256');
  const plain = createHash('sha256');
  return async function* (/** @type {AsyncIterable<Buffer>} */ source) {
    let held = Buffer.alloc(0);
    for await (const chunk of source) {
      whole.update(chunk);
      const all = Buffer.concat([held, chunk]);
      const ready = all.subarray(0, Math.max(0, all.length - macLength));
      held = all.subarray(ready.length);
      mac.update(ready);
      const words = cipher.update(ready);
      plain.update(words);
      yield words;
    }

    check(held, mac.digest().subarray(0, macLength));
    check(whole.digest(), encryptedHash);
    const rest = last(cipher);
    check(plain.update(rest).digest(), hash);
    yield rest;
  };
}

/** @param {import('node:crypto').Decipher} cipher */
function last(cipher) {
  try {
    return cipher.final();
  } catch {
    throw new Damaged('The file has no proper end.');
  }
}

/**
 * @param {Buffer} found
 * @param {Buffer | undefined} expected undefined when it was not told
 */
function check(found, expected) {
  if (expected && (found.length !== expected.length || !timingSafeEqual(found, expected))) {
    throw new Damaged('The file is not the one that was sent.');
  }
}
