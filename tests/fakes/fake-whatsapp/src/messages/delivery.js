import { isJidGroup } from 'baileys';
import { complain } from '../diagnostics.js';
import { addressingOf, deviceOf } from '../wire/jids.js';
import { bytesOf, child, children, node, timestamp } from '../wire/nodes.js';
import { addresses } from './envelope.js';
import { answerPlaceholderRequest } from './placeholders.js';

/** @typedef {import('baileys').BinaryNode} BinaryNode */
/** @typedef {import('../people/companion.js').Companion} Companion */
/** @typedef {import('../people/person.js').Person} Person */
/** @typedef {import('../world.js').World} World */
/** @typedef {{ person: Person, device: number, parts: BinaryNode[] }} Share what one device is to get of a message */

const NO_SUCH_RECIPIENT = 404;
const NOT_IN_THE_GROUP = 403;
const STALE_ADDRESSING = 421;
const STATUS = 'status@broadcast';

/**
 * Hands a message from a linked device to every device that it has a part for.
 * @param {World} world
 * @param {Companion} author
 * @param {BinaryNode} stanza
 * @returns {Promise<number | undefined>} the error to answer with; undefined: delivered
 */
export async function deliver(world, author, stanza) {
  const { to } = stanza.attrs;
  const group = isJidGroup(to) ? world.groups.find(to) : undefined;
  const person = world.people.find(to);
  if (!group && !person && to !== STATUS) {
    return NO_SUCH_RECIPIENT;
  }
  if (group && !group.participants.includes(author.person)) {
    return NOT_IN_THE_GROUP;
  }
  if (group && (stanza.attrs.addressing_mode ?? group.addressing) !== group.addressing) {
    return STALE_ADDRESSING;
  }
  const deviceIdentity = bytesOf(child(stanza, 'device-identity'));
  for (const share of shares(world, author, stanza, group).values()) {
    const companion = share.person.companions.get(share.device);
    if (share.device === 0) {
      const message = await share.person.reader.receive(origin(author, stanza, share.person, group), share.parts, deviceIdentity);
      if (message && share.person === author.person) {
        await answerPlaceholderRequest(world, author, stanza.attrs.id, message);
      }
    } else if (companion) {
      companion.mailbox.post(forward(author, stanza, share, group));
    }
  }
  return undefined;
}

/**
 * @param {World} world
 * @param {Companion} author
 * @param {BinaryNode} stanza
 * @param {import('../groups/groups.js').Group | undefined} group
 */
function shares(world, author, stanza, group) {
  /** @type {Map<string, Share>} */
  const shares = new Map();
  /**
   * @param {Person | undefined} person
   * @param {number} device
   * @param {BinaryNode[]} parts
   */
  const add = (person, device, parts) => {
    const concerned = person && (person === author.person || world.people.find(stanza.attrs.to) === person ||
      group?.participants.includes(person) || stanza.attrs.to === STATUS);
    if (!concerned) {
      complain('a message had a part for a device that it does not concern');
      return;
    }
    const key = `${person.number}:${device}`;
    const share = shares.get(key) ?? { person, device, parts: [] };
    share.parts.push(...parts);
    shares.set(key, share);
  };
  for (const recipient of children(child(stanza, 'participants'), 'to')) {
    add(world.people.find(recipient.attrs.jid), deviceOf(recipient.attrs.jid), children(recipient, 'enc'));
  }
  for (const part of children(stanza, 'enc')) {
    if (stanza.attrs.to === STATUS) {
      // A status is for those whom its sender names.
      [...shares.values()].forEach(({ person, device }) => add(person, device, [part]));
    } else if (part.attrs.type === 'skmsg') {
      devices(group, author).forEach(([person, device]) => add(person, device, [part]));
    } else {
      const target = stanza.attrs.participant ?? stanza.attrs.to;
      add(world.people.find(target), deviceOf(target), [part]);
    }
  }
  return shares;
}

/**
 * @param {import('../groups/groups.js').Group | undefined} group
 * @param {Companion} author
 * @returns {[Person, number][]} every device in the group but the author's
 */
function devices(group, author) {
  return (group?.participants ?? []).flatMap(person =>
    [0, ...person.companions.keys()]
      .filter(device => person !== author.person || device !== author.id)
      .map(device => /** @type {[Person, number]} */ ([person, device])));
}

/**
 * @param {Companion} companion
 * @param {BinaryNode} stanza
 * @param {Person} reader
 * @param {import('../groups/groups.js').Group | undefined} group
 * @returns {import('./inbox.js').Origin}
 */
function origin(companion, stanza, reader, group) {
  const { id, to, edit } = stanza.attrs;
  if (to === STATUS) {
    return { id, companion, chat: STATUS, participant: reader.jid('lid'), edit };
  }
  return group
    ? { id, companion, chat: group.id, participant: reader.jid(group.addressing), edit }
    : { id, companion, chat: reader.jid(addressingOf(to)), participant: undefined, edit };
}

/**
 * @param {Companion} author
 * @param {BinaryNode} stanza
 * @param {Share} share
 * @param {import('../groups/groups.js').Group | undefined} group
 */
function forward(author, stanza, { person, parts }, group) {
  const { to, id, type } = stanza.attrs;
  const addressing = group?.addressing ?? addressingOf(to);
  const destination = group ? { group } : { person };
  const attrs = addresses(author.person, person, destination, addressing, false);
  const sender = group ? { participant: author.jid(addressing) } : { from: author.jid(addressing) };
  const recipient = !group && person === author.person ? { recipient: to } : {};
  const identity = child(stanza, 'device-identity');
  return node('message', { ...attrs, ...sender, ...recipient, id, type, t: timestamp(), notify: author.person.name },
    identity ? [...parts, identity] : parts);
}
