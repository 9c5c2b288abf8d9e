import { AsyncLocalStorage } from 'node:async_hooks';
import { join } from 'node:path';
import { Journal } from '../journal/journal.js';
import { Pump } from '../journal/pump.js';
import { describe } from '../masking.js';
import { AuthState } from '../store/auth-state.js';
import { haltKey } from '../store/keys.js';
import { SessionStore } from '../store/session-store.js';
import { Behaviour } from './behaviour.js';
import { Connection } from './connection.js';
import { Groups } from './groups.js';
import { Linking } from './linking.js';
import { Sender } from './sender.js';
import { openSocket } from './socket.js';
import { Turns } from './turns.js';

/** @typedef {import('./connection.js').Status} Status */
/** @typedef {import('./connection.js').Socket} Socket */

/**
 * @typedef {object} Settings
 * @property {import('./proxy.js').Proxy | null} proxy
 * @property {boolean} allowPrivateNetworks
 * @property {boolean} autoRejectCalls
 * @property {string} callRejectMessage
 * @property {boolean} keepOnline
 * @property {boolean} autoReadMessages
 * @property {boolean} syncHistory
 */

const day = 24 * 60 * 60 * 1000;

/** Which session a piece of work belongs to, for errors that nobody caught. */
export const currentSession = /** @type {AsyncLocalStorage<Session>} */ (new AsyncLocalStorage());

/** One linked number: its store, its journal, its connection. */
export class Session {
  #parts;
  #auth;
  #journal;
  #store;
  #connection;
  #pump;
  #sender;
  #behaviour;
  #turns = new Turns();
  #groups = new Groups();
  /** @type {Linking | undefined} */
  #linking;
  /** @type {NodeJS.Timeout} */
  #pruning;

  /**
   * @param {object} parts
   * @param {string} parts.id
   * @param {Settings} parts.settings
   * @param {string | undefined} parts.url of a test server
   * @param {(events: object[]) => Promise<void>} parts.events
   * @param {(status: Status) => void} parts.changed
   * @param {import('../log.js').Log} parts.log
   * @param {{store: SessionStore, auth: AuthState, journal: Journal, halt: string | undefined}} kept
   */
  constructor(parts, { store, auth, journal, halt }) {
    this.#parts = parts;
    this.#store = store;
    this.#auth = auth;
    this.#journal = journal;
    this.#pump = new Pump(journal, () => this.#me, parts.events, error => this.#journalFailed(error));
    this.#connection = new Connection(
      {
        auth,
        makeSocket: () => this.#makeSocket(),
        opened: socket => this.#opened(socket),
        qr: code => void this.#linking?.qr(code),
        ended: meaning => this.#ended(meaning),
        changed: parts.changed,
        log: parts.log,
      },
      { state: halt === 'logged_out' ? 'loggedOut' : 'disconnected', cause: halt ?? null, self: auth.self },
    );
    this.#sender = new Sender(store, () => this.#connection.open, () => this.#stalled(), parts.log);
    this.#behaviour = new Behaviour(() => this.#connection.open, () => parts.settings, this.#sender, parts.log);
    this.#pruning = setInterval(() => void this.#prune(), day);
    this.#pruning.unref();
  }

  /**
   * Opens the store, hands over what the gateway does not have yet, and connects when a phone is linked and nothing forbids it.
   *
   * @param {ConstructorParameters<typeof Session>[0] & {folder: string}} parts
   */
  static async open(parts) {
    const store = await SessionStore.open(join(parts.folder));
    const [auth, journal, halt] = [await AuthState.load(store), await Journal.open(store), await store.get(haltKey)];
    const session = new Session(parts, { store, auth, journal, halt });
    currentSession.run(session, () => {
      session.#pump.kick();
      void session.#prune();
      if (auth.linked && halt === undefined) {
        session.#connection.start();
      }
    });
    return session;
  }

  get status() {
    return this.#connection.status;
  }

  /** @param {Settings} settings */
  async configure(settings) {
    this.#parts.settings = settings;
    await this.#behaviour.apply();
  }

  /**
   * The code that links a phone, or that one is linked already.
   *
   * @param {import('./linking.js').Request} request
   * @returns {Promise<import('./linking.js').Answer>}
   */
  async link(request) {
    if (this.#auth.linked) {
      await this.reconnect(false);
      return { kind: 'linked', state: this.status.state === 'connected' ? 'connected' : 'connecting' };
    }

    if (!this.#linking?.serves(request)) {
      await this.#beginLinking(request);
    }

    return /** @type {Linking} */ (this.#linking).wait();
  }

  /**
   * Connects with the saved session.
   *
   * @param {boolean} anew whether a connection that is there is dropped
   */
  async reconnect(anew = true) {
    if (!this.#auth.linked) {
      return false;
    }

    await this.#store.set({ [haltKey]: undefined });
    if (anew || !['connected', 'connecting'].includes(this.status.state)) {
      this.#connection.start();
    }

    return true;
  }

  /** Unlinks the phone, as far as it can be reached, and forgets the keys. */
  async logout() {
    await this.#store.set({ [haltKey]: 'logged_out' });
    await this.#connection.stop('loggedOut', 'logged_out', socket => socket.logout());
    this.#sender.disconnected();
    await this.#forget();
    this.#connection.show('loggedOut', 'logged_out');
  }

  /**
   * @param {{id: string, chat: string, text: string}} message
   * @returns {Promise<import('./sender.js').Result>}
   */
  send(message) {
    return this.#sender.send(message);
  }

  /** @param {number} position */
  async acknowledge(position) {
    const events = await this.#pump.acknowledge(position);
    void this.#behaviour.stored(events);
  }

  /**
   * Something in this session failed where nobody caught it: its connection is made anew, the others go on.
   *
   * @param {unknown} error
   */
  failed(error) {
    this.#parts.log.error(`an error was not caught: ${describe(error)}`);
    if (this.#connection.current && this.#auth.linked) {
      this.#connection.renew('stream_error');
    }
  }

  async close() {
    clearInterval(this.#pruning);
    this.#pump.stop();
    await this.#connection.stop();
    this.#sender.disconnected();
    await this.#turns.take(async () => undefined);
    await this.#store.close();
  }

  get #me() {
    return { id: this.#auth.creds.me?.id ?? '', lid: this.#auth.creds.me?.lid ?? '' };
  }

  #makeSocket() {
    const socket = openSocket({
      auth: this.#auth,
      settings: this.#parts.settings,
      history: this.#parts.settings.syncHistory || this.#linking?.historyDays !== undefined,
      url: this.#parts.url,
      log: this.#parts.log,
      turns: this.#turns,
      journal: this.#journal,
      journaled: () => this.#pump.kick(),
      stored: id => this.#sender.stored(id),
      groups: this.#groups,
    });
    socket.ev.on('creds.update', () => void this.#auth.save().catch(error => this.failed(error)));
    this.#sender.listenOn(socket);
    this.#behaviour.listenOn(socket);
    return socket;
  }

  /** @param {Socket} socket */
  #opened(socket) {
    this.#linking?.linked();
    this.#linking = undefined;
    this.#groups.clear();
    this.#parts.log.info('connected');
    void this.#behaviour.apply(socket);
  }

  /** @param {import('./disconnects.js').Meaning} meaning */
  async #ended({ cause, again, kept, unlinked }) {
    const linking = this.#linking;
    this.#sender.disconnected();
    if (kept) {
      await this.#store.set({ [haltKey]: cause });
    }

    // A code asked for meanwhile belongs to the next connection: the end of this one must neither end it nor take its keys.
    if (this.#linking !== linking) {
      return;
    }

    if (unlinked) {
      await this.#forget();
    }

    if (again === 'never' && linking && this.#linking === linking) {
      linking.end(cause ?? 'pair_error');
      this.#linking = undefined;
    }
  }

  /** @param {import('./linking.js').Request} request */
  async #beginLinking(request) {
    this.#linking?.end('qr_timeout');
    const linking = new Linking(request, phone => this.#askPairingCode(phone));
    this.#linking = linking;
    await this.#connection.stop();
    await this.#forget();
    await this.#store.set({ [haltKey]: undefined });
    if (this.#linking === linking) {
      this.#connection.start();
    }
  }

  /** @param {string} phone */
  async #askPairingCode(phone) {
    const code = await this.#connection.current?.requestPairingCode(phone);
    if (!code) {
      throw new Error('There is no connection.');
    }

    return code;
  }

  async #forget() {
    await this.#auth.forget();
    this.#groups.clear();
  }

  #stalled() {
    this.#parts.log.warn('WhatsApp no longer acknowledges sends; the connection is made anew');
    this.#connection.renew('keepalive_timeout');
  }

  // Without its journal a session must not go on receiving: WhatsApp keeps what it gets no receipt for.
  /** @param {unknown} error */
  #journalFailed(error) {
    this.#parts.log.error(`the journal failed: ${describe(error)}`);
    setTimeout(() => this.#pump.kick(), 1_000).unref();
  }

  async #prune() {
    try {
      await this.#journal.prune();
      await this.#sender.prune();
    } catch (error) {
      this.#parts.log.warn(`old entries could not be removed: ${describe(error)}`);
    }
  }
}
