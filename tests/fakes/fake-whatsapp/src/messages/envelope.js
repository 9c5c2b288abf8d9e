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
  if (message.reactionMessage) {
    return 'reaction';
  }
  if (message.pollCreationMessage || message.pollCreationMessageV3 || message.pollUpdateMessage) {
    return 'poll';
  }
  const media = message.imageMessage || message.videoMessage || message.audioMessage || message.documentMessage ||
    message.stickerMessage || message.contactMessage || message.contactsArrayMessage || message.locationMessage ||
    message.liveLocationMessage;
  return media ? 'media' : 'text';
}
