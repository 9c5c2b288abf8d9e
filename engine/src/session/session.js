import { AsyncLocalStorage } from 'node:async_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import { jidNormalizedUser } from 'baileys';
import { Calls } from '../journal/calls.js';
import { Journal } from '../journal/journal.js';
import { Pump } from '../journal/pump.js';
import { describe } from '../masking.js';
import { Files } from '../media/files.js';
import { AuthState } from '../store/auth-state.js';
import { haltKey, historyKey } from '../store/keys.js';
import { SessionStore } from '../store/session-store.js';
import { Actions } from './actions.js';
import { Behaviour } from './behaviour.js';
import { Connection } from './connection.js';
import { Groups } from './groups.js';
import { Intake } from './intake.js';
import { Labels } from './labels.js';
import { Pairing } from './pairing.js';
import { People } from './people.js';
import { Presence } from './presence.js';
import { Sender } from './sender.js';
import { openSocket, removeDevice } from './socket.js';
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

/**
 * @typedef {object} Parts
 * @property {string} folder
 * @property {Settings} settings
 * @property {string | undefined} url of a test server
 * @property {(events: object[]) => Promise<void>} events
 * @property {(event: object) => void} typing told of what is not kept in the journal
 * @property {(status: Status) => void} changed
 * @property {import('../log.js').Log} log
 */

/** @typedef {{store: SessionStore, auth: AuthState, journal: Journal, halt: string | undefined, history: boolean}} Kept */

const day = 24 * 60 * 60 * 1000;
const closePatience = 2_000;
const journalPause = 1_000;

/** Which session a piece of work belongs to, for errors that nobody caught. */
export const currentSession = /** @type {AsyncLocalStorage<Session>} */ (new AsyncLocalStorage());

/** One linked number: its store, its journal, its connection. */
export class Session {
  #parts;
  #store;
  #auth;
  #history;
  #journaling;
  #connection;
  #pump;
  #sender;
  #behaviour;
  #pairing;
  #calls;
  #intake;
  #labels;
  #groups = new Groups();
  /** @type {NodeJS.Timeout} */
  #pruning;

  /**
   * @param {Parts} parts
   * @param {Kept} kept
   */
  constructor(parts, { store, auth, journal, halt, history }) {
    this.#parts = parts;
    this.#store = store;
    this.#auth = auth;
    this.#history = history;
    this.#pump = new Pump(journal, parts.events, error => this.#journalFailed(error));
    const journaled = () => this.#pump.kick();
    this.#calls = new Calls(journal, store, journaled);
    this.#intake = new Intake({ journal, calls: this.#calls, journaled, typing: parts.typing });
    this.#journaling = {
      journal,
      ...currentSession.run(this, () => ({ turns: new Turns(), identityTurns: new Turns() })),
      journaled,
    };
    this.#connection = this.#connect(halt);
    this.#pairing = new Pairing(() => this.#connection, request => this.#prepareLinking(request));
    this.#sender = new Sender(store, () => this.#connection.open, () => this.#stalled(), parts.log);
    const open = () => this.#connection.open;
    this.#behaviour = new Behaviour(open, () => parts.settings, this.#sender, this.#calls, parts.log);
    this.presence = new Presence(open, parts.log);
    this.files = new Files(open, () => parts.settings, parts.log);
    this.people = new People(open, this.#groups, this.files, parts.log);
    this.#labels = new Labels(store, journal, journaled, parts.log);
    this.actions = new Actions(open, this.#groups, this.#labels, parts.log);
    this.#pruning = setInterval(() => void this.#prune(), day);
    this.#pruning.unref();
  }

  /**
   * Opens the store, hands over what the gateway does not have yet, and connects when a phone is linked and nothing forbids it.
   *
   * @param {Parts} parts
   */
  static async open(parts) {
    const store = await SessionStore.open(parts.folder);
    try {
      const journal = await Journal.open(store);
      const auth = await AuthState.load(store, journal);
      const [halt, history = false] = await store.getMany([haltKey, historyKey]);
      const session = new Session(parts, { store, auth, journal, halt, history });
      await session.#calls.load();
      currentSession.run(session, () => session.#begin(halt === undefined));
      return session;
    } catch (error) {
      await store.close();
      throw error;
    }
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

    return this.#pairing.link(request);
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
    this.#pairing.ended('logged_out');
    await this.#store.set({ [haltKey]: 'logged_out' });
    await this.#connection.stop('loggedOut', 'logged_out', removeDevice);
    await this.#auth.forget();
    this.#connection.show('loggedOut', 'logged_out');
  }

  /**
   * @param {import('./sender.js').Message} message
   * @returns {Promise<import('./results.js').Result>}
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
    this.#pairing.ended('connect_failure');
    await this.#connection.stop();
    const { turns, identityTurns } = this.#journaling;
    await Promise.race([Promise.all([turns.idle(), identityTurns.idle()]), pause(closePatience, undefined, { ref: false })]);
    await this.#store.close();
  }

  /** @param {boolean} free whether nothing forbids connecting */
  #begin(free) {
    this.#pump.kick();
    void this.#prune();
    if (this.#auth.linked && free) {
      this.#connection.start();
    }
  }

  /** @param {string | undefined} halt */
  #connect(halt) {
    const { changed, log } = this.#parts;
    return new Connection(
      {
        auth: this.#auth,
        // What asks for a connection may have its turn, when a write has failed; whatever the socket tells later would then think so too, for ever.
        makeSocket: () => this.#journaling.turns.outside(() => this.#makeSocket()),
        opened: socket => this.#opened(socket),
        gone: () => this.#sender.disconnected(),
        qr: code => void this.#pairing.qr(code),
        ended: meaning => this.#ended(meaning),
        changed,
        log,
      },
      { state: halt === 'logged_out' ? 'loggedOut' : 'disconnected', cause: halt ?? null, self: this.#auth.self },
    );
  }

  #makeSocket() {
    const auth = this.#auth.forSocket();
    const socket = openSocket({
      auth,
      settings: this.#parts.settings,
      history: this.#history,
      url: this.#parts.url,
      log: this.#parts.log,
      journaling: { ...this.#journaling, unwritten: error => this.#unsaved(auth.creds, error) },
      flushed: this.#store.watch(),
      stored: id => this.#sender.stored(id),
      groups: this.#groups,
      arrived: stanza => this.#arrived(stanza, auth.creds),
    });
    socket.ev.on('creds.update', () => {
      auth.save().catch(error => this.#unsaved(auth.creds, error));
    });
    this.#sender.listenOn(socket);
    this.#intake.listenOn(socket, error => this.#unsaved(auth.creds, error));
    this.#behaviour.listenOn(socket);
    this.#labels.listenOn(socket);
    return socket;
  }

  /**
   * @param {import('baileys').BinaryNode} stanza of a message
   * @param {import('baileys').AuthenticationCreds} creds
   */
  async #arrived(stanza, creds) {
    // Whoever wrote while this device was away is not at the keyboard now.
    if (!stanza.attrs.offline) {
      void this.presence.watch(jidNormalizedUser(stanza.attrs.from));
    }

    await this.#intake.message(stanza, creds);
  }

  /** @param {Socket} socket */
  #opened(socket) {
    this.#pairing.linked();
    this.#groups.clear();
    this.presence.clear();
    this.#parts.log.info('connected');
    void this.#behaviour.apply(socket);
  }

  /** @param {import('./disconnects.js').Meaning} meaning */
  async #ended({ cause, again, kept, unlinked }) {
    if (again === 'never') {
      this.#pairing.ended(cause);
    }

    if (kept) {
      await this.#store.set({ [haltKey]: cause });
    }

    if (unlinked) {
      await this.#auth.forget();
    }
  }

  /** @param {import('./linking.js').Request} request */
  async #prepareLinking({ historyDays }) {
    this.#history = this.#parts.settings.syncHistory || (historyDays ?? 0) > 0;
    await this.#auth.forget();
    await this.#store.set({ [haltKey]: undefined, [historyKey]: this.#history });
  }

  // What a socket of forgotten credentials cannot write any more is no trouble of today's connection.
  /**
   * @param {import('baileys').AuthenticationCreds} creds
   * @param {unknown} error
   */
  #unsaved(creds, error) {
    if (creds === this.#auth.creds) {
      this.failed(error);
    }
  }

  #stalled() {
    if (this.#connection.open) {
      this.#parts.log.warn('WhatsApp no longer acknowledges sends; the connection is made anew');
      this.#connection.renew('keepalive_timeout');
    }
  }

  // Nothing is lost by waiting: what the journal holds stays on the disk.
  /** @param {unknown} error */
  #journalFailed(error) {
    this.#parts.log.error(`the journal could not be read: ${describe(error)}`);
    setTimeout(() => this.#pump.kick(), journalPause).unref();
  }

  async #prune() {
    try {
      await this.#journaling.journal.prune();
      await this.#sender.prune();
      await this.#calls.prune();
    } catch (error) {
      this.#parts.log.warn(`old entries could not be removed: ${describe(error)}`);
    }
  }
}
