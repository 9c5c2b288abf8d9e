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
