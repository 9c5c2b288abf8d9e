import { newPicture, tellPicture } from '../media/picture.js';
import { personOf } from './lookups.js';

/** @typedef {import('../world.js').World} World */
/** @typedef {import('../people/person.js').Person} Person */
/** @typedef {import('./fields.js').Fields} Fields */

/**
 * @param {World} world
 * @returns {[string, import('./router.js').Route][]}
 */
export function profileRoutes(world) {
  return [
    ['POST /peers/:/picture', (fields, number) => setPicture(world, personOf(world, number), fields)],
    ['POST /peers/:/name', (fields, number) => rename(personOf(world, number), fields)]
  ];
}

/**
 * A picture, or none. Those who have written with the person are told.
 * @param {World} world
 * @param {Person} person
 * @param {Fields} fields
 */
async function setPicture(world, person, fields) {
  person.picture = fields.flag('hidden') ? 'hidden'
    : fields.has('base64') ? await newPicture(world, fields.base64('base64')) : undefined;
  const jid = person.jid(fields.choice('addressing', ['pn', 'lid'], 'pn'));
  tellPicture(person.acquaintances, jid, person.picture, jid);
  return { id: person.picture && person.picture !== 'hidden' ? person.picture.id : null };
}

/**
 * Others learn of it with the next message.
 * @param {Person} person
 * @param {Fields} fields
 */
function rename(person, fields) {
  person.name = fields.optionalText('name') ?? person.name;
  person.businessName = fields.optionalText('businessName') ?? person.businessName;
}
