import { randomBytes } from 'node:crypto';
import { decodeSyncdMutations, encodeSyncdPatch, newLTHashState, proto, S_WHATSAPP_NET } from 'baileys';
import { node, serverId, timestamp } from '../wire/nodes.js';

/** @typedef {import('./person.js').Person} Person */
/** @typedef {import('./companion.js').Companion} Companion */

/** The collection of chat settings that contacts are in. */
export const CONTACTS = 'critical_unblock_low';

const { APP_STATE_SYNC_KEY_SHARE } = proto.Message.ProtocolMessage.Type;
const { SET } = proto.SyncdMutation.SyncdOperation;
const INDEX_VERSION = 2;

/** The contacts that are saved on a phone, as the patches in which its linked devices get them. */
export class AddressBook {
  #owner;
  #keyId = randomBytes(6);
  #keyData = { keyData: randomBytes(32), fingerprint: { rawId: 1, currentIndex: 0, deviceIndexes: [0] }, timestamp: Date.now() };
  #state = newLTHashState();
  /** @type {Uint8Array[]} */
  #patches = [];
  /** @type {Set<Companion>} */
  #keyHolders = new Set();

  /** @param {Person} owner */
  constructor(owner) {
    this.#owner = owner;
  }

  get version() {
    return this.#patches.length;
  }

  /** @param {number} version */
  patchesAfter(version) {
    return this.#patches.slice(version);
  }

  /**
   * Reads what a linked device changed, and keeps it.
   * @param {Uint8Array} patch
   */
  async read(patch) {
    const { mutations } = proto.SyncdPatch.decode(patch);
    const changed = (/** @type {import('baileys').ChatMutation} */ { syncAction: { index, value } }) => this.#owner.settings.push(
      { index: JSON.parse(Buffer.from(index ?? []).toString()), action: value ?? {} });
    await decodeSyncdMutations(mutations, newLTHashState(), async () => this.#keyData, changed, true);
  }

  /**
   * Saves a name, or another one than before, and tells the linked devices that there is something to fetch.
   * @param {Person} person
   * @param {string} fullName
   */
  async save(person, fullName) {
    const jid = person.jid('pn');
    const [firstName] = fullName.split(' ');
    const contactAction = { fullName, firstName, lidJid: person.lid ? person.jid('lid') : undefined, saveOnPrimaryAddressbook: true };
    const { patch, state } = await encodeSyncdPatch(
      { type: CONTACTS, index: ['contact', jid], syncAction: { timestamp: Date.now(), contactAction }, apiVersion: INDEX_VERSION, operation: SET },
      this.#keyId.toString('base64'), this.#state, async () => this.#keyData);
    this.#state = state;
    this.#patches.push(proto.SyncdPatch.encode({ ...patch, version: { version: this.version + 1 } }).finish());
    for (const companion of this.#owner.companions.values()) {
      await this.shareKey(companion);
      companion.mailbox.post(node('notification', { from: S_WHATSAPP_NET, type: 'server_sync', id: serverId(), t: timestamp() },
        [node('collection', { name: CONTACTS, version: String(this.version) })]));
    }
  }

  /**
   * Gives a linked device the key to read the patches with, once, and not before there are any.
   * @param {Companion} companion
   * @param {boolean} [unasked] also before there is anything to read with it
   */
  async shareKey(companion, unasked = false) {
    if ((this.version === 0 && !unasked) || this.#keyHolders.has(companion)) {
      return;
    }
    this.#keyHolders.add(companion);
    await this.#owner.writer.tell(companion, serverId().toUpperCase(), {
      protocolMessage: {
        type: APP_STATE_SYNC_KEY_SHARE,
        appStateSyncKeyShare: { keys: [{ keyId: { keyId: this.#keyId }, keyData: this.#keyData }] }
      }
    });
  }
}
