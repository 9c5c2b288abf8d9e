import { randomBytes } from 'node:crypto';
import { node, serverId, timestamp } from '../wire/nodes.js';
import { personOf } from './lookups.js';
import { Problem } from './problem.js';

/** @typedef {import('../world.js').World} World */
/** @typedef {import('./fields.js').Fields} Fields */

const endings = /** @type {const} */ (['hangup', 'timeout', 'accepted_elsewhere', 'rejected_elsewhere']);

/**
 * @param {World} world
 * @returns {[string, import('./router.js').Route][]}
 */
export function callRoutes(world) {
  return [
    ['POST /peers/:/call', (fields, number) => call(world, number, fields)],
    ['POST /calls/:/end', (fields, id) => end(world, id, fields)],
    ['GET /calls', () => [...world.calls.values()]]
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
  world.calls.set(id, {
    id, from: caller.number, to: callee.number, addressing, at: new Date(), rejectedAt: null, endedAt: null
  });
  const { content, attrs } = offer(caller, id, addressing, fields.flag('video'));
  for (const { mailbox } of callee.companions.values()) {
    mailbox.post(node('call', { ...attrs, id: serverId(), t: timestamp() }, content));
  }
  return { id };
}

/**
 * @param {import('../people/person.js').Person} caller
 * @param {string} id
 * @param {import('../wire/jids.js').Addressing} addressing
 * @param {boolean} isVideo
 */
function offer(caller, id, addressing, isVideo) {
  const from = caller.jid(addressing);
  const callerNumber = addressing === 'lid' ? caller.jid('pn') : undefined;
  const content = [node('offer', { 'call-id': id, 'call-creator': from, caller_pn: callerNumber },
    [node('audio', { enc: 'opus', rate: '16000' }), ...(isVideo ? [node('video', { enc: 'vp8' })] : [])])];
  return { content, attrs: { from, notify: caller.name } };
}

/**
 * The caller gives up, or somebody has answered on the phone.
 * @param {World} world
 * @param {string} id
 * @param {Fields} fields
 */
function end(world, id, fields) {
  const found = world.calls.get(id);
  if (!found) {
    throw new Problem(404, 'There is no such call.');
  }
  if (found.endedAt) {
    throw new Problem(409, 'The call has ended.');
  }
  found.endedAt = new Date();
  const reason = fields.choice('reason', endings, 'hangup');
  const from = personOf(world, found.from).jid(found.addressing);
  for (const { mailbox } of personOf(world, found.to).companions.values()) {
    mailbox.post(node('call', { from, id: serverId(), t: timestamp() }, [
      node('terminate', { 'call-id': id, 'call-creator': from, reason: reason === 'hangup' ? undefined : reason })
    ]));
  }
}
