import { proto, unpadRandomMax16 } from 'baileys';

const { Type } = proto.Message.ProtocolMessage;

// What the own phone tells this device and Baileys acts on only after the receipt: a redelivery must bring it again.
/** @type {Set<unknown>} */
const instructions = new Set([Type.APP_STATE_SYNC_KEY_SHARE, Type.HISTORY_SYNC_NOTIFICATION, Type.LID_MIGRATION_MAPPING_SYNC]);

/**
 * Reads a decrypted message.
 *
 * @param {Uint8Array} plaintext padded
 * @returns {proto.Message | undefined} undefined when it is not a message
 */
export function read(plaintext) {
  try {
    const message = proto.Message.decode(unpadRandomMax16(plaintext));
    return /** @type {proto.Message} */ (message.deviceSentMessage?.message ?? message);
  } catch {
    return undefined;
  }
}

/**
 * Pads as WhatsApp does, with the least padding.
 *
 * @param {Uint8Array} bytes
 */
export const padded = bytes => Buffer.concat([bytes, Buffer.of(1)]);

/**
 * What is left of a message once its content is stored elsewhere: what Baileys must see again when WhatsApp delivers it again.
 *
 * @param {Uint8Array} plaintext
 * @returns {Buffer} padded
 */
export function withoutContent(plaintext) {
  const { senderKeyDistributionMessage, protocolMessage } = read(plaintext) ?? {};
  return padded(
    proto.Message.encode({
      ...(senderKeyDistributionMessage ? { senderKeyDistributionMessage } : {}),
      ...(instructions.has(protocolMessage?.type) ? { protocolMessage } : {}),
    }).finish(),
  );
}

/**
 * The messages that the phone sent once more because this device got them without content, as with chats that an ad began. Anyone can send
 * such a message: only the own phone's may be believed.
 *
 * @param {Uint8Array} plaintext
 * @returns {Uint8Array[]} each an encoded WebMessageInfo
 */
export function resentMessages(plaintext) {
  const protocol = read(plaintext)?.protocolMessage;
  const results =
    protocol?.type === Type.PEER_DATA_OPERATION_REQUEST_RESPONSE_MESSAGE ? protocol.peerDataOperationRequestResponseMessage?.peerDataOperationResult : undefined;
  return (results ?? []).flatMap(result => result.placeholderMessageResendResponse?.webMessageInfoBytes ?? []);
}
