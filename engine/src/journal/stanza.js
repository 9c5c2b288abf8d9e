import { decodeMessageNode } from 'baileys';

/** @typedef {{id: string, lid: string}} Me the linked number's own addresses; empty when unknown */

/**
 * Who wrote what, when and where, as a stanza's envelope tells it.
 *
 * @param {import('baileys').BinaryNode} stanza
 * @param {Me} me
 * @returns {any} Baileys' message without content; undefined when the envelope makes no sense
 */
export function parse(stanza, me) {
  try {
    return decodeMessageNode(stanza, me.id, me.lid).fullMessage;
  } catch {
    return undefined;
  }
}

/**
 * What is left of a stanza when its ciphertext is of no more use.
 *
 * @param {import('baileys').BinaryNode} stanza
 * @returns {import('baileys').BinaryNode}
 */
export function withoutCiphertext(stanza) {
  return { ...stanza, content: Array.isArray(stanza.content) ? stanza.content.filter(child => child.tag !== 'enc') : undefined };
}

/**
 * The linked number's own addresses.
 *
 * @param {import('baileys').AuthenticationCreds} creds
 * @returns {Me}
 */
export const meOf = creds => ({ id: creds.me?.id ?? '', lid: creds.me?.lid ?? '' });
