import { getBinaryNodeChild, getBinaryNodeChildren } from 'baileys';
import { withoutCiphertext } from './stanza.js';

/** @typedef {import('baileys').BinaryNode} BinaryNode */
/** @typedef {import('./stanza.js').Me} Me */
/** @typedef {import('./journal.js').Entry} Entry */

/**
 * The entry of a message that could not be decrypted, so that it shows until WhatsApp has sent it again.
 *
 * @param {BinaryNode} stanza
 * @param {Uint8Array} ciphertext the part of it that failed
 * @param {Me} me
 * @returns {Entry | undefined} undefined when another part may still tell the content, and for what is no message to a reader
 */
export function undecryptable(stanza, ciphertext, me) {
  const last = getBinaryNodeChildren(stanza, 'enc').at(-1);
  return last?.content === ciphertext && last.attrs['decrypt-fail'] !== 'hide' && isMessage(stanza) ? envelope(stanza, 'undecryptable', me) : undefined;
}

/**
 * The entry of a message that came without any content: to be seen once on the phone only, or one that the phone is asked to send again.
 *
 * @param {BinaryNode} stanza
 * @param {Me} me
 * @returns {Entry | undefined} undefined when it has content, or is of no concern
 */
export function withoutContent(stanza, me) {
  if (['enc', 'plaintext'].some(tag => getBinaryNodeChild(stanza, tag)) || !isMessage(stanza)) {
    return undefined;
  }

  const type = getBinaryNodeChild(stanza, 'unavailable')?.attrs.type ?? '';
  return type === 'bot_unavailable_fanout' ? undefined : envelope(stanza, type.startsWith('view_once') ? 'viewOnce' : 'undecryptable', me);
}

// Reactions, votes, edits and deletes are about another message, and a device talks to its siblings without words.
/** @param {BinaryNode} stanza */
function isMessage(stanza) {
  const { category, type, edit } = stanza.attrs;
  return category !== 'peer' && type !== 'reaction' && !edit && getBinaryNodeChild(stanza, 'meta')?.attrs.polltype !== 'vote';
}

/**
 * @param {BinaryNode} stanza
 * @param {'undecryptable' | 'viewOnce'} content
 * @param {Me} me
 * @returns {Entry}
 */
const envelope = (stanza, content, me) => ({ kind: 'envelope', content, stanza: withoutCiphertext(stanza), me });
