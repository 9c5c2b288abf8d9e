import { encodeBigEndian, KEY_BUNDLE_TYPE, proto, unpadRandomMax16 } from 'baileys';
import { Turns } from '../turns.js';
import { bytesOf, node, timestamp } from '../wire/nodes.js';
import { keyNodes } from './key-nodes.js';
import { Inbox } from './inbox.js';

/** @typedef {import('baileys').BinaryNode} BinaryNode */
/** @typedef {import('./inbox.js').Origin} Origin */

/** Reads with a person's phone what linked devices send, and answers with receipts and retry requests. */
export class Reader {
  #person;
  #turns = new Turns();
  /** @type {Map<string, number>} */
  #asked = new Map();
  #undecryptable = 0;

  inbox = new Inbox();
  /** Whether the phone is online, so that it answers at once that something has arrived. */
  delivers = true;

  /** @param {import('../people/person.js').Person} person */
  constructor(person) {
    this.#person = person;
  }

  /** @param {number} count how many of the coming messages are not to be readable */
  refuseNext(count) {
    this.#undecryptable = count;
  }

  /**
   * @param {Origin} origin
   * @param {BinaryNode[]} encrypted the parts for this phone
   * @param {Buffer} deviceIdentity empty when the stanza has none
   * @returns {Promise<proto.Message | undefined>} undefined: it could not be read
   */
  receive(origin, encrypted, deviceIdentity) {
    return this.#turns.run(() => this.#read(origin, encrypted, deviceIdentity));
  }

  /**
   * Asks for a message once more, as when it could not be read.
   * @param {Origin} origin
   * @param {boolean} withKeys whether to enclose keys for a new session
   */
  askAgain({ id, companion, chat, participant }, withKeys) {
    const count = (this.#asked.get(id) ?? 0) + 1;
    this.#asked.set(id, count);
    const { device } = this.#person;
    companion.mailbox.post(node('receipt', { from: chat, participant, id, type: 'retry', t: timestamp() }, [
      node('retry', { count: String(count), id, t: timestamp(), v: '1' }),
      node('registration', {}, encodeBigEndian(device.registrationId)),
      ...(withKeys ? [node('keys', {}, [node('type', {}, KEY_BUNDLE_TYPE), ...keyNodes(device.takeBundle())])] : [])
    ]));
  }

  /**
   * @param {Origin} origin
   * @param {BinaryNode[]} encrypted
   * @param {Buffer} deviceIdentity
   */
  async #read(origin, encrypted, deviceIdentity) {
    const own = origin.companion.person === this.#person;
    try {
      if (!own && this.#undecryptable > 0) {
        this.#undecryptable--;
        throw new Error('made undecryptable by the test');
      }
      const message = await this.#decrypt(origin, encrypted, deviceIdentity);
      if (!own) {
        this.#show(origin, message);
      }
      return message;
    } catch (error) {
      this.inbox.addFailure(origin, error instanceof Error ? error.message : String(error));
      if (!own) {
        this.askAgain(origin, false);
      }
      return undefined;
    }
  }

  /**
   * @param {Origin} origin
   * @param {BinaryNode[]} encrypted
   * @param {Buffer} deviceIdentity
   */
  async #decrypt({ companion, chat }, encrypted, deviceIdentity) {
    const { device } = this.#person;
    const address = companion.lidJid;
    const message = new proto.Message();
    for (const part of encrypted) {
      const { type } = part.attrs;
      if (type === 'pkmsg' && !companion.isIdentifiedBy(deviceIdentity)) {
        throw new Error('a session was begun without a device identity to trust');
      }
      const padded = type === 'skmsg'
        ? await device.decryptFromGroup(chat, address, bytesOf(part))
        : await device.decrypt(address, /** @type {'pkmsg' | 'msg'} */ (type), bytesOf(part));
      const content = proto.Message.decode(unpadRandomMax16(padded));
      if (content.senderKeyDistributionMessage) {
        await device.learnSenderKey(address, content.senderKeyDistributionMessage);
      }
      Object.assign(message, content);
    }
    return message;
  }

  /**
   * @param {Origin} origin
   * @param {proto.Message} message
   */
  #show(origin, message) {
    this.#person.acquaintances.add(origin.companion.person);
    this.inbox.add(origin, message, this.#asked.delete(origin.id));
    if (this.delivers) {
      origin.companion.mailbox.post(node('receipt',
        { from: origin.chat, participant: origin.participant, id: origin.id, t: timestamp() }));
    }
  }
}
