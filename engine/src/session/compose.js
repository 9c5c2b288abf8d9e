import { setTimeout as pause } from 'node:timers/promises';
import { jidNormalizedUser, proto } from 'baileys';
import { address } from '../content/values.js';
import { isMedium, upload } from '../media/upload.js';
import { isPlain, plain } from './contents.js';

const { MESSAGE_EDIT, REVOKE } = proto.Message.ProtocolMessage.Type;
const mostMentions = 1024;
const patience = 15_000;

// Channels take files, reactions and changes in other ways than chats.
const ofChannels = new Set(['text', 'location', 'contacts', 'poll']);

/** @typedef {import('./connection.js').Socket} Socket */
/** @typedef {import('./contents.js').Plain | import('../media/upload.js').OutgoingMedia} Content */
/** @typedef {{id: string, sender?: string | null, text?: string | null, chat?: string | null}} Quote */

/**
 * @typedef {object} Message
 * @property {string} id
 * @property {string} chat
 * @property {Content} content
 * @property {Quote} [quote]
 * @property {string[]} [mentions]
 * @property {boolean} [mentionsAll]
 * @property {boolean} [isForwarded]
 * @property {string[]} [statusAudience] who gets a status
 */

/**
 * Whether a message of this kind can be sent to such a chat.
 *
 * @param {Message} message
 */
export const isSendable = ({ chat, content }) =>
  (content.kind === 'media' ? isMedium(content.media) : isPlain(content.kind)) && (!chat.endsWith('@newsletter') || ofChannels.has(content.kind));

/**
 * What WhatsApp is sent for a message. A medium is uploaded for it.
 *
 * @param {Socket} socket
 * @param {Message} message
 * @returns {Promise<proto.IMessage>}
 */
export async function compose(socket, message) {
  const { chat, content } = message;
  const contextInfo = await contextFor(socket, message);
  if (content.kind !== 'media') {
    return plain(content, chat, contextInfo);
  }

  const uploaded = await upload(socket, content);
  return Object.fromEntries(Object.entries(uploaded).map(([field, value]) => [field, { ...value, contextInfo }]));
}

/**
 * What the server must be told beside the content.
 *
 * @param {proto.IMessage} content
 * @returns {{attributes: Record<string, string>, nodes: import('baileys').BinaryNode[]}}
 */
export function besides({ protocolMessage, pollCreationMessage, pollCreationMessageV3 }) {
  const edit = protocolMessage?.type === REVOKE ? '7' : protocolMessage?.type === MESSAGE_EDIT ? '1' : undefined;
  return {
    attributes: edit ? { edit } : {},
    nodes: pollCreationMessage || pollCreationMessageV3 ? [{ tag: 'meta', attrs: { polltype: 'creation' } }] : [],
  };
}

/** The members of a group could not be asked for. */
export class NoMembers extends Error {}

/**
 * @param {Socket} socket
 * @param {Message} message
 * @returns {Promise<proto.IContextInfo | undefined>}
 */
async function contextFor(socket, { chat, quote, mentions, mentionsAll, isForwarded }) {
  const everybody = mentionsAll && chat.endsWith('@g.us') ? await membersOf(socket, chat) : [];
  const mentionedJid = [...new Set([...(mentions ?? []), ...everybody])].slice(0, mostMentions);
  const context = {
    ...(quote && !chat.endsWith('@newsletter') ? quoted(socket, chat, quote) : {}),
    ...(mentionedJid.length > 0 ? { mentionedJid } : {}),
    ...(isForwarded ? { isForwarded, forwardingScore: 1 } : {}),
  };
  return Object.keys(context).length > 0 ? context : undefined;
}

/**
 * Everybody in a group but this number.
 *
 * @param {Socket} socket
 * @param {string} group
 */
async function membersOf(socket, group) {
  const ended = new AbortController();
  const late = pause(patience, undefined, { signal: ended.signal, ref: false }).then(() => Promise.reject(new Error('WhatsApp did not tell the members.')));
  late.catch(() => undefined);
  try {
    const { participants } = await Promise.race([socket.groupMetadata(group), late]);
    const { id = '', lid = '' } = socket.authState.creds.me ?? {};
    const own = new Set([jidNormalizedUser(id), jidNormalizedUser(lid)]);
    return participants.flatMap(member => {
      const jid = address(member.id);
      return jid && !own.has(jid) ? [jid] : [];
    });
  } catch (error) {
    throw new NoMembers('The members of the group could not be asked for.', { cause: error });
  } finally {
    ended.abort();
  }
}

/**
 * @param {Socket} socket
 * @param {string} chat
 * @param {Quote} quote
 */
function quoted(socket, chat, { id, sender, text, chat: from }) {
  const me = socket.authState.creds.me;
  const self = ((from || chat).endsWith('@s.whatsapp.net') ? me?.id : me?.lid || me?.id) ?? '';
  return {
    stanzaId: id, participant: jidNormalizedUser(sender || self), quotedMessage: { conversation: text ?? '' }, ...(from && from !== chat ? { remoteJid: from } : {}),
  };
}
