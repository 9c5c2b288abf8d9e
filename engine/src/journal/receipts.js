import { areJidsSameUser, extractAddressingContext } from 'baileys';
import { address, id, time, told } from '../content/values.js';

/** @typedef {import('baileys').BinaryNode} BinaryNode */
/** @typedef {import('./stanza.js').Me} Me */

// Without a type: it has arrived. What ends in -self was read on the phone without telling the writer.
/** @type {Record<string, 'delivered' | 'read' | 'played'>} */
const levels = { '': 'delivered', inactive: 'delivered', read: 'read', 'read-self': 'read', played: 'played', 'played-self': 'played' };

/**
 * The journal entries of a receipt: one for each person whom it tells of.
 *
 * @param {BinaryNode} stanza
 * @param {Me} me
 * @returns {import('./journal.js').Entry[]} none for what is no news about a message
 */
export function receiptEntries(stanza, me) {
  if (!Object.hasOwn(levels, stanza.attrs.type ?? '')) {
    return [];
  }

  const children = Array.isArray(stanza.content) ? stanza.content : [];
  const grouped = children.filter(({ tag }) => tag === 'participants').flatMap(({ attrs, content }) =>
    (Array.isArray(content) ? content : []).map(user => ({
      ...stanza,
      attrs: { ...stanza.attrs, id: attrs.key ?? '', participant: user.attrs.jid ?? '', t: user.attrs.t ?? stanza.attrs.t ?? '' },
      content: undefined,
    })));
  return (grouped.length > 0 ? grouped : [stanza])
    .map(one => /** @type {const} */ ({ kind: 'receipt', stanza: one, me }))
    .filter(entry => receiptEvent(entry) !== undefined);
}

/** @param {{stanza: BinaryNode, me: Me}} entry */
export function receiptEvent({ stanza, me }) {
  const { type = '', from = '', participant, recipient, t } = stanza.attrs;
  const level = levels[type];
  const who = participant || from;
  const isMe = areJidsSameUser(who, me.id) || areJidsSameUser(who, me.lid);
  const fromMe = isMe || type.endsWith('-self');
  const isGroup = from.endsWith('@g.us');
  const chat = address(isGroup || !isMe ? from : recipient);
  const sender = address(fromMe ? me.id : who);
  const messages = idsOf(stanza);
  if (!level || !chat || !sender || messages.length === 0 || (fromMe && level === 'delivered')) {
    return undefined;
  }

  const { senderAlt, recipientAlt } = extractAddressingContext(stanza);
  return {
    kind: 'receipt',
    chat,
    ...told({ chatAlias: isGroup ? undefined : address(isMe ? recipientAlt : senderAlt) }),
    messages,
    level,
    sender,
    ...told({ senderAlias: address(fromMe ? me.lid : senderAlt), sentAt: time(t) }),
    fromMe,
  };
}

/** @param {BinaryNode} stanza */
function idsOf({ attrs, content }) {
  const lists = (Array.isArray(content) ? content : []).filter(({ tag }) => tag === 'list');
  const items = lists.flatMap(({ content: inner }) => (Array.isArray(inner) ? inner.map(item => item.attrs.id) : []));
  return [...new Set([attrs.id, ...items].flatMap(value => id(value) ?? []))];
}
