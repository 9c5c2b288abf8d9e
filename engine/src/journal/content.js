import { getContentType, normalizeMessageContent } from 'baileys';

/** @typedef {{kind: 'text', text: string} | {kind: 'unsupported', type: string, caption?: string}} Content */

// Not something a person wrote into the chat: the agent need not know that it came.
const silent = new Set([
  'protocolMessage',
  'reactionMessage',
  'encReactionMessage',
  'pollUpdateMessage',
  'keepInChatMessage',
  'pinInChatMessage',
  'senderKeyDistributionMessage',
  'fastRatchetKeySenderKeyDistributionMessage',
  'messageHistoryBundle',
  'messageHistoryNotice',
  'deviceSentMessage',
  'albumMessage',
  'secretEncryptedMessage',
  'editedMessage',
]);

/**
 * What a message carries, as the gateway takes it.
 *
 * @param {import('baileys').proto.IMessage} message
 * @returns {Content | undefined} undefined when there is nothing to show
 */
export function contentOf(message) {
  const content = normalizeMessageContent(message);
  const type = getContentType(content);
  if (!content || !type || silent.has(type)) {
    return undefined;
  }

  const text = type === 'conversation' ? content.conversation : type === 'extendedTextMessage' ? content.extendedTextMessage?.text : undefined;
  if (typeof text === 'string' && text.length > 0) {
    return { kind: 'text', text };
  }

  if (type === 'conversation') {
    return undefined;
  }

  const caption = /** @type {{caption?: unknown} | undefined} */ (content[type])?.caption;
  return { kind: 'unsupported', type, ...(typeof caption === 'string' && caption ? { caption } : {}) };
}
