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
  return people.add(number, lid, fields.optionalText('name'));
}
