import { createCipheriv, createHash, createHmac, randomBytes } from 'node:crypto';
import { normalizeMessageContent, proto } from 'baileys';
import { mediaIn } from './media-message.js';

/** @typedef {import('baileys').proto.IMessage} Message */
/** @typedef {import('baileys').proto.IMessageKey} Key */
/** @typedef {import('../people/person.js').Person} Person */
/** @typedef {import('./known-message.js').KnownMessage} KnownMessage */

/**
 * Who does something to a message, where.
 * @typedef {object} Scene
 * @property {Person} actor
 * @property {import('./envelope.js').Destination} destination
 * @property {import('../wire/jids.js').Addressing} addressing
 */

const { REVOKE, MESSAGE_EDIT } = proto.Message.ProtocolMessage.Type;
const SECRET_LENGTH = 32;

/**
 * The key of a message as the actor's phone writes it.
 * @param {Scene} scene
 * @param {KnownMessage} target
 * @returns {Key}
 */
export function keyOf({ actor, destination, addressing }, { id, author }) {
  const fromMe = author === actor;
  return {
    remoteJid: destination.group?.id ?? destination.person?.jid(addressing),
    fromMe,
    id,
    participant: destination.group && !fromMe ? author.jid(addressing) : undefined
  };
}

/**
 * @param {Scene} scene
 * @param {KnownMessage} target
 * @param {string} emoji empty: the reaction is removed
 * @returns {Message}
 */
export function reaction(scene, target, emoji) {
  return { reactionMessage: { key: keyOf(scene, target), text: emoji, senderTimestampMs: Date.now() } };
}

/**
 * @param {Scene} scene
 * @param {KnownMessage} target
 * @returns {Message}
 */
export function deletion(scene, target) {
  return { protocolMessage: { type: REVOKE, key: keyOf(scene, target) } };
}

/**
 * @param {Scene} scene
 * @param {KnownMessage} target
 * @param {string} text the new text, or the new caption of a medium
 * @param {boolean} wrapped whether as newer phones send it
 * @returns {Message}
 */
export function edit(scene, target, text, wrapped) {
  const message = {
    protocolMessage: {
      type: MESSAGE_EDIT, key: keyOf(scene, target), timestampMs: Date.now(), editedMessage: edited(target.message, text)
    }
  };
  return wrapped ? { editedMessage: { message } } : message;
}

/**
 * @param {Message} original
 * @param {string} text
 * @returns {Message}
 */
function edited(original, text) {
  const content = normalizeMessageContent(original);
  if (!mediaIn(original)) {
    return { extendedTextMessage: { ...content?.extendedTextMessage, text } };
  }
  const { imageMessage, videoMessage, documentMessage } = content ?? {};
  return imageMessage ? { imageMessage: { ...imageMessage, caption: text } }
    : videoMessage ? { videoMessage: { ...videoMessage, caption: text } }
      : { documentMessage: { ...documentMessage, caption: text } };
}

/**
 * @param {string} question
 * @param {string[]} options
 * @param {boolean} multiple
 * @returns {Message}
 */
export function poll(question, options, multiple) {
  const content = {
    name: question, options: options.map(optionName => ({ optionName })), selectableOptionsCount: multiple ? 0 : 1
  };
  const messageContextInfo = { messageSecret: randomBytes(SECRET_LENGTH) };
  return multiple ? { messageContextInfo, pollCreationMessage: content } : { messageContextInfo, pollCreationMessageV3: content };
}

/**
 * @param {Scene} scene
 * @param {KnownMessage} target the poll
 * @param {string[]} options what is chosen from now on; empty: the vote is taken back
 * @returns {Message | undefined} undefined: that is no poll
 */
export function vote(scene, target, options) {
  const secret = target.message.messageContextInfo?.messageSecret;
  if (!secret) {
    return undefined;
  }
  const [creator, voter] = [target.author.jid(scene.addressing), scene.actor.jid(scene.addressing)];
  const selectedOptions = options.map(option => createHash('sha256').update(option).digest());
  const plain = proto.Message.PollVoteMessage.encode({ selectedOptions }).finish();
  const seed = createHmac('sha256', Buffer.alloc(32)).update(secret).digest();
  const key = createHmac('sha256', seed)
    .update(Buffer.concat([Buffer.from(`${target.id}${creator}${voter}Poll Vote`), Buffer.of(1)])).digest();
  const encIv = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, encIv).setAAD(Buffer.from(`${target.id}\u0000${voter}`));
  const encPayload = Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
  return {
    pollUpdateMessage: {
      pollCreationMessageKey: keyOf(scene, target), vote: { encPayload, encIv }, senderTimestampMs: Date.now()
    }
  };
}

/**
 * Puts a quote and mentions onto a message.
 * @param {Message} message
 * @param {import('baileys').proto.IContextInfo} contextInfo
 * @returns {Message}
 */
export function withContext(message, contextInfo) {
  if (message.conversation) {
    return { extendedTextMessage: { text: message.conversation, contextInfo } };
  }
  const content = normalizeMessageContent(message);
  const inner = Object.entries(content ?? {}).find(([name, value]) => value && name.endsWith('Message'))?.[1];
  if (inner && typeof inner === 'object') {
    Object.assign(inner, { contextInfo: { .../** @type {any} */ (inner).contextInfo, ...contextInfo } });
  }
  return message;
}
