import { Curve, DEFAULT_CONNECTION_CONFIG, generateSignalPubKey, initAuthCreds } from 'baileys';
import { silentLogger } from '../silent-logger.js';
import { Turns } from '../turns.js';
import { MemoryKeys } from './memory-keys.js';

/**
 * What others need to begin a session with a device. Public keys without their type byte.
 * @typedef {object} KeyBundle
 * @property {number} registrationId
 * @property {Uint8Array} identityKey
 * @property {{ keyId: number, publicKey: Uint8Array, signature: Uint8Array }} signedPreKey
 * @property {{ keyId: number, publicKey: Uint8Array }} [preKey]
 */

/**
 * The Signal half of a person's phone. Addresses are LID JIDs of linked devices: each has one, and a LID needs no look-up.
 */
export class SignalDevice {
  #creds = initAuthCreds();
  #keys = new MemoryKeys();
  #turns = new Turns();
  #repository = DEFAULT_CONNECTION_CONFIG.makeSignalRepository(
    { creds: this.#creds, keys: this.#keys }, silentLogger, async () => []);
  #nextPreKey = 1;

  get identity() {
    return this.#creds.signedIdentityKey;
  }

  get registrationId() {
    return this.#creds.registrationId;
  }

  /** @returns {KeyBundle & { preKey: object }} with a one-time key that nobody had before */
  takeBundle() {
    const { signedIdentityKey, signedPreKey, registrationId } = this.#creds;
    const keyId = this.#nextPreKey++;
    const preKey = Curve.generateKeyPair();
    this.#keys.set({ 'pre-key': { [keyId]: preKey } });
    return {
      registrationId,
      identityKey: signedIdentityKey.public,
      signedPreKey: { keyId: signedPreKey.keyId, publicKey: signedPreKey.keyPair.public, signature: signedPreKey.signature },
      preKey: { keyId, publicKey: preKey.public }
    };
  }

  /**
   * @param {string} address
   * @param {KeyBundle} bundle
   */
  startSession(address, bundle) {
    const { registrationId, identityKey, signedPreKey, preKey } = bundle;
    return this.#turns.run(() => this.#repository.injectE2ESession({
      jid: address,
      session: {
        registrationId,
        identityKey: generateSignalPubKey(identityKey),
        signedPreKey: { ...signedPreKey, publicKey: generateSignalPubKey(signedPreKey.publicKey) },
        preKey: /** @type {any} */ (preKey && { ...preKey, publicKey: generateSignalPubKey(preKey.publicKey) })
      }
    }));
  }

  /** @param {string} address */
  hasSession(address) {
    return this.#turns.run(async () => (await this.#repository.validateSession(address)).exists);
  }

  /**
   * @param {string} address
   * @param {Uint8Array} data padded
   */
  encrypt(address, data) {
    return this.#turns.run(() => this.#repository.encryptMessage({ jid: address, data }));
  }

  /**
   * @param {string} address
   * @param {'pkmsg' | 'msg'} type
   * @param {Uint8Array} ciphertext
   */
  decrypt(address, type, ciphertext) {
    return this.#turns.run(() => this.#repository.decryptMessage({ jid: address, type, ciphertext }));
  }

  /**
   * @param {string} group
   * @param {string} own name of this device among the group's sender keys
   * @param {Uint8Array} data padded
   */
  encryptForGroup(group, own, data) {
    return this.#turns.run(() => this.#repository.encryptGroupMessage({ group, meId: own, data }));
  }

  /**
   * @param {string} address
   * @param {import('baileys').proto.Message.ISenderKeyDistributionMessage} item
   */
  learnSenderKey(address, item) {
    return this.#turns.run(() => this.#repository.processSenderKeyDistributionMessage({ authorJid: address, item }));
  }

  /**
   * @param {string} group
   * @param {string} address
   * @param {Uint8Array} ciphertext
   */
  decryptFromGroup(group, address, ciphertext) {
    return this.#turns.run(() => this.#repository.decryptGroupMessage({ group, authorJid: address, msg: ciphertext }));
  }
}
