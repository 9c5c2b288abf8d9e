import { resentMessages } from './plaintext.js';
import { parse, withoutCiphertext } from './stanza.js';

/** @typedef {import('baileys').BinaryNode} BinaryNode */
/** @typedef {import('./journal.js').Entry} Entry */
/** @typedef {import('./stanza.js').Me} Me */

/**
 * The journal entries of a decrypted stanza. They name the number that was linked when it came: another may be linked when they are read.
 *
 * @param {BinaryNode} stanza
 * @param {Uint8Array} plaintext padded
 * @param {string} hash of its ciphertext
 * @param {Me} me
 * @returns {Entry[]}
 */
export function entriesOf(stanza, plaintext, hash, me) {
  const resent = parse(stanza, me)?.key.fromMe ? resentMessages(plaintext) : [];
  return [
    { kind: 'message', stanza: withoutCiphertext(stanza), plaintext, hash, me },
    ...resent.map(webMessage => /** @type {const} */ ({ kind: 'resent', webMessage, at: Date.now(), me })),
  ];
}
