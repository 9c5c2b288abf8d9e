import { S_WHATSAPP_NET } from 'baileys';
import { verifyDeviceIdentity } from '../linking/device-identity.js';
import { node, serverId, timestamp } from '../wire/nodes.js';
import { lidJid, phoneJid } from '../wire/jids.js';
import { Mailbox } from './mailbox.js';

/** @typedef {import('./person.js').Person} Person */
/** @typedef {import('./signal-device.js').KeyBundle} KeyBundle */
/** @typedef {import('../connections/session.js').Session} Session */

const FEW_PRE_KEYS = 5;

/**
 * @typedef {object} CompanionKeys
 * @property {Uint8Array} noiseKey
 * @property {number} registrationId
 * @property {Uint8Array} identityKey
 * @property {KeyBundle['signedPreKey']} signedPreKey
 * @property {Uint8Array} deviceIdentity as signed by the account and by the device
 */

/** A device that a phone has linked: what the server knows of it. */
export class Companion {
  /** @type {Map<number, Uint8Array>} */
  #preKeys = new Map();
  /** @type {Buffer | undefined} */
  #knownIdentity;

  mailbox = new Mailbox();
  /** @type {Session | undefined} */
  session;
  logins = 0;
  /** @type {'available' | 'unavailable' | null} */
  presence = null;
  /** @type {{ to: string, state: string, at: string }[]} */
  chatStates = [];

  /**
   * @param {Person & { lid: string }} person
   * @param {number} id the device number, never given twice
   * @param {CompanionKeys} keys
   */
  constructor(person, id, keys) {
    this.person = person;
    this.id = id;
    this.noiseKey = keys.noiseKey;
    this.registrationId = keys.registrationId;
    this.identityKey = keys.identityKey;
    this.signedPreKey = keys.signedPreKey;
    this.deviceIdentity = keys.deviceIdentity;
    this.lidJid = lidJid(person.lid, id);
    this.phoneJid = phoneJid(person.number, id);
  }

  get preKeyCount() {
    return this.#preKeys.size;
  }

  get preKeyIds() {
    return [...this.#preKeys.keys()];
  }

  /** @param {import('../wire/jids.js').Addressing} addressing */
  jid(addressing) {
    return addressing === 'lid' ? this.lidJid : this.phoneJid;
  }

  /**
   * @param {number} keyId
   * @param {Uint8Array} publicKey
   */
  addPreKey(keyId, publicKey) {
    this.#preKeys.set(keyId, publicKey);
  }

  /**
   * Whether an identity that comes with a message is this device's. Signatures are slow to check, hence only once.
   * @param {Buffer} presented
   */
  isIdentifiedBy(presented) {
    if (!this.#knownIdentity?.equals(presented) && verifyDeviceIdentity(this.person, this.identityKey, presented)) {
      this.#knownIdentity = presented;
    }
    return this.#knownIdentity?.equals(presented) ?? false;
  }

  /** @returns {KeyBundle} with a one-time key as long as there are any */
  takeBundle() {
    const { registrationId, identityKey, signedPreKey } = this;
    const [first] = this.#preKeys;
    if (!first) {
      return { registrationId, identityKey, signedPreKey };
    }
    const [keyId, publicKey] = first;
    this.#preKeys.delete(keyId);
    if (this.#preKeys.size < FEW_PRE_KEYS) {
      this.mailbox.post(node('notification',
        { from: S_WHATSAPP_NET, type: 'encrypt', id: serverId(), t: timestamp() },
        [node('count', { value: String(this.#preKeys.size) })]));
    }
    return { registrationId, identityKey, signedPreKey, preKey: { keyId, publicKey } };
  }
}
