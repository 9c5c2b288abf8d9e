import { createDecipheriv, createHash, createHmac, randomFillSync } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { encryptedStream, getMediaKeys } from 'baileys';

/** @typedef {import('baileys').MediaType} MediaType */

const MAC_LENGTH = 10;
const BLOCK = Buffer.allocUnsafe(64 * 1024);
randomFillSync(BLOCK);

/**
 * So many bytes that do not compress.
 * @param {number} size
 */
export function noise(size) {
  return Readable.from((function* () {
    for (let left = size; left > 0; left -= BLOCK.length) {
      yield BLOCK.subarray(0, Math.min(left, BLOCK.length));
    }
  })());
}

/**
 * Encrypts as WhatsApp does, to a file among the temporary ones.
 * @param {Buffer | Readable} content
 * @param {MediaType} type
 */
export function encryptMedia(content, type) {
  return encryptedStream(Buffer.isBuffer(content) ? content : { stream: content }, type);
}

/**
 * Decrypts a file as a phone does, which trusts nothing that is not signed.
 * @param {string} file
 * @param {Uint8Array} mediaKey
 * @param {MediaType} type
 * @param {{ encrypted: Uint8Array, plain: Uint8Array, size: number }} expected hashes, and the size of the plain file
 * @param {number} keep up to which size the content is returned
 */
export async function decryptMedia(file, mediaKey, type, expected, keep) {
  const { cipherKey, iv, macKey } = await getMediaKeys(mediaKey, type);
  const handle = await open(file);
  const { size: total } = await handle.stat();
  const mac = Buffer.alloc(MAC_LENGTH);
  await handle.read(mac, 0, MAC_LENGTH, total - MAC_LENGTH);
  await handle.close();
  const decipher = createDecipheriv('aes-256-cbc', cipherKey, iv);
  const hmac = createHmac('sha256', /** @type {Buffer} */ (macKey)).update(iv);
  const [encrypted, plain] = [createHash('sha256'), createHash('sha256')];
  /** @type {Buffer[] | undefined} */
  let kept = [];
  let size = 0;
  const take = (/** @type {Buffer} */ bytes) => {
    plain.update(bytes);
    size += bytes.length;
    kept = size <= keep ? kept : undefined;
    kept?.push(bytes);
  };
  for await (const chunk of createReadStream(file, { end: total - MAC_LENGTH - 1 })) {
    encrypted.update(chunk);
    hmac.update(chunk);
    take(decipher.update(chunk));
  }
  take(decipher.final());
  const sha256 = plain.digest();
  check('signature', hmac.digest().subarray(0, MAC_LENGTH), mac);
  check('hash of the encrypted file', encrypted.update(mac).digest(), expected.encrypted);
  check('hash', sha256, expected.plain);
  if (size !== expected.size) {
    throw new Error(`The size is ${size}, and not ${expected.size} as the message says.`);
  }
  return { size, sha256: sha256.toString('base64'), content: kept && Buffer.concat(kept) };
}

/**
 * @param {string} what
 * @param {Buffer} is
 * @param {Uint8Array} should
 */
function check(what, is, should) {
  if (!is.equals(should)) {
    throw new Error(`The ${what} is wrong.`);
  }
}
