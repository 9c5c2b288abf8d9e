import { areJidsSameUser, getBinaryNodeChild, getBinaryNodeChildren } from 'baileys';
import { address, id, line, text, time, told } from '../content/values.js';

/** @typedef {import('baileys').BinaryNode} BinaryNode */
/** @typedef {import('./stanza.js').Me} Me */

const mostParticipants = 1024;

/** @type {Record<string, string>} */
const changes = {
  create: 'created',
  add: 'added',
  remove: 'removed',
  leave: 'left',
  promote: 'promoted',
  demote: 'demoted',
  subject: 'renamed',
  description: 'described',
  set: 'pictured',
  delete: 'pictured',
  announcement: 'other',
  not_announcement: 'other',
  locked: 'other',
  unlocked: 'other',
  ephemeral: 'other',
  not_ephemeral: 'other',
};

/** @type {Record<string, string>} */
const sentences = {
  announcement: 'Only admins can send messages now.',
  not_announcement: 'All participants can send messages now.',
  locked: 'Only admins can edit the group now.',
  unlocked: 'All participants can edit the group now.',
  ephemeral: 'Disappearing messages were turned on.',
  not_ephemeral: 'Disappearing messages were turned off.',
};

/**
 * The journal entries of a notification: about a group, or about somebody's picture.
 *
 * @param {BinaryNode} stanza
 * @param {Me} me
 * @returns {import('./journal.js').Entry[]} none for what is no news to an agent
 */
export function notificationEntries(stanza, me) {
  const { type, from } = stanza.attrs;
  if (type !== 'w:gp2' && type !== 'picture') {
    return [];
  }

  const chat = address(from);
  const group = /** @type {const} */ ({ kind: 'group', stanza, me });
  return [
    ...(chat && type === 'picture' ? [/** @type {const} */ ({ kind: 'picture', chat })] : []),
    ...(groupEvent(group) ? [group] : []),
  ];
}

/**
 * @param {{stanza: BinaryNode, me: Me}} entry
 * @returns {object | undefined}
 */
export function groupEvent({ stanza, me }) {
  const { from, id: stanzaId, t, notify } = stanza.attrs;
  const child = childOf(stanza);
  const chat = address(from);
  const event = id(stanzaId);
  if (!child || !chat?.endsWith('@g.us') || !event) {
    return undefined;
  }

  const group = getBinaryNodeChild(child, 'group') ?? child;
  const people = getBinaryNodeChildren(group, 'participant').slice(0, mostParticipants);
  const author = authorOf(stanza, child);
  const sender = author.sender ?? people.map(({ attrs }) => address(attrs.jid)).find(Boolean) ?? address(me.id);
  const fromMe = [author.sender, author.senderAlias].some(jid => jid && (areJidsSameUser(jid, me.id) || areJidsSameUser(jid, me.lid)));
  return !sender ? undefined : {
    kind: 'group',
    chat,
    id: event,
    sender,
    ...told({ senderAlias: author.senderAlias, senderName: fromMe ? undefined : line(notify), sentAt: time(t) }),
    fromMe,
    change: changeOf(child, people, author),
    ...told({ participants: people.flatMap(({ attrs }) => address(attrs.phone_number) ?? address(attrs.jid) ?? []), text: textOf(child, group) }),
  };
}

/** @param {BinaryNode} stanza */
function childOf({ content, attrs }) {
  const isPicture = attrs.type === 'picture';
  return Array.isArray(content) ? content.find(({ tag }) => Object.hasOwn(changes, tag) && (changes[tag] === 'pictured') === isPicture) : undefined;
}

/**
 * @param {BinaryNode} stanza
 * @param {BinaryNode} child
 */
function authorOf({ attrs }, child) {
  const sender = address(attrs.participant) ?? address(child.attrs.author);
  return { sender, senderAlias: address(attrs.participant_pn) ?? address(attrs.participant_lid) ?? address(child.attrs.author_pn) };
}

// Who adds or removes himself joins or leaves.
/**
 * @param {BinaryNode} child
 * @param {BinaryNode[]} people
 * @param {{sender?: string, senderAlias?: string}} author
 */
function changeOf(child, people, { sender, senderAlias }) {
  const own = people.length === 1 && [people[0]?.attrs.jid, people[0]?.attrs.phone_number].some(jid => jid && [sender, senderAlias].includes(address(jid)));
  if (child.tag === 'add' && (own || child.attrs.reason === 'invite')) {
    return 'joined';
  }

  return child.tag === 'remove' && own ? 'left' : changes[child.tag];
}

/**
 * @param {BinaryNode} child
 * @param {BinaryNode} group
 */
function textOf(child, group) {
  switch (child.tag) {
    case 'create':
    case 'subject':
      return line(group.attrs.subject);
    case 'description': {
      const body = getBinaryNodeChild(child, 'body')?.content;
      return text(body instanceof Uint8Array ? Buffer.from(body).toString() : body, 4096);
    }
    default:
      return sentences[child.tag];
  }
}
