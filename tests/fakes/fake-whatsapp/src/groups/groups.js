import { node } from '../wire/nodes.js';

/** @typedef {import('../people/person.js').Person} Person */

/**
 * @typedef {object} Group
 * @property {string} id the full JID
 * @property {string} subject
 * @property {Person} owner
 * @property {Person[]} participants the owner among them
 * @property {import('../wire/jids.js').Addressing} addressing
 * @property {string} creation in Unix seconds
 */

const FIRST_ID = 120_363_000_000_000_000n;

/** The groups of the simulated WhatsApp. */
export class Groups {
  /** @type {Map<string, Group>} */
  #groups = new Map();

  /** @param {Omit<Group, 'id' | 'creation'>} group */
  add(group) {
    const id = `${FIRST_ID + BigInt(this.#groups.size + 1)}@g.us`;
    const created = { ...group, id, creation: String(Math.floor(Date.now() / 1000)) };
    this.#groups.set(id, created);
    return created;
  }

  /** @param {string} id */
  find(id) {
    return this.#groups.get(id);
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
export function groupNode({ id, subject, owner, participants, addressing, creation }) {
  const ownerJid = owner.jid(addressing);
  const numberOf = (/** @type {Person} */ person) => addressing === 'lid' ? person.alternateJid('lid') : undefined;
  return node('group', {
    id: id.split('@')[0],
    subject,
    s_o: ownerJid,
    s_o_pn: numberOf(owner),
    s_t: creation,
    creation,
    creator: ownerJid,
    creator_pn: numberOf(owner),
    addressing_mode: addressing,
    size: String(participants.length)
  }, participants.map(person => node('participant', {
    jid: person.jid(addressing),
    phone_number: numberOf(person),
    lid: addressing === 'pn' ? person.alternateJid('pn') : undefined,
    type: person === owner ? 'superadmin' : undefined
  })));
}
