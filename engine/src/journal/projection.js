import { extractAddressingContext, jidNormalizedUser, proto, toNumber } from 'baileys';
import { factOf } from '../content/fact.js';
import { address, id as validId, line } from '../content/values.js';
import { callEvent } from './calls.js';
import { groupEvent } from './groups.js';
import { read } from './plaintext.js';
import { receiptEvent } from './receipts.js';
import { writersOf } from './secrets.js';
import { parse } from './stanza.js';

/** @typedef {import('./stanza.js').Me} Me */
/** @typedef {import('./journal.js').Entry} Entry */
/** @typedef {import('../content/fact.js').SecretsOf} SecretsOf */

const nobodysSecrets = async () => [];
const unreadable = { kind: 'message', content: { kind: 'unsupported', type: 'unreadable' } };

/**
 * What a journal entry means to the gateway. Whatever it is made of, it does not throw: a message that makes no sense is one that cannot be
 * shown.
 *
 * @param {Entry} entry
 * @param {SecretsOf} [secretsOf]
 * @returns {Promise<object | undefined>} an event of the protocol without its position; undefined when it is of no concern to the gateway
 */
export async function project(entry, secretsOf = nobodysSecrets) {
  try {
    return await eventOf(entry, secretsOf);
  } catch {
    return undefined;
  }
}

/**
 * @param {Entry} entry
 * @param {SecretsOf} secretsOf
 */
function eventOf(entry, secretsOf) {
  switch (entry.kind) {
    case 'message':
      return message(entry, secretsOf);
    case 'envelope':
      return envelope(entry);
    case 'resent':
      return resent(entry, secretsOf);
    case 'receipt':
      return receiptEvent(entry);
    case 'group':
      return groupEvent(entry);
    case 'call':
      return callEvent(entry);
    case 'picture':
    case 'contact':
    case 'identity':
    case 'label':
      return { ...entry };
    default:
      return undefined;
  }
}

/**
 * @param {Extract<Entry, {kind: 'message'}>} entry
 * @param {SecretsOf} secretsOf
 */
async function message({ stanza, plaintext, me }, secretsOf) {
  const head = headOf(stanza, me);
  const decoded = read(plaintext);
  const fact = head && (decoded ? await factIn(head, decoded, me, secretsOf) : unreadable);
  return head && fact && event(head, fact, me);
}

/** @param {Extract<Entry, {kind: 'envelope'}>} entry */
function envelope({ stanza, content, me }) {
  const head = headOf(stanza, me);
  return head && event(head, { kind: 'message', content: { kind: content } }, me);
}

/**
 * @param {Extract<Entry, {kind: 'resent'}>} entry
 * @param {SecretsOf} secretsOf
 */
async function resent({ webMessage, at, me }, secretsOf) {
  const { key, message: inner, messageTimestamp, pushName, participant } = proto.WebMessageInfo.decode(webMessage);
  const head = { key: { ...key, participant: key?.participant || participant }, pushName, sentAt: toNumber(messageTimestamp) * 1000 || at };
  const fact = inner && key?.remoteJid ? await factIn(head, inner, me, secretsOf) : undefined;
  return fact && event(head, fact, me);
}

/** @typedef {{key: any, pushName?: string | null, sentAt: number}} Head */

/**
 * @param {import('baileys').BinaryNode} stanza
 * @param {Me} me
 * @returns {Head | undefined} undefined for what makes no sense, or is between the devices of this number only
 */
function headOf(stanza, me) {
  const parsed = stanza.attrs.category === 'peer' ? undefined : parse(stanza, me);
  if (!parsed) {
    return undefined;
  }

  const { key, pushName, messageTimestamp } = parsed;
  const remoteJidAlt = key.fromMe ? extractAddressingContext(stanza).recipientAlt : key.remoteJidAlt;
  return { key: { ...key, remoteJidAlt }, pushName, sentAt: toNumber(messageTimestamp) * 1000 };
}

/**
 * @param {Head} head
 * @param {proto.IMessage} decoded
 * @param {Me} me
 * @param {SecretsOf} secretsOf
 */
async function factIn({ key }, decoded, me, secretsOf) {
  const place = { id: key.id, chat: jidNormalizedUser(key.remoteJid), participant: key.participant, fromMe: key.fromMe === true, senders: writersOf(key, me) };
  try {
    return await factOf(decoded, place, secretsOf);
  } catch {
    return unreadable;
  }
}

/**
 * @param {Head} head
 * @param {{kind: string, [member: string]: any}} fact
 * @param {Me} me
 */
function event({ key, pushName, sentAt }, { kind, ...fact }, me) {
  const place = placeOf(key);
  const chat = address(place?.chat);
  const sender = address(key.fromMe ? me.id || chat : place?.sender);
  const id = validId(key.id);
  const name = key.fromMe ? undefined : line(pushName);
  if (!place || !chat || !sender || !id || (place.isStatus && kind !== 'message')) {
    return undefined;
  }

  return {
    kind,
    chat,
    ...optional('chatAlias', place.chatAlias),
    id,
    sender,
    ...optional('senderAlias', key.fromMe ? me.lid : place.senderAlias),
    ...(name ? { senderName: name } : {}),
    fromMe: key.fromMe === true,
    ...(sentAt > 0 ? { sentAt } : {}),
    ...fact,
    ...(place.isStatus ? { isStatus: true } : {}),
  };
}

/** @typedef {{chat: string, chatAlias?: string, sender: string, senderAlias?: string, isStatus?: boolean}} Standing */

/**
 * Where a message belongs and who wrote it. What someone sends to a broadcast list, and a story, arrives in the chat with them; the phone's own
 * lists and stories belong to no chat.
 *
 * @param {any} key
 * @returns {Standing | undefined}
 */
function placeOf({ remoteJid, remoteJidAlt, participant, participantAlt, fromMe }) {
  if (remoteJid.endsWith('@g.us')) {
    return { chat: remoteJid, sender: participant || remoteJid, senderAlias: participantAlt };
  }

  if (!remoteJid.endsWith('@broadcast')) {
    return { chat: remoteJid, chatAlias: remoteJidAlt, sender: remoteJid, senderAlias: remoteJidAlt };
  }

  return fromMe || !participant
    ? undefined
    : { chat: participant, chatAlias: remoteJidAlt, sender: participant, senderAlias: remoteJidAlt, isStatus: remoteJid === 'status@broadcast' };
}

/**
 * @param {string} name
 * @param {string | null | undefined} jid
 */
function optional(name, jid) {
  const normalized = address(jid);
  return normalized ? { [name]: normalized } : {};
}
