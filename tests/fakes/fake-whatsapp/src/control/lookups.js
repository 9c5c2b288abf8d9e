import { Problem } from './problem.js';

/** @typedef {import('../world.js').World} World */

const DIGITS = /^\d{5,20}$/;

/**
 * @param {World} world
 * @param {string} number
 */
export function personOf(world, number) {
  const person = world.people.byNumber(number);
  if (!person) {
    throw new Problem(DIGITS.test(number) ? 404 : 400, `Nobody has the number "${number}".`);
  }
  return person;
}

/**
 * A phone or a peer from its fields: number, lid (null: nobody knows it), name.
 * @param {World} world
 * @param {import('./fields.js').Fields} fields
 */
export function addPerson({ people }, fields) {
  const number = fields.digits('number');
  const lid = fields.isNull('lid') ? null : fields.optionalDigits('lid');
  if (people.byNumber(number)) {
    throw new Problem(409, `The number "${number}" is taken.`);
  }
  if (lid && people.byLid(lid)) {
    throw new Problem(409, `The LID "${lid}" is taken.`);
  }
  const person = people.add(number, lid, fields.optionalText('name'));
  person.variants = fields.texts('variants');
  person.businessName = fields.optionalText('businessName');
  return person;
}

/**
 * Where somebody acts, from the fields `to` (a number) or `group`, and how people are addressed there.
 * @param {World} world
 * @param {import('../people/person.js').Person} actor
 * @param {import('./fields.js').Fields} fields
 * @returns {import('../messages/envelope.js').Destination & { addressing: import('../wire/jids.js').Addressing }}
 */
export function destinationOf(world, actor, fields) {
  const group = fields.has('group') ? world.groups.find(fields.text('group')) : undefined;
  if (fields.has('group') && !group?.participants.includes(actor)) {
    throw new Problem(404, 'They are in no such group.');
  }
  const addressing = fields.choice('addressing', ['pn', 'lid'], group?.addressing ?? 'pn');
  if (addressing === 'lid' && !actor.lid) {
    throw new Problem(409, 'They have no LID to be addressed by.');
  }
  return group ? { group, addressing } : { person: personOf(world, fields.digits('to')), addressing };
}
