import { extractAddressingContext, jidNormalizedUser, proto, toNumber } from 'baileys';
import { contentOf } from './content.js';
import { read } from './plaintext.js';
import { parse } from './stanza.js';

/** @typedef {import('./stanza.js').Me} Me */
/** @typedef {import('./journal.js').Entry} Entry */

/**
 * What a journal entry means to the gateway.
 *
 * @param {Entry} entry
 * @returns {object | undefined} an event of the protocol without its position; undefined when it is of no concern to the gateway
 */
export function project(entry) {
  switch (entry.kind) {
    case 'identity':
      return { kind: 'identity', lid: entry.lid, phone: entry.phone };
    case 'message':
      return message(entry);
    case 'resent':
      return resent(entry);
    default:
      return undefined;
  }
}

/** @param {Extract<Entry, {kind: 'message'}>} entry */
function message({ stanza, plaintext, me }) {
  const parsed = parse(stanza, me);
  const decoded = read(plaintext);
  const content = decoded ? contentOf(decoded) : { kind: 'unsupported', type: 'unreadable' };
  if (!parsed || !content || stanza.attrs.category === 'peer') {
    return undefined;
  }

  const { key, pushName, messageTimestamp } = parsed;
  const alias = key.fromMe ? extractAddressingContext(stanza).recipientAlt : key.remoteJidAlt;
  return event({ ...key, remoteJidAlt: alias }, { pushName, sentAt: toNumber(messageTimestamp) * 1000, content }, me);
}

/** @param {Extract<Entry, {kind: 'resent'}>} entry */
function resent({ webMessage, at, me }) {
  try {
    const { key, message: inner, messageTimestamp, pushName, participant } = proto.WebMessageInfo.decode(webMessage);
    const content = inner ? contentOf(inner) : undefined;
    return key?.id && key.remoteJid && content
      ? event({ ...key, participant: key.participant || participant }, { pushName, sentAt: toNumber(messageTimestamp) * 1000 || at, content }, me)
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
  const place = placeOf(key);
  if (!place) {
    return undefined;
  }

  const { chat, chatAlias, sender, senderAlias } = place;
  return {
    kind: 'message',
    chat: jidNormalizedUser(chat),
    ...optional('chatAlias', chatAlias),
    id: key.id,
    sender: jidNormalizedUser(key.fromMe ? me.id || chat : sender),
    ...optional('senderAlias', key.fromMe ? me.lid : senderAlias),
    ...(pushName && !key.fromMe ? { senderName: pushName } : {}),
    fromMe: key.fromMe === true,
    ...(sentAt > 0 ? { sentAt } : {}),
    content,
  };
}

/**
 * Where a message belongs and who wrote it. What someone sends to a broadcast list arrives in the chat with them; stories and what the
 * phone sends to its own lists belong to no chat.
 *
 * @param {any} key
 * @returns {{chat: string, chatAlias?: string, sender: string, senderAlias?: string} | undefined}
 */
function placeOf({ remoteJid, remoteJidAlt, participant, participantAlt, fromMe }) {
  if (remoteJid.endsWith('@g.us')) {
    return { chat: remoteJid, sender: participant || remoteJid, senderAlias: participantAlt };
  }

  if (!remoteJid.endsWith('@broadcast')) {
    return { chat: remoteJid, chatAlias: remoteJidAlt, sender: remoteJid, senderAlias: remoteJidAlt };
  }

  return remoteJid === 'status@broadcast' || fromMe || !participant
    ? undefined
    : { chat: participant, chatAlias: remoteJidAlt, sender: participant, senderAlias: remoteJidAlt };
}

/**
 * @param {string} name
 * @param {string | null | undefined} jid
 */
function optional(name, jid) {
  const normalized = jid ? jidNormalizedUser(jid) : '';
  return normalized ? { [name]: normalized } : {};
}
