import { pictureOf } from '../media/picture.js';
import { bytesOf, child, children, error, firstChild, node } from '../wire/nodes.js';
import { changeGroup } from './changes.js';
import { groupNode, newInviteCode } from './groups.js';

/** @typedef {import('baileys').BinaryNode} BinaryNode */
/** @typedef {import('../connections/session.js').Session} Session */
/** @typedef {import('./groups.js').Group} Group */
/** @typedef {import('../people/person.js').Person} Person */
/** @typedef {(session: Session, group: Group, request: BinaryNode, type: string) => BinaryNode[]} Handler */

const forbidden = () => [error(403, 'forbidden')];
const missing = () => [error(404, 'item-not-found')];

/**
 * @param {'locked' | 'announcement'} name
 * @param {boolean} value
 * @returns {Handler}
 */
const flag = (name, value) => (session, group) => {
  group[name] = value;
  return [];
};

/**
 * What only admins may do.
 * @type {Record<string, Handler>}
 */
const ofAdmins = {
  add: (session, group, request) => people(session, group, request, 'add'),
  remove: (session, group, request) => people(session, group, request, 'remove'),
  promote: (session, group, request) => people(session, group, request, 'promote'),
  demote: (session, group, request) => people(session, group, request, 'demote'),
  locked: flag('locked', true),
  unlocked: flag('locked', false),
  announcement: flag('announcement', true),
  not_announcement: flag('announcement', false),
  subject(session, group, request) {
    changeGroup(group, { change: 'subject', actor: session.companion.person, people: [], text: bytesOf(request).toString() });
    return [];
  },
  description(session, group, request) {
    changeGroup(group, { change: 'description', actor: session.companion.person, people: [], text: bytesOf(child(request, 'body')).toString() });
    return [];
  },
  member_add_mode(session, group, request) {
    group.membersAdd = bytesOf(request).toString() === 'all_member_add';
    return [];
  },
  membership_approval_mode(session, group, request) {
    group.approval = child(request, 'group_join')?.attrs.state === 'on';
    return [];
  },
  membership_approval_requests: (session, group) => [node('membership_approval_requests', {}, [...group.requests].map(person =>
    node('membership_approval_request', { jid: person.jid('lid'), phone_number: person.jid('pn') })))],
  membership_requests_action: (session, group, request) => decide(session, group, request),
  invite(session, group, request, type) {
    if (type === 'set') {
      group.inviteCode = newInviteCode();
    }
    return [node('invite', { code: group.inviteCode })];
  }
};

/**
 * @param {Session} session
 * @param {Group} group
 * @param {BinaryNode} request
 * @param {'add' | 'remove' | 'promote' | 'demote'} change
 */
function people({ world, companion }, group, request, change) {
  const outcomes = children(request, 'participant').map(({ attrs: { jid } }) => {
    const person = world.people.find(jid);
    const isMember = !!person && group.participants.includes(person);
    const code = !person ? '404' : change === 'add' ? (isMember ? '409' : undefined) : isMember ? undefined : '404';
    if (!code && person) {
      changeGroup(group, { change, actor: companion.person, people: [person], text: '' });
    }
    return node('participant', { jid, error: code });
  });
  return [node(change, {}, outcomes)];
}

/**
 * @param {Session} session
 * @param {Group} group
 * @param {BinaryNode} request
 */
function decide({ world }, group, request) {
  const decision = firstChild(request);
  const outcomes = children(decision, 'participant').map(({ attrs: { jid } }) => {
    const person = world.people.find(jid);
    if (!person || !group.requests.delete(person)) {
      return node('participant', { jid, error: '404' });
    }
    if (decision?.tag === 'approve') {
      changeGroup(group, { change: 'join', actor: person, people: [], text: '' });
    }
    return node('participant', { jid });
  });
  return [node('membership_requests_action', {}, [node(decision?.tag ?? '', {}, outcomes)])];
}

/**
 * What is asked of, or done to, one group.
 * @param {Session} session
 * @param {BinaryNode} iq
 */
export function answerGroup(session, iq) {
  const { world, companion } = session;
  const request = firstChild(iq);
  const group = world.groups.find(iq.attrs.to);
  const handle = ofAdmins[request?.tag ?? ''];
  if (!handle || !request) {
    return undefined;
  }
  if (!group) {
    return missing();
  }
  const { person } = companion;
  const isAdmin = group.participants.includes(person) && (group.owner === person || group.admins.has(person));
  return isAdmin ? handle(session, group, request, iq.attrs.type) : forbidden();
}

/**
 * Making, joining and leaving, which are asked of no group in particular.
 * @param {Session} session
 * @param {BinaryNode} iq
 */
export function answerAnyGroup({ world, companion }, iq) {
  const request = firstChild(iq);
  const { person } = companion;
  if (iq.attrs.type === 'set' && request?.tag === 'create') {
    const others = children(request, 'participant').map(({ attrs }) => world.people.find(attrs.jid)).filter(other => other !== undefined);
    const group = world.groups.add({ subject: request.attrs.subject, owner: person, participants: [...new Set([person, ...others])], addressing: 'lid' });
    return [groupNode(group)];
  }
  if (iq.attrs.type === 'set' && request?.tag === 'leave') {
    return [node('leave', {}, children(request, 'group').map(({ attrs: { id } }) => leave(world.groups.find(id), person, id)))];
  }
  return request?.tag === 'invite' ? invited(world, person, iq.attrs.type, request.attrs.code) : undefined;
}

/**
 * @param {Group | undefined} group
 * @param {Person} person
 * @param {string} id
 */
function leave(group, person, id) {
  if (!group?.participants.includes(person)) {
    return node('group', { id, error: '404' });
  }
  changeGroup(group, { change: 'leave', actor: person, people: [], text: '' });
  return node('group', { id });
}

/**
 * @param {import('../world.js').World} world
 * @param {Person} person
 * @param {string} type
 * @param {string} code
 */
function invited(world, person, type, code) {
  const group = [...world.groups].find(one => one.inviteCode === code);
  if (!group) {
    return [error(406, 'not-acceptable')];
  }
  if (type === 'get') {
    return [groupNode(group)];
  }
  if (group.participants.includes(person)) {
    return [error(409, 'conflict')];
  }
  if (group.approval) {
    group.requests.add(person);
    return [node('membership_approval_request', { jid: group.id })];
  }
  changeGroup(group, { change: 'join', actor: person, people: [], text: '' });
  return [node('group', { jid: group.id })];
}

/**
 * Sets or removes the picture of a group, or of the one who asks.
 * @param {Session} session
 * @param {BinaryNode} iq
 */
export function changePicture({ world, companion }, iq) {
  const { target } = iq.attrs;
  const holder = target ? world.groups.find(target) : companion.person;
  if (!holder) {
    return missing();
  }
  const content = child(iq, 'picture');
  holder.picture = content && pictureOf(world.media.putNow(bytesOf(content)));
  return [];
}
