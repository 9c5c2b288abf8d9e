import { proto } from 'baileys';
import { encryptMedia, noise } from '../media/media-cipher.js';
import { deletion, edit, keyOf, poll, reaction, vote, withContext } from '../messages/actions.js';
import { knownMessage } from '../messages/known-message.js';
import { cipherTypes, mediaKinds, mediaMessage } from '../messages/media-message.js';
import { personOf } from './lookups.js';
import { Problem } from './problem.js';

/** @typedef {import('baileys').proto.IMessage} Message */
/** @typedef {import('../world.js').World} World */
/** @typedef {import('../messages/actions.js').Scene} Scene */
/** @typedef {import('./fields.js').Fields} Fields */

const MAX_MEDIUM = 2 * 1024 ** 3;

/**
 * What is to be written, from the one field that says it; a quote and mentions come on top.
 * @param {World} world
 * @param {Scene} scene
 * @param {Fields} fields
 * @returns {Promise<Message>}
 */
export async function contentOf(world, scene, fields) {
  const message = fields.has('text') ? { conversation: fields.text('text') } : await special(world, scene, fields);
  const context = contextOf(world, scene, fields);
  return context ? withContext(message, context) : message;
}

/**
 * @param {World} world
 * @param {Scene} scene
 * @param {Fields} fields
 * @returns {Message | Promise<Message>}
 */
function special(world, scene, fields) {
  const kind = Object.keys(kinds).find(name => fields.has(name));
  const value = kind && fields.optionalObject(kind);
  if (value) {
    return kinds[kind](world, scene, value);
  }
  return fields.has('message') ? fromJson(fields.optionalObject('message')?.values) : decode(fields.base64('raw'));
}

/** @type {Record<string, (world: World, scene: Scene, fields: Fields) => Message | Promise<Message>>} */
const kinds = {
  media: async (world, scene, fields) => {
    const message = await media(world, fields);
    return fields.has('album') ? inAlbum(scene, target(world, fields, 'album'), message) : message;
  },
  reaction: (world, scene, fields) => reaction(scene, target(world, fields), fields.has('emoji') ? fields.text('emoji') : ''),
  edit: (world, scene, fields) => edit(scene, target(world, fields), fields.text('text'), fields.flag('wrapped')),
  delete: (world, scene, fields) => deletion(scene, target(world, fields)),
  poll: (world, scene, fields) => poll(fields.text('question'), fields.texts('options'), fields.flag('multiple')),
  vote: (world, scene, fields) => {
    const message = vote(scene, target(world, fields), fields.texts('options'));
    if (!message) {
      throw new Problem(409, 'That message is no poll.');
    }
    return message;
  }
};

/**
 * @param {World} world
 * @param {Fields} fields
 */
async function media(world, fields) {
  const kind = fields.choice('kind', mediaKinds);
  const details = {
    kind,
    mimeType: fields.text('mimeType'),
    fileName: fields.optionalText('fileName'),
    caption: fields.optionalText('caption'),
    seconds: fields.has('seconds') ? fields.count('seconds', 0) : undefined,
    animated: fields.flag('animated'),
    viewOnce: fields.flag('viewOnce')
  };
  const content = fields.has('base64') ? fields.base64('base64') : noise(fields.count('size', 0, MAX_MEDIUM));
  const sealed = await encryptMedia(content, cipherTypes[kind]);
  const { directPath } = await world.media.adopt(sealed.encFilePath);
  return mediaMessage(details, sealed, directPath, world.mediaUrl(directPath));
}

/**
 * @param {Scene} scene
 * @param {import('../messages/known-message.js').KnownMessage} album
 * @param {Message} message
 * @returns {Message}
 */
function inAlbum(scene, album, message) {
  const associationType = proto.MessageAssociation.AssociationType.MEDIA_ALBUM;
  return { ...message, messageContextInfo: { messageAssociation: { associationType, parentMessageKey: keyOf(scene, album) } } };
}

/**
 * @param {World} world
 * @param {Fields} fields
 * @param {string} [name]
 */
function target(world, fields, name = 'id') {
  const found = knownMessage(world, fields.text(name));
  if (!found) {
    throw new Problem(404, `Nobody has sent a message "${fields.text(name)}".`);
  }
  return found;
}

/**
 * @param {World} world
 * @param {Scene} scene
 * @param {Fields} fields
 * @returns {import('baileys').proto.IContextInfo | undefined}
 */
function contextOf(world, { addressing }, fields) {
  const quoted = fields.has('quote') ? target(world, fields, 'quote') : undefined;
  const mentions = fields.texts('mentions').map(number => personOf(world, number).jid(addressing));
  const forwarded = fields.flag('forwarded');
  if (!quoted && mentions.length === 0 && !forwarded) {
    return undefined;
  }
  return {
    ...(quoted ? { stanzaId: quoted.id, participant: quoted.author.jid(addressing), quotedMessage: quoted.message } : {}),
    ...(mentions.length > 0 ? { mentionedJid: mentions } : {}),
    ...(forwarded ? { isForwarded: true, forwardingScore: 1 } : {})
  };
}

/** @param {Record<string, unknown> | undefined} json */
function fromJson(json) {
  let message;
  try {
    message = proto.Message.decode(proto.Message.encode(proto.Message.fromObject(json ?? {})).finish());
  } catch (error) {
    throw new Problem(400, `"message" is not a message. ${error instanceof Error ? error.message : error}`);
  }
  if (Object.keys(message).length === 0) {
    throw new Problem(400, '"message" has no field that a message has.');
  }
  return message;
}

/** @param {Buffer} raw */
function decode(raw) {
  try {
    return proto.Message.decode(raw);
  } catch {
    throw new Problem(400, '"raw" is not a message.');
  }
}
