import { proto, unpadRandomMax16 } from 'baileys';

const resentType = proto.Message.ProtocolMessage.Type.PEER_DATA_OPERATION_REQUEST_RESPONSE_MESSAGE;

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
 * What is left of a message once its content is stored elsewhere: the sender key that Baileys takes from it, if any.
 *
 * @param {Uint8Array} plaintext
 * @returns {Buffer} padded
 */
export function withoutContent(plaintext) {
  const senderKeyDistributionMessage = read(plaintext)?.senderKeyDistributionMessage;
  return padded(proto.Message.encode(senderKeyDistributionMessage ? { senderKeyDistributionMessage } : {}).finish());
}

/**
 * The messages that the phone sent once more because this device got them without content, as with chats that an ad began.
 *
 * @param {Uint8Array} plaintext
 * @returns {Uint8Array[]} each an encoded WebMessageInfo
 */
export function resentMessages(plaintext) {
  const protocol = read(plaintext)?.protocolMessage;
  const results = protocol?.type === resentType ? protocol.peerDataOperationRequestResponseMessage?.peerDataOperationResult : undefined;
  return (results ?? []).flatMap(result => result.placeholderMessageResendResponse?.webMessageInfoBytes ?? []);
}
