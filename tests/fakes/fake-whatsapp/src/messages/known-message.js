/** @typedef {import('../people/person.js').Person} Person */
/** @typedef {import('baileys').proto.IMessage} Message */

/**
 * A message that has been sent, found by its id.
 * @typedef {object} KnownMessage
 * @property {string} id
 * @property {Person} author
 * @property {Message} message
 */

/**
 * @param {import('../world.js').World} world
 * @param {string} id
 * @returns {KnownMessage | undefined}
 */
export function knownMessage({ people }, id) {
  for (const person of people) {
    const sent = person.writer.find(id);
    if (sent) {
      return { id, author: person, message: sent.message };
    }
    const read = person.reader.inbox.find(id);
    if (read) {
      return { id, author: read.origin.companion.person, message: read.message };
    }
  }
  return undefined;
}
