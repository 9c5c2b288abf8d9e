import { randomBytes } from 'node:crypto';
import { mediaIn } from '../messages/media-message.js';
import { contentOf } from './contents.js';
import { addPerson, destinationOf, personOf } from './lookups.js';
import { Problem } from './problem.js';

const unavailabilities = /** @type {const} */ (['view_once', 'fanout']);

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
    ['POST /peers/:/resend', (fields, number) => resend(personOf(world, number), fields)],
    ['POST /peers/:/behaviour', (fields, number) => behave(personOf(world, number), fields)],
    ['POST /peers/:/identity', (fields, number) => giveLid(world, personOf(world, number), fields.digits('lid'))]
  ];
}

/**
 * @param {World} world
 * @param {Person} author
 * @param {Fields} fields
 */
async function write(world, author, fields) {
  const { addressing, ...destination } = destinationOf(world, author, fields);
  const hideAlternate = fields.flag('hideAlternate');
  const fault = faultOf(fields);
  const count = fields.count('count', 1);
  const firstId = fields.optionalText('id');
  const message = await contentOf(world, { actor: author, destination, addressing }, fields);
  const ids = Array.from({ length: count }, (_, index) => index === 0 && firstId ? firstId : newId());
  await Promise.all(ids.map((id, index) =>
    author.writer.send({ id, message: numbered(message, count, index), destination: /** @type {any} */ (destination), addressing, hideAlternate, fault })));
  return { id: ids[0], ids, media: describeMedium(message) };
}

/**
 * How a message fails to be readable at first.
 * @param {Fields} fields
 * @returns {import('../messages/writer.js').WritingFault | undefined}
 */
function faultOf(fields) {
  if (fields.has('unavailable')) {
    return { unavailable: fields.choice('unavailable', unavailabilities) };
  }
  return fields.flag('undecryptable') ? { holdRetries: fields.flag('holdRetries') } : undefined;
}

/**
 * Answers the requests to send a message again that were held.
 * @param {Person} author
 * @param {Fields} fields
 */
async function resend({ writer }, fields) {
  const resent = await writer.releaseRetries(fields.text('id'));
  if (resent === undefined) {
    throw new Problem(404, 'The author has sent no such message.');
  }
  return { resent };
}

/**
 * @param {Person} person
 * @param {Fields} fields
 */
function behave({ reader }, fields) {
  if (fields.has('undecryptableNext')) {
    reader.refuseNext(fields.count('undecryptableNext', 0));
  }
  if (fields.has('delivers')) {
    reader.delivers = fields.flag('delivers');
  }
}

/**
 * Several of the same text can be told apart.
 * @param {import('baileys').proto.IMessage} message
 * @param {number} count
 * @param {number} index
 */
function numbered(message, count, index) {
  return count > 1 && message.conversation ? { conversation: `${message.conversation} ${index + 1}` } : message;
}

/** @param {import('baileys').proto.IMessage} message */
function describeMedium(message) {
  const content = mediaIn(message)?.content;
  return content?.fileSha256
    ? { path: content.directPath, size: Number(content.fileLength), sha256: Buffer.from(content.fileSha256).toString('base64') }
    : undefined;
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
