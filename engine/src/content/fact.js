import { proto } from 'baileys';
import { contentOf } from './content.js';
import { contextOf } from './context.js';
import { mediaKindOf } from './media.js';
import { readEdit, readReaction, readResponse, readVote } from './secret.js';
import { unwrap } from './unwrap.js';
import { id, text } from './values.js';

const { Type } = proto.Message.ProtocolMessage;
const { AssociationType } = proto.MessageAssociation;

/**
 * @typedef {object} Place where a message stands
 * @property {string} id
 * @property {string} chat
 * @property {string} [participant]
 * @property {boolean} fromMe
 * @property {string[]} senders all addresses of its writer, without device
 */

/** @typedef {(id: string) => Promise<import('../journal/secrets.js').Secret[]>} SecretsOf the secrets of the messages with an id, whose ever they are */
/** @typedef {{kind: string, [member: string]: any}} Fact */

// The same picture or film once more, in a better form: the agent has it already.
const again = new Set([AssociationType.HD_IMAGE_DUAL_UPLOAD, AssociationType.HD_VIDEO_DUAL_UPLOAD, AssociationType.HEVC_VIDEO_DUAL_UPLOAD, AssociationType.MOTION_PHOTO]);

/** @type {Record<string, (value: any, place: Place, secretsOf: SecretsOf) => Fact | undefined | Promise<Fact | undefined>>} */
const changes = {
  protocolMessage: protocolOf,
  reactionMessage: value => reactionOf(value.key, value.text),
  encReactionMessage: async (value, place, secretsOf) => {
    const reaction = await readReaction(value, place, secretsOf);
    return reaction && reactionOf(value.targetMessageKey, reaction.text);
  },
  pollUpdateMessage: voteOf,
  secretEncryptedMessage: async (value, place, secretsOf) => {
    const edited = await readEdit(value, place, secretsOf);
    return edited && editOf(value.targetMessageKey, unwrap(edited).value?.editedMessage ?? edited, place);
  },
  encEventResponseMessage: async (value, place, secretsOf) => {
    const title = await readResponse(value, place, secretsOf);
    const event = id(value.eventCreationMessageKey?.id);
    return title && event ? { kind: 'message', content: { kind: 'choice', title }, quote: { id: event } } : undefined;
  },
  commentMessage: (value, place) => {
    const content = contentOf(unwrap(value.message), place);
    const target = id(value.targetMessageKey?.id);
    return content && { kind: 'message', content, ...(target ? { quote: { id: target } } : {}) };
  },
};

/**
 * What a message says: something new, or something about an earlier one.
 *
 * @param {proto.IMessage} message
 * @param {Place} place
 * @param {SecretsOf} secretsOf
 * @returns {Promise<Fact | undefined>} an event without its place; undefined when it is of no concern to the gateway
 */
export async function factOf(message, place, secretsOf) {
  const unwrapped = unwrap(message);
  const { type = '', value } = unwrapped;
  if (Object.hasOwn(changes, type)) {
    return changes[type]?.(value, place, secretsOf);
  }

  const content = again.has(Number(message.messageContextInfo?.messageAssociation?.associationType)) ? undefined : contentOf(unwrapped, place);
  return content && { kind: 'message', content, ...contextOf(value) };
}

/**
 * @param {any} value of a protocolMessage
 * @param {Place} place
 * @returns {Fact | undefined}
 */
function protocolOf({ type, key, editedMessage }, place) {
  switch (type) {
    case Type.MESSAGE_EDIT:
      return editOf(key, editedMessage, place);
    case Type.REVOKE:
      return deleteOf(key, place);
    default:
      return undefined;
  }
}

/**
 * @param {any} key
 * @param {unknown} emoji
 */
function reactionOf(key, emoji) {
  const target = id(key?.id);
  return target ? { kind: 'reaction', target, emoji: text(emoji, 64) ?? '' } : undefined;
}

/**
 * @param {any} key as its writer knows the message
 * @param {any} edited
 * @param {Place} place
 */
function editOf(key, edited, place) {
  const target = id(key?.id);
  const content = target && isOwn(key, place) ? editedContent(edited, place) : undefined;
  return content && { kind: 'edit', target, content };
}

// Of a medium only the words can change: it need not come again.
/**
 * @param {any} edited
 * @param {Place} place
 */
function editedContent(edited, place) {
  const unwrapped = unwrap(edited);
  const { type, value } = unwrapped;
  if (!mediaKindOf(type, value)) {
    return contentOf(unwrapped, place);
  }

  return typeof value.caption === 'string' ? { kind: 'text', text: value.caption.slice(0, 65_536) } : undefined;
}

/**
 * @param {any} key
 * @param {Place} place
 */
function deleteOf(key, place) {
  const target = id(key?.id);
  // In a group an admin may delete what others wrote, which WhatsApp sees to; with one other person nobody may.
  const isTheirs = place.chat.endsWith('@g.us') ? !key?.remoteJid || key.remoteJid === place.chat : isOwn(key, place);
  return target && isTheirs ? { kind: 'delete', target } : undefined;
}

/**
 * Whether a message that somebody changes is his own, as far as its key tells.
 *
 * @param {any} key
 * @param {Place} place
 */
const isOwn = (key, { senders }) => key?.fromMe === true || (typeof key?.participant === 'string' && senders.includes(key.participant));

/**
 * @param {any} value of a pollUpdateMessage
 * @param {Place} place
 * @param {SecretsOf} secretsOf
 * @returns {Promise<Fact | undefined>}
 */
async function voteOf(value, place, secretsOf) {
  const target = id(value.pollCreationMessageKey?.id);
  const chosen = target ? await readVote(value, place, secretsOf) : undefined;
  return target ? { kind: 'vote', target, ...(chosen ? { options: chosen } : {}) } : undefined;
}
