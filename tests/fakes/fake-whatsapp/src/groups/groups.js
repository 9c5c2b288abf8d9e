import { node } from '../wire/nodes.js';

/** @typedef {import('../people/person.js').Person} Person */

/**
 * @typedef {object} Group
 * @property {string} id the full JID
 * @property {string} subject
 * @property {Person} subjectOwner
 * @property {string} subjectTime in Unix seconds
 * @property {string} description may be empty
 * @property {Person} owner
 * @property {Person[]} participants the owner among them, until they leave
 * @property {Set<Person>} admins beside the owner
 * @property {import('../wire/jids.js').Addressing} addressing
 * @property {string} creation in Unix seconds
 * @property {import('../media/picture.js').Picture | undefined} picture
 * @property {string} inviteCode
 * @property {boolean} locked only admins change name, description and picture
 * @property {boolean} announcement only admins write
 * @property {boolean} membersAdd members may add others
 * @property {boolean} approval whoever joins by a link is let in by an admin
 * @property {Set<Person>} requests who waits to be let in
 */

let inviteCodes = 0;

/** A code that leads to a group. */
export const newInviteCode = () => `Invite${String(++inviteCodes).padStart(16, '0')}`;

const FIRST_ID = 120_363_000_000_000_000n;

/** The groups of the simulated WhatsApp. */
export class Groups {
  /** @type {Map<string, Group>} */
  #groups = new Map();

  /** @param {Pick<Group, 'subject' | 'owner' | 'participants' | 'addressing'>} group */
  add(group) {
    const id = `${FIRST_ID + BigInt(this.#groups.size + 1)}@g.us`;
    const creation = String(Math.floor(Date.now() / 1000));
    /** @type {Group} */
    const created = {
      ...group, id, creation, subjectOwner: group.owner, subjectTime: creation, description: '', admins: new Set(), picture: undefined,
      inviteCode: newInviteCode(), locked: false, announcement: false, membersAdd: false, approval: false, requests: new Set()
    };
    this.#groups.set(id, created);
    return created;
  }

  /** @param {string | undefined} id */
  find(id) {
    return this.#groups.get(id ?? '');
  }

  /** @param {Person} person */
  of(person) {
    return [...this].filter(group => group.participants.includes(person));
  }

  [Symbol.iterator]() {
    return this.#groups.values();
  }
}

/**
 * A group as metadata queries show it; the id without its server.
 * @param {Group} group
 */
export function groupNode(group) {
  const { id, subject, subjectOwner, subjectTime, description, owner, participants, addressing, creation } = group;
  return node('group', {
    id: id.split('@')[0],
    subject,
    s_o: subjectOwner.jid(addressing),
    s_o_pn: numberOf(group, subjectOwner),
    s_t: subjectTime,
    creation,
    creator: owner.jid(addressing),
    creator_pn: numberOf(group, owner),
    addressing_mode: addressing,
    size: String(participants.length)
  }, [
    ...(description ? [node('description', { id: creation, t: creation }, [node('body', {}, Buffer.from(description))])] : []),
    ...(group.locked ? [node('locked')] : []),
    ...(group.announcement ? [node('announcement')] : []),
    node('member_add_mode', {}, Buffer.from(group.membersAdd ? 'all_member_add' : 'admin_add')),
    ...(group.approval ? [node('membership_approval_mode', {}, [node('group_join', { state: 'on' })])] : []),
    ...participants.map(person => participantNode(group, person))
  ]);
}

/**
 * @param {Group} group
 * @param {Person} person
 */
export function participantNode(group, person) {
  const { addressing, owner, admins } = group;
  return node('participant', {
    jid: person.jid(addressing),
    phone_number: numberOf(group, person),
    lid: addressing === 'pn' ? person.alternateJid('pn') : undefined,
    type: person === owner ? 'superadmin' : admins.has(person) ? 'admin' : undefined
  });
}

/**
 * @param {Group} group
 * @param {Person} person
 */
function numberOf({ addressing }, person) {
  return addressing === 'lid' ? person.alternateJid('lid') : undefined;
}
