import { randomBytes } from 'node:crypto';
import { proto } from 'baileys';

const { MESSAGE_EDIT, REVOKE } = proto.Message.ProtocolMessage.Type;
const mostThumbnailBytes = 64 * 1024;

/** @typedef {{url: string, title: string, description?: string, thumbnail?: string}} Preview the thumbnail in base64 */
/** @typedef {{kind: 'text', text: string, linkPreview?: Preview, backgroundColor?: number, font?: number}} Text */
/** @typedef {{kind: 'location', latitude: number, longitude: number, name?: string, address?: string}} Location */
/** @typedef {{kind: 'contacts', cards: {displayName: string, vCard: string}[]}} Contacts */
/** @typedef {{kind: 'poll', question: string, options: string[], maxAnswers: number}} Poll */
/** @typedef {{kind: 'reaction', target: string, fromMe: boolean, participant?: string | null, emoji: string}} Reaction */
/** @typedef {{kind: 'edit', target: string, text: string}} Edit */
/** @typedef {{kind: 'delete', target: string}} Delete */
/** @typedef {Text | Location | Contacts | Poll | Reaction | Edit | Delete} Plain everything but files */

/** @type {Record<string, (content: any, chat: string, contextInfo: proto.IContextInfo | undefined) => proto.IMessage>} */
const makers = {
  text: (content, _, contextInfo) => ({ extendedTextMessage: { ...text(content), contextInfo } }),
  location: (content, _, contextInfo) => ({ locationMessage: { ...location(content), contextInfo } }),
  contacts: (content, _, contextInfo) => contacts(content, contextInfo),
  poll: (content, _, contextInfo) => poll(content, contextInfo),
  reaction,
  edit: ({ target, text: words }, chat, contextInfo) => ({
    protocolMessage: { key: own(chat, target), type: MESSAGE_EDIT, editedMessage: { extendedTextMessage: { text: words, contextInfo } }, timestampMs: Date.now() },
  }),
  delete: ({ target }, chat) => ({ protocolMessage: { key: own(chat, target), type: REVOKE } }),
};

/** Whether there is such a kind, files aside. */
export const isPlain = (/** @type {string} */ kind) => Object.hasOwn(makers, kind);

/**
 * A content without a file, as WhatsApp has it.
 *
 * @param {Plain} content
 * @param {string} chat
 * @param {proto.IContextInfo | undefined} contextInfo what it comes with
 * @returns {proto.IMessage}
 */
export const plain = (content, chat, contextInfo) => /** @type {any} */ (makers[content.kind])(content, chat, contextInfo);

/**
 * @param {string} chat
 * @param {string} id
 */
const own = (chat, id) => ({ remoteJid: chat, fromMe: true, id });

/** @param {Text} content */
const text = ({ text: words, linkPreview, backgroundColor, font }) => ({
  text: words, ...(linkPreview ? preview(linkPreview) : {}), backgroundArgb: backgroundColor ?? undefined, font: font ?? undefined,
});

/** @param {Preview} content */
function preview({ url, title, description, thumbnail }) {
  const picture = Buffer.from(thumbnail ?? '', 'base64');
  return { matchedText: url, title, description, previewType: 0, jpegThumbnail: picture.length > 0 && picture.length <= mostThumbnailBytes ? picture : undefined };
}

/** @param {Location} content */
const location = ({ latitude, longitude, name, address }) => ({ degreesLatitude: latitude, degreesLongitude: longitude, name, address });

/**
 * @param {Contacts} content
 * @param {proto.IContextInfo | undefined} contextInfo
 * @returns {proto.IMessage}
 */
function contacts({ cards }, contextInfo) {
  const read = cards.map(({ displayName, vCard }) => ({ displayName, vcard: vCard }));
  return read.length === 1
    ? { contactMessage: { ...read[0], contextInfo } }
    : { contactsArrayMessage: { displayName: `${read.length} contacts`, contacts: read, contextInfo } };
}

/**
 * Phones know polls with a single answer by another name. Votes are encrypted with the secret.
 *
 * @param {Poll} content
 * @param {proto.IContextInfo | undefined} contextInfo
 * @returns {proto.IMessage}
 */
function poll({ question, options, maxAnswers }, contextInfo) {
  const selectableOptionsCount = Math.max(0, Math.min(maxAnswers, options.length));
  const created = { name: question, options: options.map(optionName => ({ optionName })), selectableOptionsCount, contextInfo };
  return { messageContextInfo: { messageSecret: randomBytes(32) }, [selectableOptionsCount === 1 ? 'pollCreationMessageV3' : 'pollCreationMessage']: created };
}

/**
 * @param {Reaction} content
 * @param {string} chat
 * @returns {proto.IMessage}
 */
function reaction({ target, fromMe, participant, emoji }, chat) {
  const key = { remoteJid: chat, fromMe, id: target, ...(participant && chat.endsWith('@g.us') ? { participant } : {}) };
  return { reactionMessage: { key, text: emoji, senderTimestampMs: Date.now() } };
}
