import { address, bytes, count, id, told } from '../content/values.js';

/**
 * What a file needs to be fetched: where it lies, its keys, and whose phone may upload it again. Or, for small pictures, the file itself.
 *
 * @typedef {object} Place
 * @property {'image' | 'video' | 'audio' | 'document'} [type] of its keys
 * @property {string} [path] with the leading slash
 * @property {string} [host]
 * @property {Buffer} [key] 32 bytes
 * @property {Buffer} [hash] SHA-256 of the file
 * @property {Buffer} [encryptedHash] SHA-256 of what lies at WhatsApp
 * @property {{id: string, chat: string, fromMe: boolean, participant?: string}} [message]
 * @property {Buffer} [inline]
 */

const types = new Set(['image', 'video', 'audio', 'document']);

/** Bytes that a token may hold itself. */
export const mostInline = 98_304;

const longest = 200_000;

/**
 * @param {Place} place
 * @returns {string} base64url
 */
export function writeToken({ key, hash, encryptedHash, inline, ...rest }) {
  const written = { ...rest, key: base64(key), hash: base64(hash), encryptedHash: base64(encryptedHash), inline: base64(inline) };
  return Buffer.from(JSON.stringify(told(written))).toString('base64url');
}

/**
 * @param {unknown} token
 * @returns {Place | undefined} undefined when it is none
 */
export function readToken(token) {
  const parsed = parse(token);
  if (!parsed) {
    return undefined;
  }

  const { type, path, host, message } = parsed;
  const messageId = id(message?.id);
  const chat = address(message?.chat);
  return told({
    type: types.has(type) ? type : undefined,
    path: typeof path === 'string' ? path : undefined,
    host: typeof host === 'string' ? host : undefined,
    key: bytes(unbase64(parsed.key), 32),
    hash: bytes(unbase64(parsed.hash), 32),
    encryptedHash: bytes(unbase64(parsed.encryptedHash), 32),
    message: messageId && chat ? { id: messageId, chat, fromMe: message.fromMe === true, ...told({ participant: address(message.participant) }) } : undefined,
    inline: count(parsed.inline?.length, longest) ? unbase64(parsed.inline) : undefined,
  });
}

/** @param {unknown} token */
function parse(token) {
  if (typeof token !== 'string' || token.length > longest) {
    return undefined;
  }

  try {
    const parsed = JSON.parse(Buffer.from(token, 'base64url').toString());
    return typeof parsed === 'object' && parsed !== null ? parsed : undefined;
  } catch {
    return undefined;
  }
}

/** @param {Uint8Array | undefined} value */
const base64 = value => (value ? Buffer.from(value).toString('base64') : undefined);

/** @param {unknown} value */
const unbase64 = value => (typeof value === 'string' ? Buffer.from(value, 'base64') : undefined);
