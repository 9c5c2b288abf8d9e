import { encodeWAMessage } from 'baileys';
import { verifiedNameNode } from '../people/verified-name.js';
import { Turns } from '../turns.js';
import { phoneJid } from '../wire/jids.js';
import { bytesOf, node, timestamp } from '../wire/nodes.js';
import { addresses, editAttribute, stanzaType } from './envelope.js';

/** @typedef {import('baileys').proto.IMessage} Message */
/** @typedef {import('../people/companion.js').Companion} Companion */
/** @typedef {import('../people/signal-device.js').KeyBundle} KeyBundle */

/**
 * @typedef {object} Sending
 * @property {string} id
 * @property {Message} message
 * @property {import('./envelope.js').Destination} destination
 * @property {import('../wire/jids.js').Addressing} addressing
 * @property {boolean} hideAlternate
 * @property {WritingFault} [fault]
 */

/**
 * Why a message cannot be read when it comes first: it is not for linked devices at all, or its ciphertext is broken. What
 * devices then ask for again is held until it is released, or sent at once.
 * @typedef {{ unavailable: 'view_once' | 'fanout', holdRetries?: undefined } | { holdRetries: boolean, unavailable?: undefined }} WritingFault
 */

/** @typedef {{ companion: Companion, count: number, bundle: KeyBundle }} RetryRequest */

const REMEMBERED = 10_000;

/** Encrypts what a person writes for each linked device that is to have it, and puts it into their mailboxes. */
export class Writer {
  #person;
  #turns = new Turns();
  /** @type {Map<string, Sending & { t: string }>} */
  #sent = new Map();
  /** @type {Map<string, RetryRequest[]>} by message */
  #held = new Map();
  /** @type {Set<string>} */
  #senderKeyHolders = new Set();

  /** @param {import('../people/person.js').Person} person */
  constructor(person) {
    this.#person = person;
  }

  /** @param {Sending} sending */
  send(sending) {
    return this.#turns.run(() => {
      const remembered = { ...sending, t: timestamp() };
      this.#remember(remembered);
      return sending.destination.group ? this.#toGroup(remembered) : this.#toPerson(remembered);
    });
  }

  /** @param {string} id */
  find(id) {
    return this.#sent.get(id);
  }

  /**
   * A linked device could not read a message: it gets it once more, in a new session.
   * @param {string} id
   * @param {Companion} companion
   * @param {number} count which attempt it asks for
   * @param {KeyBundle} bundle
   */
  resend(id, companion, count, bundle) {
    return this.#turns.run(async () => {
      const sending = this.#sent.get(id);
      if (sending?.fault?.holdRetries) {
        this.#held.set(id, [...this.#held.get(id) ?? [], { companion, count, bundle }]);
      } else if (sending && !sending.fault?.unavailable) {
        await this.#sendAgain(sending, { companion, count, bundle });
      }
    });
  }

  /**
   * Sends to those who have asked for it in vain what could not be read.
   * @param {string} id
   * @returns {Promise<number | undefined>} to how many devices; undefined: no such message
   */
  releaseRetries(id) {
    return this.#turns.run(async () => {
      const sending = this.#sent.get(id);
      if (!sending) {
        return undefined;
      }
      delete sending.fault;
      // Of several requests of one device, the last has the keys that it still has.
      const requests = new Map((this.#held.get(id) ?? []).map(request => [request.companion, request]));
      this.#held.delete(id);
      for (const request of requests.values()) {
        await this.#sendAgain(sending, request);
      }
      return requests.size;
    });
  }

  /**
   * Something that a phone tells one of its own linked devices, not a chat.
   * @param {Companion} companion
   * @param {string} id
   * @param {Message} message
   */
  tell(companion, id, message) {
    return this.#turns.run(async () => {
      const from = phoneJid(this.#person.number);
      const part = await this.#seal(companion, message);
      companion.mailbox.post(node('message', { from, id, type: 'text', category: 'peer', t: timestamp() }, [part]));
    });
  }

  /**
   * @param {Sending & { t: string }} sending
   * @param {RetryRequest} request
   */
  async #sendAgain(sending, { companion, count, bundle }) {
    await this.#person.device.startSession(companion.lidJid, bundle);
    const part = await this.#seal(companion, await this.#resealable(companion, sending));
    this.#post(companion, sending, [{ ...part, attrs: { ...part.attrs, count: String(count) } }]);
  }

  /** @param {Sending & { t: string }} sending */
  async #toPerson(sending) {
    const to = /** @type {import('../people/person.js').Person} */ (sending.destination.person);
    to.acquaintances.add(this.#person);
    this.#person.acquaintances.add(to);
    for (const companion of to.companions.values()) {
      this.#post(companion, sending, spoiled(sending, [await this.#seal(companion, sending.message)]));
    }
    if (to !== this.#person) {
      for (const companion of this.#person.companions.values()) {
        this.#post(companion, sending, spoiled(sending, [await this.#seal(companion, this.#sentByPhone(sending))]));
      }
    }
  }

  /** @param {Sending & { t: string }} sending */
  async #toGroup(sending) {
    const group = /** @type {import('../groups/groups.js').Group} */ (sending.destination.group);
    const { ciphertext, distribution } = await this.#sealForGroup(group.id, sending.message);
    const shared = node('enc', { v: '2', type: 'skmsg' }, ciphertext);
    for (const { companions } of group.participants) {
      for (const companion of companions.values()) {
        // Linked devices file sender keys under the author's address, so that each addressing needs its own copy.
        const holder = `${group.id} ${sending.addressing} ${companion.lidJid}`;
        const parts = this.#senderKeyHolders.has(holder) ? [shared] : [await this.#seal(companion, distribution), shared];
        this.#senderKeyHolders.add(holder);
        this.#post(companion, sending, spoiled(sending, parts));
      }
    }
  }

  /**
   * @param {string} group
   * @param {Message} message
   */
  async #sealForGroup(group, message) {
    const { ciphertext, senderKeyDistributionMessage } =
      await this.#person.device.encryptForGroup(group, phoneJid(this.#person.number), encodeWAMessage(message));
    const distribution = {
      senderKeyDistributionMessage: { groupId: group, axolotlSenderKeyDistributionMessage: senderKeyDistributionMessage }
    };
    return { ciphertext, distribution };
  }

  /**
   * @param {Companion} companion
   * @param {Sending} sending
   * @returns {Promise<Message>} what goes to this device alone
   */
  async #resealable(companion, sending) {
    const { group } = sending.destination;
    if (group) {
      const { distribution } = await this.#sealForGroup(group.id, {});
      return { ...sending.message, ...distribution };
    }
    return companion.person === this.#person ? this.#sentByPhone(sending) : sending.message;
  }

  /**
   * @param {Sending} sending
   * @returns {Message}
   */
  #sentByPhone({ destination, addressing, message }) {
    return { deviceSentMessage: { destinationJid: destination.person?.jid(addressing), message } };
  }

  /**
   * @param {Companion} companion
   * @param {Message} message
   */
  async #seal(companion, message) {
    const { device } = this.#person;
    if (!await device.hasSession(companion.lidJid)) {
      await device.startSession(companion.lidJid, companion.takeBundle());
    }
    const { type, ciphertext } = await device.encrypt(companion.lidJid, encodeWAMessage(message));
    return node('enc', { v: '2', type }, ciphertext);
  }

  /**
   * @param {Companion} companion
   * @param {Sending & { t: string }} sending
   * @param {import('baileys').BinaryNode[]} parts
   */
  #post(companion, { id, message, destination, addressing, hideAlternate, t }, parts) {
    const businessName = verifiedNameNode(this.#person);
    companion.mailbox.post(node('message', {
      ...addresses(this.#person, companion.person, destination, addressing, hideAlternate),
      id,
      type: stanzaType(message),
      edit: editAttribute(message),
      t,
      notify: this.#person.name
    }, [...parts, ...(businessName ? [businessName] : [])]));
  }

  /** @param {Sending & { t: string }} sending */
  #remember(sending) {
    this.#sent.set(sending.id, sending);
    if (this.#sent.size > REMEMBERED) {
      this.#sent.delete(/** @type {string} */ (this.#sent.keys().next().value));
    }
  }
}

/**
 * @param {Sending} sending
 * @param {import('baileys').BinaryNode[]} parts what would be readable
 */
function spoiled({ fault }, parts) {
  if (!fault) {
    return parts;
  }
  return fault.unavailable
    ? [node('unavailable', fault.unavailable === 'view_once' ? { type: 'view_once' } : {})]
    : parts.map(part => part.attrs.type === 'skmsg' || parts.length === 1 ? broken(part) : part);
}

/**
 * A byte of what is encrypted or signed is changed. The very last ones may be of something else, the number of a key.
 * @param {import('baileys').BinaryNode} part
 */
function broken(part) {
  const bytes = bytesOf(part);
  bytes[bytes.length - 11] ^= 0xff;
  return { ...part, content: bytes };
}
