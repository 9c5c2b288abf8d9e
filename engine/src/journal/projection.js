import { decodeMessageNode, extractAddressingContext, jidNormalizedUser, proto, toNumber } from 'baileys';
import { contentOf } from './content.js';
import { read } from './plaintext.js';

/** @typedef {{id: string, lid: string}} Me */
/** @typedef {import('./journal.js').Entry} Entry */

/**
 * What a journal entry means to the gateway.
 *
 * @param {Entry} entry
 * @param {Me} me the linked number's own addresses; empty when unknown
 * @returns {object | undefined} an event of the protocol without its position; undefined when it is of no concern to the gateway
 */
export function project(entry, me) {
  switch (entry.kind) {
    case 'identity':
      return { kind: 'identity', lid: entry.lid, phone: entry.phone };
    case 'message':
      return message(entry.stanza, entry.plaintext, me);
    case 'resent':
      return resent(entry.webMessage, me);
    default:
      return undefined;
  }
}

/**
 * @param {import('baileys').BinaryNode} stanza
 * @param {Uint8Array} plaintext
 * @param {Me} me
 */
function message(stanza, plaintext, me) {
  const parsed = parse(stanza, me);
  const decoded = read(plaintext);
  const content = decoded ? contentOf(decoded) : { kind: 'unsupported', type: 'unreadable' };
  if (!parsed || !content || stanza.attrs.category === 'peer') {
    return undefined;
  }

  const { key, pushName, messageTimestamp } = parsed;
  const alias = key.fromMe ? extractAddressingContext(stanza).recipientAlt : key.remoteJidAlt;
  return event(
    { ...key, remoteJidAlt: alias },
    { pushName, sentAt: toNumber(messageTimestamp) * 1000, content },
    me,
  );
}

/**
 * @param {Uint8Array} bytes
 * @param {Me} me
 */
function resent(bytes, me) {
  try {
    const { key, message: inner, messageTimestamp, pushName, participant } = proto.WebMessageInfo.decode(bytes);
    const content = inner ? contentOf(inner) : undefined;
    return key?.id && key.remoteJid && content
      ? event({ ...key, participant: key.participant ?? participant }, { pushName, sentAt: toNumber(messageTimestamp) * 1000, content }, me)
      : undefined;
  } catch {
    return undefined;
  }
}

/**
 * @param {any} key
 * @param {{pushName?: string | null, sentAt: number, content: object}} rest
 * @param {Me} me
 */
function event(key, { pushName, sentAt, content }, me) {
  const chat = jidNormalizedUser(key.remoteJid);
  const isGroup = chat.endsWith('@g.us') || chat.endsWith('@broadcast');
  const sender = key.fromMe ? me.id : isGroup ? key.participant : key.remoteJid;
  const senderAlias = key.fromMe ? me.lid : isGroup ? key.participantAlt : key.remoteJidAlt;
  return {
    kind: 'message',
    chat,
    ...(isGroup ? {} : optional('chatAlias', key.remoteJidAlt)),
    id: key.id,
    sender: jidNormalizedUser(sender ?? chat),
    ...optional('senderAlias', senderAlias),
    ...(pushName && !key.fromMe ? { senderName: pushName } : {}),
    fromMe: key.fromMe === true,
    sentAt,
    content,
  };
}

/**
 * @param {string} name
 * @param {string | null | undefined} jid
 */
function optional(name, jid) {
  const normalized = jid ? jidNormalizedUser(jid) : '';
  return normalized ? { [name]: normalized } : {};
}

/**
 * @param {import('baileys').BinaryNode} stanza
 * @param {Me} me
 */
function parse(stanza, me) {
  try {
    return /** @type {any} */ (decodeMessageNode(stanza, me.id, me.lid).fullMessage);
  } catch {
    return undefined;
  }
}
