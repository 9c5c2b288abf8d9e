import { announceGroup, changeGroup, changeNames } from '../groups/changes.js';
import { newPicture, tellPicture } from '../media/picture.js';
import { personOf } from './lookups.js';
import { Problem } from './problem.js';

/** @typedef {import('../world.js').World} World */
/** @typedef {import('../groups/groups.js').Group} Group */
/** @typedef {import('./fields.js').Fields} Fields */

const OF_PEOPLE = ['add', 'remove', 'promote', 'demote'];

/**
 * @param {World} world
 * @returns {[string, import('./router.js').Route][]}
 */
export function groupRoutes(world) {
  return [
    ['POST /groups', fields => add(world, fields)],
    ['GET /groups', () => [...world.groups].map(describe)],
    ['POST /groups/:/requests', (fields, id) => {
      groupOf(world, id).requests.add(personOf(world, fields.digits('number')));
    }],
    ['POST /groups/:/changes', (fields, id) => change(world, groupOf(world, id), fields)],
    ['POST /groups/:/picture', (fields, id) => setPicture(world, groupOf(world, id), fields)]
  ];
}

/**
 * @param {World} world
 * @param {Fields} fields
 */
function add(world, fields) {
  const owner = personOf(world, fields.digits('owner'));
  fields.list('participants');
  const others = fields.texts('participants').map(number => personOf(world, number));
  const addressing = fields.choice('addressing', ['pn', 'lid'], 'lid');
  const group = world.groups.add({
    subject: fields.text('subject'), owner, participants: [...new Set([owner, ...others])], addressing
  });
  if (fields.flag('announce')) {
    announceGroup(group);
  }
  return describe(group);
}

/**
 * @param {World} world
 * @param {Group} group
 * @param {Fields} fields
 */
function change(world, group, fields) {
  const name = fields.choice('change', changeNames);
  const people = OF_PEOPLE.includes(name) ? fields.texts('participants').map(number => personOf(world, number)) : [];
  if (OF_PEOPLE.includes(name) && people.length === 0) {
    throw new Problem(400, '"participants" must not be empty.');
  }
  const text = name === 'subject' ? fields.text('text') : fields.optionalText('text') ?? '';
  changeGroup(group, { change: name, actor: personOf(world, fields.digits('actor')), people, text });
  return describe(group);
}

/**
 * @param {World} world
 * @param {Group} group
 * @param {Fields} fields
 */
async function setPicture(world, group, fields) {
  const actor = personOf(world, fields.digits('actor'));
  group.picture = fields.has('base64') ? await newPicture(world, fields.base64('base64')) : undefined;
  tellPicture(group.participants, group.id, group.picture, actor.jid(group.addressing));
  return { id: group.picture && group.picture !== 'hidden' ? group.picture.id : null };
}

/**
 * @param {World} world
 * @param {string} id
 */
function groupOf({ groups }, id) {
  const group = groups.find(id);
  if (!group) {
    throw new Problem(404, `There is no group "${id}".`);
  }
  return group;
}

/** @param {Group} group */
function describe({ id, subject, description, owner, participants, admins, addressing, inviteCode, locked, announcement, membersAdd, approval, picture }) {
  return {
    id, subject, description, owner: owner.number, participants: participants.map(({ number }) => number),
    admins: [...admins].map(({ number }) => number), addressing, inviteCode, locked, announcement, membersAdd, approval, hasPicture: !!picture
  };
}
