import { randomBytes } from 'node:crypto';
import { proto } from 'baileys';
import { addPerson, personOf } from './lookups.js';
import { Problem } from './problem.js';

/** @typedef {import('../world.js').World} World */
/** @typedef {import('../people/person.js').Person} Person */
/** @typedef {import('./fields.js').Fields} Fields */

/**
 * @param {World} world
 * @returns {[string, import('./router.js').Route][]}
 */
export function messageRoutes(world) {
  return [
    ['POST /peers', fields => {
      const { number, lid } = addPerson(world, fields);
      return { number, lid };
    }],
    ['POST /peers/:/messages', (fields, number) => write(world, personOf(world, number), fields)],
    ['POST /phones/:/own-messages', (fields, number) => write(world, personOf(world, number), fields)],
    ['GET /peers/:/messages', (fields, number) => personOf(world, number).reader.inbox.messages],
    ['GET /peers/:/failures', (fields, number) => personOf(world, number).reader.inbox.failures],
    ['POST /peers/:/retry', (fields, number) => askAgain(personOf(world, number), fields)],
    ['POST /peers/:/behaviour', (fields, number) =>
      personOf(world, number).reader.refuseNext(fields.count('undecryptableNext', 0))],
    ['POST /peers/:/identity', (fields, number) => giveLid(world, personOf(world, number), fields.digits('lid'))]
  ];
}

/**
 * @param {World} world
 * @param {Person} author
 * @param {Fields} fields
 */
async function write(world, author, fields) {
  const destination = destinationOf(world, author, fields);
  const addressing = fields.choice('addressing', ['pn', 'lid'], destination.group?.addressing ?? 'pn');
  if (addressing === 'lid' && !author.lid) {
    throw new Problem(409, 'The author has no LID to be addressed by.');
  }
  const hideAlternate = fields.flag('hideAlternate');
  const count = fields.count('count', 1);
  const firstId = fields.optionalText('id');
  const messages = contents(fields, count);
  const ids = messages.map((_, index) => index === 0 && firstId ? firstId : newId());
  await Promise.all(messages.map((message, index) =>
    author.writer.send({ id: ids[index], message, destination, addressing, hideAlternate })));
  return { id: ids[0], ids };
}

/**
 * @param {World} world
 * @param {Person} author
 * @param {Fields} fields
 * @returns {import('../messages/envelope.js').Destination}
 */
function destinationOf(world, author, fields) {
  if (!fields.has('group')) {
    return { person: personOf(world, fields.digits('to')) };
  }
  const group = world.groups.find(fields.text('group'));
  if (!group?.participants.includes(author)) {
    throw new Problem(404, 'The author is in no such group.');
  }
  return { group };
}

/**
 * @param {Fields} fields
 * @param {number} count
 * @returns {proto.IMessage[]} several of the same text are numbered
 */
function contents(fields, count) {
  if (fields.has('raw')) {
    const raw = fields.base64('raw');
    return Array.from({ length: count }, () => decode(raw));
  }
  const text = fields.text('text');
  return Array.from({ length: count }, (_, index) => ({ conversation: count > 1 ? `${text} ${index + 1}` : text }));
}

/** @param {Buffer} raw */
function decode(raw) {
  try {
    return proto.Message.decode(raw);
  } catch {
    throw new Problem(400, '"raw" is not a message.');
  }
}

function newId() {
  return `3EB0${randomBytes(9).toString('hex').toUpperCase()}`;
}

/**
 * @param {Person} person
 * @param {Fields} fields
 */
function askAgain({ reader }, fields) {
  const entry = reader.inbox.find(fields.text('id'));
  if (!entry) {
    throw new Problem(404, 'That message has not arrived.');
  }
  reader.askAgain(entry.origin, fields.flag('keys'));
}

/**
 * @param {World} world
 * @param {Person} person
 * @param {string} lid
 */
function giveLid({ people }, person, lid) {
  const holder = people.byLid(lid);
  if (holder && holder !== person) {
    throw new Problem(409, `The LID "${lid}" is taken.`);
  }
  people.giveLid(person, lid);
}
