import { proto } from 'baileys';
import { serverId, timestamp } from '../wire/nodes.js';
import { knownMessage } from './known-message.js';

/** @typedef {import('../people/companion.js').Companion} Companion */

const { PEER_DATA_OPERATION_REQUEST_MESSAGE, PEER_DATA_OPERATION_REQUEST_RESPONSE_MESSAGE } = proto.Message.ProtocolMessage.Type;
const { PLACEHOLDER_MESSAGE_RESEND } = proto.Message.PeerDataOperationRequestType;

/**
 * A linked device asks its own phone for messages that it was sent without content; the phone has them.
 * @param {import('../world.js').World} world
 * @param {Companion} companion
 * @param {string} id of the request
 * @param {proto.IMessage} message
 */
export async function answerPlaceholderRequest(world, companion, id, message) {
  const { protocolMessage } = message.deviceSentMessage?.message ?? message;
  const request = protocolMessage?.peerDataOperationRequestMessage;
  if (protocolMessage?.type !== PEER_DATA_OPERATION_REQUEST_MESSAGE || !request?.placeholderMessageResendRequest?.length) {
    return;
  }
  const peerDataOperationResult = request.placeholderMessageResendRequest.flatMap(({ messageKey }) => {
    const found = knownMessage(world, messageKey?.id ?? '');
    return found ? [{ placeholderMessageResendResponse: { webMessageInfoBytes: whole(messageKey, found) } }] : [];
  });
  await companion.person.writer.tell(companion, serverId().toUpperCase(), {
    protocolMessage: {
      type: PEER_DATA_OPERATION_REQUEST_RESPONSE_MESSAGE,
      peerDataOperationRequestResponseMessage: {
        peerDataOperationRequestType: PLACEHOLDER_MESSAGE_RESEND, stanzaId: id, peerDataOperationResult
      }
    }
  });
}

/**
 * @param {proto.IMessageKey | null | undefined} key
 * @param {import('./known-message.js').KnownMessage} found
 */
function whole(key, { message, author }) {
  return proto.WebMessageInfo.encode({
    key: /** @type {proto.IMessageKey} */ (key), message, messageTimestamp: Number(timestamp()), pushName: author.name
  }).finish();
}
