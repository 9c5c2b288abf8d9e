import { initAuthCreds, proto } from 'baileys';
import { credsKey, signalKey } from './keys.js';

/** @typedef {import('./session-store.js').SessionStore} SessionStore */
/** @typedef {import('../journal/journal.js').Journal} Journal */
/** @typedef {import('../journal/journal.js').Entry} Entry */
/** @typedef {import('baileys').SignalDataSet & {journal?: Record<string, Entry[]>}} DataSet */

/**
 * The credentials and Signal keys of a session, as Baileys asks for them. Each of its transactions is one batch on the disk, and
 * credentials go through the same ordered queue.
 */
export class AuthState {
  #store;
  #journal;

  /**
   * @param {SessionStore} store
   * @param {Journal} journal
   * @param {import('baileys').AuthenticationCreds} creds
   */
  constructor(store, journal, creds) {
    this.#store = store;
    this.#journal = journal;
    this.creds = creds;
  }

  /**
   * @param {SessionStore} store
   * @param {Journal} journal
   */
  static async load(store, journal) {
    return new AuthState(store, journal, (await store.get(credsKey)) ?? initAuthCreds());
  }

  /** A phone is linked: WhatsApp has signed this device. A pairing code that nobody used leaves a name behind, but no signature. */
  get linked() {
    return this.creds.account !== undefined && this.creds.me !== undefined;
  }

  /** The linked number, as an address without device; null before the first pairing. */
  get self() {
    return this.linked ? `${this.creds.me?.id.split(/[:@]/)[0]}@s.whatsapp.net` : null;
  }

  /**
   * What a socket of Baileys takes. It writes only as long as these credentials are the ones: what an old socket still has to say after a
   * logout must not end up between the keys of the next pairing.
   *
   * @returns {{creds: import('baileys').AuthenticationCreds, keys: import('baileys').SignalKeyStore, save: () => Promise<void>}}
   */
  forSocket() {
    const { creds } = this;
    const guarded = async (/** @type {() => Promise<void>} */ write) => {
      if (creds !== this.creds) {
        throw new Error('These credentials are forgotten.');
      }

      await write();
    };
    return {
      creds,
      keys: { get: (type, ids) => this.#get(type, ids), set: data => guarded(() => this.#set(data)) },
      save: () => guarded(() => this.#store.set({ [credsKey]: creds })),
    };
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

  // Journal entries may come along: they get their places here, where the order of the writes is decided.
  /** @param {DataSet} data */
  #set({ journal, ...signal }) {
    /** @type {Record<string, unknown>} */
    const values = {};
    for (const [type, entries] of Object.entries(signal)) {
      for (const [id, value] of Object.entries(entries ?? {})) {
        values[signalKey(type, id)] = value ?? undefined;
      }
    }

    const preKeys = Object.entries(signal['pre-key'] ?? {}).filter(([, key]) => key).map(([id]) => Number(id));
    if (preKeys.length > 0) {
      // Prekeys are given away right after this: the counter that names the next ones must not lag behind them.
      values[credsKey] = { ...this.creds, nextPreKeyId: Math.max(this.creds.nextPreKeyId, ...preKeys.map(id => id + 1)) };
    }

    Object.assign(values, ...Object.values(journal ?? {}).flat().map(entry => this.#journal.place(entry)));
    return this.#store.set(values);
  }
}
