import { randomBytes } from 'node:crypto';
import { KEY_BUNDLE_TYPE, S_WHATSAPP_NET } from 'baileys';
import { complain } from '../diagnostics.js';
import { issueDeviceIdentity, verifyDeviceIdentity } from '../linking/device-identity.js';
import { bytesOf, child, error, failed, firstChild, node, result, serverId, timestamp } from '../wire/nodes.js';
import { lidJid, phoneJid } from '../wire/jids.js';

/** @typedef {import('baileys').BinaryNode} BinaryNode */
/** @typedef {import('../people/person.js').Person} Person */
/** @typedef {import('./connection.js').Connection} Connection */
/** @typedef {import('./connection.js').Role} Role */

const REFS = 6;
const PATIENCE_MS = 10_000;

/**
 * A connection of a device that no phone has linked yet. It gets codes to show, and at last its identity.
 * @implements {Role}
 */
export class Registration {
  #connection;
  #waiting;
  #data;
  /** @type {Map<string, (stanza: BinaryNode | undefined) => void>} */
  #questions = new Map();
  #linking = false;
  /** @type {string[]} */
  #refs = [];
  /** @type {{ ref: string, wrappedEphemeral: Buffer } | undefined} */
  #codeRequest;

  /**
   * @param {Connection} connection
   * @param {import('baileys').proto.ClientPayload.IDevicePairingRegistrationData} data
   * @param {Buffer} noiseKey
   * @param {import('./waiting-room.js').WaitingRoom} waiting
   */
  constructor(connection, data, noiseKey, waiting) {
    this.#connection = connection;
    this.#data = readPairingData(data);
    this.#waiting = waiting;
    this.noiseKey = noiseKey;
  }

  get identityKey() {
    return this.#data.identityKey;
  }

  begin() {
    this.#refs = Array.from({ length: REFS }, () => `2@${randomBytes(33).toString('base64url')}`);
    this.#refs.forEach(ref => this.#waiting.addRef(ref, this));
    this.#connection.send(node('iq', { from: S_WHATSAPP_NET, type: 'set', id: serverId(), xmlns: 'md' },
      [node('pair-device', {}, this.#refs.map(ref => node('ref', {}, Buffer.from(ref))))]));
  }

  /** @param {BinaryNode} stanza */
  receive(stanza) {
    const { type, id, xmlns } = stanza.attrs;
    if (stanza.tag !== 'iq') {
      return;
    }
    if (type === 'result' || type === 'error') {
      this.#answered(id, stanza);
    } else if (xmlns === 'w:p') {
      this.#connection.send(result(stanza));
    } else if (xmlns === 'md' && child(stanza, 'link_code_companion_reg')) {
      this.#linkByCode(stanza);
    } else {
      complain(`no answer for iq ${xmlns}/${firstChild(stanza)?.tag} on a registration`);
      this.#connection.send(failed(stanza, error(501, 'feature-not-implemented')));
    }
  }

  closed() {
    this.#waiting.remove(this);
    for (const answer of this.#questions.values()) {
      answer(undefined);
    }
    this.#questions.clear();
  }

  /**
   * Sends a stanza and waits for the device's answer to it.
   * @param {string} id what the answer will carry
   * @param {BinaryNode} stanza
   * @returns {Promise<BinaryNode | undefined>} undefined: none came
   */
  ask(id, stanza) {
    return new Promise(resolve => {
      const timeout = setTimeout(() => this.#answered(id, undefined), PATIENCE_MS);
      this.#questions.set(id, answer => {
        clearTimeout(timeout);
        resolve(answer);
      });
      this.#connection.send(stanza);
    });
  }

  /**
   * What the companion asked to be linked with by a typed code; a phone may answer it once.
   * @returns {{ ref: string, wrappedEphemeral: Buffer } | undefined}
   */
  takeCodeRequest() {
    const request = this.#codeRequest;
    this.#codeRequest = undefined;
    this.#waiting.removeCodeRequest(this);
    return request;
  }

  /**
   * @param {Person} person
   * @param {Buffer} advSecret
   * @returns {Promise<import('../people/companion.js').Companion | undefined>} undefined: the device did not sign
   */
  async link(person, advSecret) {
    if (this.#linking || !person.lid) {
      return undefined;
    }
    this.#linking = true;
    const device = person.nextDevice();
    const id = serverId();
    const answer = await this.ask(id, this.#pairSuccess(id, person, device, advSecret));
    const signed = bytesOf(child(answer, 'pair-device-sign', 'device-identity'));
    const identity = verifyDeviceIdentity(person, this.identityKey, signed);
    if (!identity) {
      this.#connection.close();
      return undefined;
    }
    const companion = person.addCompanion(device, { ...this.#data, noiseKey: this.noiseKey, deviceIdentity: signed });
    this.#connection.send(node('stream:error', { code: '515' }));
    this.#connection.close();
    return companion;
  }

  /**
   * @param {string} id
   * @param {Person} person
   * @param {number} device
   * @param {Buffer} advSecret
   */
  #pairSuccess(id, person, device, advSecret) {
    return node('iq', { from: S_WHATSAPP_NET, type: 'set', id, xmlns: 'md', t: timestamp() }, [
      node('pair-success', {}, [
        node('device-identity', {}, issueDeviceIdentity(person, this.identityKey, device, advSecret)),
        ...(person.name ? [node('biz', { name: person.name })] : []),
        node('platform', { name: 'android' }),
        node('device', { jid: phoneJid(person.number, device), lid: lidJid(/** @type {string} */ (person.lid), device) })
      ])
    ]);
  }

  /** @param {BinaryNode} stanza */
  #linkByCode(stanza) {
    const request = child(stanza, 'link_code_companion_reg');
    const { stage, jid } = request?.attrs ?? {};
    if (stage === 'companion_hello') {
      const ref = `code-${randomBytes(8).toString('hex')}`;
      const wrappedEphemeral = bytesOf(child(request, 'link_code_pairing_wrapped_companion_ephemeral_pub'));
      this.#codeRequest = { ref, wrappedEphemeral };
      this.#waiting.addCodeRequest(jid, this);
      this.#connection.send(result(stanza, [node('link_code_companion_reg', { stage },
        [node('link_code_pairing_ref', {}, Buffer.from(ref))])]));
    } else {
      this.#connection.send(result(stanza));
      this.#answered(bytesOf(child(request, 'link_code_pairing_ref')).toString(), stanza);
    }
  }

  /**
   * @param {string} id
   * @param {BinaryNode | undefined} stanza
   */
  #answered(id, stanza) {
    const answer = this.#questions.get(id);
    this.#questions.delete(id);
    answer?.(stanza);
  }
}

/** @param {import('baileys').proto.ClientPayload.IDevicePairingRegistrationData} data */
function readPairingData({ eRegid, eKeytype, eIdent, eSkeyId, eSkeyVal, eSkeySig }) {
  if (eRegid?.length !== 4 || eIdent?.length !== 32 || eSkeyId?.length !== 3 || eSkeyVal?.length !== 32 ||
      eSkeySig?.length !== 64 || !eKeytype || !KEY_BUNDLE_TYPE.equals(eKeytype)) {
    throw new Error('registration with incomplete keys');
  }
  return {
    registrationId: Buffer.from(eRegid).readUInt32BE(),
    identityKey: Buffer.from(eIdent),
    signedPreKey: {
      keyId: Buffer.from(eSkeyId).readUIntBE(0, 3), publicKey: Buffer.from(eSkeyVal), signature: Buffer.from(eSkeySig)
    }
  };
}
