import { initAuthCreds, proto } from 'baileys';
import { credsKey, signalKey } from './keys.js';

/** @typedef {import('./session-store.js').SessionStore} SessionStore */

/**
 * The credentials and Signal keys of a session, as Baileys asks for them. Each of its transactions is one batch on the disk, and
 * credentials go through the same ordered queue.
 */
export class AuthState {
  #store;

  /**
   * @param {SessionStore} store
   * @param {import('baileys').AuthenticationCreds} creds
   */
  constructor(store, creds) {
    this.#store = store;
    this.creds = creds;
  }

  /** @param {SessionStore} store */
  static async load(store) {
    return new AuthState(store, (await store.get(credsKey)) ?? initAuthCreds());
  }

  /** A phone is linked: WhatsApp has signed this device. A pairing code that nobody used leaves a name behind, but no signature. */
  get linked() {
    return this.creds.account !== undefined && this.creds.me !== undefined;
  }

  /** The linked number, as an address without device; null before the first pairing. */
  get self() {
    return this.linked ? `${this.creds.me?.id.split(/[:@]/)[0]}@s.whatsapp.net` : null;
  }

  /** What Baileys' sockets take. */
  get forSocket() {
    return { creds: this.creds, keys: this.keys };
  }

  /** @returns {import('baileys').SignalKeyStore} */
  get keys() {
    return {
      get: (type, ids) => this.#get(type, ids),
      set: data => this.#set(data),
    };
  }

  /** Puts the credentials as they are now on the disk. */
  save() {
    return this.#store.set({ [credsKey]: this.creds });
  }

  /** Forgets the credentials and all Signal keys: after a logout they are of no use. */
  async forget() {
    this.creds = initAuthCreds();
    await this.#store.set({ [credsKey]: undefined });
    await this.#store.prune('signal:');
  }

  /**
   * @template {keyof import('baileys').SignalDataTypeMap} T
   * @param {T} type
   * @param {string[]} ids
   */
  async #get(type, ids) {
    const values = await this.#store.getMany(ids.map(id => signalKey(type, id)));
    /** @type {{[id: string]: import('baileys').SignalDataTypeMap[T]}} */
    const found = {};
    ids.forEach((id, index) => {
      if (values[index] !== undefined) {
        found[id] = type === 'app-state-sync-key' ? proto.Message.AppStateSyncKeyData.fromObject(values[index]) : values[index];
      }
    });
    return found;
  }

  // A transaction may bring entries of our own beside the Signal keys (`record`): they are committed together.
  /** @param {import('baileys').SignalDataSet & {record?: Record<string, unknown>}} data */
  #set(data) {
    /** @type {Record<string, unknown>} */
    const values = {};
    for (const [type, entries] of Object.entries(data)) {
      for (const [id, value] of Object.entries(entries ?? {})) {
        values[type === 'record' ? id : signalKey(type, id)] = value ?? undefined;
      }
    }

    // Prekeys are uploaded right after this: the counter that names the next ones must not lag behind.
    if (data['pre-key']) {
      values[credsKey] = this.creds;
    }

    return this.#store.set(values);
  }
}
