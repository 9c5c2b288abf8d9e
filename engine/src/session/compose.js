import { jidNormalizedUser, proto } from 'baileys';
import { upload } from '../media/upload.js';

/** @typedef {import('./connection.js').Socket} Socket */
/** @typedef {{kind: 'text', text: string} | import('../media/upload.js').OutgoingMedia | {kind: 'delete', target: string}} Content */
/** @typedef {{id: string, chat: string, content: Content, quote?: {id: string, sender?: string, text?: string}, mentions?: string[]}} Message */

/**
 * What WhatsApp is sent for a message. A medium is uploaded for it.
 *
 * @param {Socket} socket
 * @param {Message} message
 * @returns {Promise<proto.IMessage>}
 */
export async function compose(socket, message) {
  const { chat, content } = message;
  switch (content.kind) {
    case 'text':
      return { extendedTextMessage: { text: content.text, ...contextFor(socket, message) } };
    case 'delete':
      return { protocolMessage: { key: { remoteJid: chat, fromMe: true, id: content.target }, type: proto.Message.ProtocolMessage.Type.REVOKE } };
    default: {
      const uploaded = await upload(socket, content);
      return Object.fromEntries(Object.entries(uploaded).map(([field, value]) => [field, { ...value, ...contextFor(socket, message) }]));
    }
  }
}

/**
 * What the server must be told beside the content.
 *
 * @param {proto.IMessage} content
 * @returns {Record<string, string>}
 */
export const attributesOf = content => (content.protocolMessage?.type === proto.Message.ProtocolMessage.Type.REVOKE ? { edit: '7' } : {});

/**
 * @param {Socket} socket
 * @param {Message} message
 */
function contextFor(socket, { chat, quote, mentions }) {
  const mentionedJid = mentions ?? [];
  return quote || mentionedJid.length > 0 ? { contextInfo: { ...(quote ? quoted(socket, chat, quote) : {}), ...(mentionedJid.length > 0 ? { mentionedJid } : {}) } } : {};
}

/**
 * @param {Socket} socket
 * @param {string} chat
 * @param {{id: string, sender?: string | null, text?: string | null}} quote
 */
function quoted(socket, chat, { id, sender, text }) {
  const me = socket.authState.creds.me;
  const self = (chat.endsWith('@s.whatsapp.net') ? me?.id : me?.lid || me?.id) ?? '';
  return { stanzaId: id, participant: jidNormalizedUser(sender || self), quotedMessage: { conversation: text ?? '' } };
}
