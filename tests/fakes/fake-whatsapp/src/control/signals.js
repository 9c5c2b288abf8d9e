import { phoneJid } from '../wire/jids.js';
import { node, timestamp } from '../wire/nodes.js';
import { destinationOf, personOf } from './lookups.js';
import { Problem } from './problem.js';

/** @typedef {import('../world.js').World} World */
/** @typedef {import('../people/person.js').Person} Person */
/** @typedef {import('./fields.js').Fields} Fields */

const RECEIPT_TYPES = /** @type {const} */ ({ delivered: undefined, read: 'read', played: 'played' });

/**
 * What people do without writing.
 * @param {World} world
 * @returns {[string, import('./router.js').Route][]}
 */
export function signalRoutes(world) {
  return [
    ['POST /peers/:/receipts', (fields, number) => sendReceipt(world, personOf(world, number), fields)],
    ['POST /phones/:/read', (fields, number) => readOnPhone(world, personOf(world, number), fields)],
    ['POST /peers/:/typing', (fields, number) => type(world, personOf(world, number), fields)]
  ];
}

/**
 * A receipt of a peer for what linked devices have sent; in a group, to those of all members.
 * @param {World} world
 * @param {Person} peer
 * @param {Fields} fields
 */
function sendReceipt(world, peer, fields) {
  const { person, group, addressing } = destinationOf(world, peer, fields);
  const type = RECEIPT_TYPES[fields.choice('type', ['delivered', 'read', 'played'])];
  const address = peer.jid(addressing);
  const origin = group ? { from: group.id, participant: address } : { from: address };
  post(person ? [person] : (group?.participants ?? []).filter(member => member !== peer), fields, { ...origin, type });
}

/**
 * The phone has shown messages of a chat: its linked devices are told.
 * @param {World} world
 * @param {Person} phone
 * @param {Fields} fields
 */
function readOnPhone(world, phone, fields) {
  const { person, group, addressing } = destinationOf(world, phone, fields);
  const own = phoneJid(phone.number);
  post([phone], fields, group
    ? { from: group.id, participant: phone.jid(addressing), type: 'read-self' }
    : { from: own, recipient: person.jid(addressing), type: 'read-self' });
}

/**
 * @param {Person[]} people
 * @param {Fields} fields
 * @param {Record<string, string | undefined>} attrs
 */
function post(people, fields, attrs) {
  const [id, ...others] = fields.texts('ids');
  if (!id) {
    throw new Problem(400, '"ids" must not be empty.');
  }
  const list = others.length > 0 ? [node('list', {}, others.map(other => node('item', { id: other })))] : undefined;
  for (const { mailbox } of people.flatMap(person => [...person.companions.values()])) {
    mailbox.post(node('receipt', { ...attrs, id, t: timestamp() }, list));
  }
}

/**
 * Typing is told to devices that say they are there, and never kept.
 * @param {World} world
 * @param {Person} peer
 * @param {Fields} fields
 */
function type(world, peer, fields) {
  const { person, group, addressing } = destinationOf(world, peer, fields);
  const state = fields.choice('state', ['composing', 'recording', 'paused']);
  const address = peer.jid(addressing);
  const content = state === 'recording' ? node('composing', { media: 'audio' }) : node(state);
  const stanza = node('chatstate', group ? { from: group.id, participant: address } : { from: address }, [content]);
  const listeners = (person ? [person] : (group?.participants ?? []).filter(member => member !== peer))
    .flatMap(({ companions }) => [...companions.values()])
    .filter(({ presence, session }) => session && presence === 'available');
  listeners.forEach(({ session }) => session?.send(stanza));
  return { devices: listeners.length };
}
