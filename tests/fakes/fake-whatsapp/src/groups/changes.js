import { Problem } from '../control/problem.js';
import { node, serverId, timestamp } from '../wire/nodes.js';
import { groupNode, participantNode } from './groups.js';

/** @typedef {import('baileys').BinaryNode} BinaryNode */
/** @typedef {import('../people/person.js').Person} Person */
/** @typedef {import('./groups.js').Group} Group */

/**
 * @typedef {object} Change
 * @property {keyof typeof changes} change
 * @property {Person} actor
 * @property {Person[]} people
 * @property {string} text
 */

/**
 * What is done to the group, and what its members are told.
 * @type {Record<'add' | 'join' | 'remove' | 'leave' | 'promote' | 'demote' | 'subject' | 'description',
 *   (group: Group, change: Change) => BinaryNode>}
 */
const changes = {
  add(group, { people }) {
    group.participants.push(...people.filter(person => !group.participants.includes(person)));
    return node('add', { type: 'add' }, people.map(person => participantNode(group, person)));
  },
  join(group, { actor }) {
    group.participants.push(actor);
    return node('add', { reason: 'invite' }, [participantNode(group, actor)]);
  },
  remove: (group, { people }) => removal(group, people),
  leave: (group, { actor }) => removal(group, [actor]),
  promote(group, { people }) {
    people.forEach(person => group.admins.add(person));
    return node('promote', {}, people.map(person => participantNode(group, person)));
  },
  demote(group, { people }) {
    people.forEach(person => group.admins.delete(person));
    return node('demote', {}, people.map(person => participantNode(group, person)));
  },
  subject(group, { text, actor }) {
    Object.assign(group, { subject: text, subjectOwner: actor, subjectTime: timestamp() });
    return node('subject', { subject: text, s_o: actor.jid(group.addressing), s_t: timestamp() });
  },
  description(group, { text }) {
    group.description = text;
    return node('description', { id: serverId() }, text ? [node('body', {}, Buffer.from(text))] : [node('delete')]);
  }
};

export const changeNames = /** @type {(keyof typeof changes)[]} */ (Object.keys(changes));

/**
 * Changes a group and tells the linked devices of all who are, or were, in it.
 * @param {Group} group
 * @param {Change} change
 */
export function changeGroup(group, change) {
  const { actor, people } = change;
  const isMember = group.participants.includes(actor);
  if (isMember === (change.change === 'join')) {
    throw new Problem(409, isMember ? 'They are in the group already.' : 'They are not in the group.');
  }
  const strangers = people.filter(person => group.participants.includes(person) === (change.change === 'add'));
  if (strangers.length > 0) {
    throw new Problem(409, `That cannot be done to "${strangers[0].number}".`);
  }
  const before = [...group.participants];
  const content = changes[change.change](group, change);
  notify(group, actor, new Set([...before, ...group.participants]), content);
}

/** @param {Group} group */
export function announceGroup(group) {
  notify(group, group.owner, new Set(group.participants), node('create', { type: 'new' }, [groupNode(group)]));
}

/**
 * @param {Group} group
 * @param {Person[]} people
 */
function removal(group, people) {
  const nodes = people.map(person => participantNode(group, person));
  people.forEach(person => group.admins.delete(person));
  group.participants = group.participants.filter(person => !people.includes(person));
  return node('remove', {}, nodes);
}

/**
 * @param {Group} group
 * @param {Person} actor
 * @param {Set<Person>} people
 * @param {BinaryNode} content
 */
function notify(group, actor, people, content) {
  const other = group.addressing === 'lid' ? 'pn' : 'lid';
  for (const { mailbox } of [...people].flatMap(({ companions }) => [...companions.values()])) {
    mailbox.post(node('notification', {
      from: group.id,
      type: 'w:gp2',
      id: serverId(),
      participant: actor.jid(group.addressing),
      [`participant_${other}`]: actor.alternateJid(group.addressing),
      addressing_mode: group.addressing,
      notify: actor.name,
      t: timestamp()
    }, [content]));
  }
}
