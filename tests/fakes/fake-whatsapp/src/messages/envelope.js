import { normalizeMessageContent, proto } from 'baileys';
import { mediaIn } from './media-message.js';

const { REVOKE, MESSAGE_EDIT } = proto.Message.ProtocolMessage.Type;

/** @typedef {import('../people/person.js').Person} Person */
/** @typedef {import('../wire/jids.js').Addressing} Addressing */

/**
 * Who a message goes to.
 * @typedef {{ person: Person, group?: undefined } | { group: import('../groups/groups.js').Group, person?: undefined }} Destination
 */

/**
 * The addresses on a message for a linked device, each in both addressings as far as they are known.
 * @param {Person} author
 * @param {Person} reader the account of the linked device
 * @param {Destination} destination
 * @param {Addressing} addressing
 * @param {boolean} hideAlternate
 * @returns {Record<string, string | undefined>}
 */
export function addresses(author, reader, destination, addressing, hideAlternate) {
  const other = addressing === 'lid' ? 'pn' : 'lid';
  const mode = addressing === 'lid' || destination.group ? addressing : undefined;
  /** @param {Person} person */
  const alternate = person => hideAlternate ? undefined : person.alternateJid(addressing);
  if (destination.group) {
    return {
      from: destination.group.id,
      participant: author.jid(addressing),
      [`participant_${other}`]: alternate(author),
      addressing_mode: mode
    };
  }
  if (author === reader) {
    // The alternate of an own message is its recipient's: the client takes it for the chat's.
    return {
      from: author.jid(addressing),
      recipient: destination.person.jid(addressing),
      [`peer_recipient_${other}`]: alternate(destination.person),
      addressing_mode: mode
    };
  }
  return { from: author.jid(addressing), [`sender_${other}`]: alternate(author), addressing_mode: mode };
}

/** @param {import('baileys').proto.IMessage} message */
export function stanzaType(message) {
  const content = normalizeMessageContent(message) ?? message;
  if (content.reactionMessage) {
    return 'reaction';
  }
  if (content.pollCreationMessage || content.pollCreationMessageV3 || content.pollUpdateMessage) {
    return 'poll';
  }
  const media = mediaIn(content) || content.contactMessage || content.contactsArrayMessage || content.locationMessage ||
    content.liveLocationMessage;
  return media ? 'media' : 'text';
}

/**
 * The attribute that tells the server of a change to an earlier message.
 * @param {import('baileys').proto.IMessage} message
 */
export function editAttribute(message) {
  const protocol = normalizeMessageContent(message)?.protocolMessage;
  switch (protocol?.type) {
    case MESSAGE_EDIT:
      return '1';
    case REVOKE:
      return protocol.key?.fromMe ? '7' : '8';
    default:
      return undefined;
  }
}
