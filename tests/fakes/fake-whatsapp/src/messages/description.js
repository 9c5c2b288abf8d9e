import { getContentType, normalizeMessageContent, proto } from 'baileys';
import { mediaIn } from './media-message.js';

const { REVOKE, MESSAGE_EDIT } = proto.Message.ProtocolMessage.Type;

/**
 * What a message says, as far as it has it.
 * @param {proto.IMessage} message
 */
export function describe(message) {
  const content = normalizeMessageContent(message);
  const medium = mediaIn(message);
  const type = getContentType(content);
  const inner = type && /** @type {any} */ (content)?.[type];
  const context = /** @type {proto.IContextInfo | undefined} */ (inner?.contextInfo);
  const protocol = content?.protocolMessage;
  return {
    type,
    text: textOf(message),
    caption: medium?.content.caption || undefined,
    quoted: context?.stanzaId ? { id: context.stanzaId, participant: context.participant, chat: context.remoteJid ?? undefined } : undefined,
    mentions: context?.mentionedJid?.length ? context.mentionedJid : undefined,
    forwarded: context?.isForwarded || undefined,
    preview: content?.extendedTextMessage?.matchedText ? describePreview(content.extendedTextMessage) : undefined,
    style: describeStyle(content?.extendedTextMessage),
    location: content?.locationMessage ? describeLocation(content.locationMessage) : undefined,
    contacts: describeContacts(content),
    poll: describePoll(content),
    media: medium && describeMedium(medium),
    reaction: content?.reactionMessage ? describeReaction(content.reactionMessage) : undefined,
    deletes: protocol?.type === REVOKE ? protocol.key?.id : undefined,
    edits: protocol?.type === MESSAGE_EDIT ? { id: protocol.key?.id, text: protocol.editedMessage && textOf(protocol.editedMessage) } : undefined
  };
}

/** @param {NonNullable<ReturnType<typeof mediaIn>>} medium */
function describeMedium({ kind, content }) {
  return {
    kind,
    mimeType: content.mimetype,
    fileName: content.fileName ?? undefined,
    seconds: content.seconds ?? undefined,
    waveform: content.waveform?.length ? Buffer.from(content.waveform).toString('base64') : undefined,
    animated: content.isAnimated || undefined,
    size: Number(content.fileLength),
    path: content.directPath
  };
}

/** @param {proto.Message.IReactionMessage} reaction */
function describeReaction({ key, text }) {
  return { id: key?.id, emoji: text ?? '', fromMe: key?.fromMe || undefined, participant: key?.participant || undefined };
}

/** @param {proto.Message.IExtendedTextMessage} text */
function describePreview({ matchedText, title, description, jpegThumbnail }) {
  return { url: matchedText, title, description, thumbnail: Buffer.from(jpegThumbnail ?? []).toString('base64') || undefined };
}

/** @param {proto.Message.IExtendedTextMessage | null | undefined} text */
function describeStyle(text) {
  return text?.backgroundArgb ? { backgroundColor: text.backgroundArgb, font: text.font } : undefined;
}

/** @param {proto.Message.ILocationMessage} location */
function describeLocation({ degreesLatitude, degreesLongitude, name, address }) {
  return { latitude: degreesLatitude, longitude: degreesLongitude, name, address };
}

/** @param {proto.IMessage | undefined} content */
function describeContacts(content) {
  const cards = content?.contactMessage ? [content.contactMessage] : content?.contactsArrayMessage?.contacts;
  return cards?.map(({ displayName, vcard }) => ({ displayName, vcard }));
}

/** @param {proto.IMessage | undefined} content */
function describePoll(content) {
  const poll = content?.pollCreationMessage ?? content?.pollCreationMessageV3;
  return poll ? { question: poll.name, options: poll.options?.map(({ optionName }) => optionName), maxAnswers: poll.selectableOptionsCount } : undefined;
}

/** @param {proto.IMessage} message */
export function textOf(message) {
  return message.conversation || message.extendedTextMessage?.text || null;
}
