import { randomBytes } from 'node:crypto';
import { node, serverId, timestamp } from '../wire/nodes.js';
import { personOf } from './lookups.js';
import { Problem } from './problem.js';

/** @typedef {import('../world.js').World} World */
/** @typedef {import('./fields.js').Fields} Fields */

/**
 * @param {World} world
 * @returns {[string, import('./router.js').Route][]}
 */
export function observationRoutes(world) {
  return [
    ['GET /receipts', fields => {
      const number = fields.optionalDigits('number');
      return world.receipts.filter(receipt => !number || receipt.number === number);
    }],
    ['DELETE /receipts', () => {
      world.receipts = [];
    }],
    ['POST /peers/:/call', (fields, number) => call(world, number, fields)],
    ['GET /calls', () => [...world.calls.values()]],
    ['POST /groups', fields => addGroup(world, fields)],
    ['GET /groups', () => [...world.groups].map(describeGroup)],
    ['GET /state', () => state(world)]
  ];
}

/**
 * @param {World} world
 * @param {string} number
 * @param {Fields} fields
 */
function call(world, number, fields) {
  const caller = personOf(world, number);
  const callee = personOf(world, fields.digits('to'));
  const addressing = fields.choice('addressing', ['pn', 'lid'], 'pn');
  const id = randomBytes(16).toString('hex').toUpperCase();
  const from = caller.jid(addressing);
  world.calls.set(id, { id, from: caller.number, to: callee.number, at: new Date(), rejectedAt: null });
  for (const { mailbox } of callee.companions.values()) {
    mailbox.post(node('call', { from, id: serverId(), t: timestamp(), notify: caller.name }, [
      node('offer', { 'call-id': id, 'call-creator': from, caller_pn: addressing === 'lid' ? caller.jid('pn') : undefined },
        [node('audio', { enc: 'opus', rate: '16000' }), ...(fields.flag('video') ? [node('video', { enc: 'vp8' })] : [])])
    ]));
  }
  return { id };
}

/**
 * @param {World} world
 * @param {Fields} fields
 */
function addGroup(world, fields) {
  const owner = personOf(world, fields.digits('owner'));
  const others = fields.list('participants').map(number => {
    if (typeof number !== 'string') {
      throw new Problem(400, '"participants" must be a list of numbers as texts.');
    }
    return personOf(world, number);
  });
  const addressing = fields.choice('addressing', ['pn', 'lid'], 'lid');
  const group = world.groups.add({
    subject: fields.text('subject'), owner, participants: [...new Set([owner, ...others])], addressing
  });
  return describeGroup(group);
}

/** @param {import('../groups/groups.js').Group} group */
function describeGroup({ id, subject, owner, participants, addressing }) {
  return { id, subject, owner: owner.number, participants: participants.map(({ number }) => number), addressing };
}

/** @param {World} world */
function state(world) {
  const companions = [...world.people].flatMap(person => [...person.companions.values()]);
  return {
    people: [...world.people].length,
    groups: [...world.groups].length,
    devices: companions.length,
    connected: companions.filter(({ session }) => session).length,
    pending: companions.reduce((sum, { mailbox }) => sum + mailbox.pending, 0),
    receipts: world.receipts.length,
    calls: world.calls.size,
    rss: process.memoryUsage().rss
  };
}
