import { EventEmitter, once } from 'node:events';
import { DisconnectReason, initAuthCreds, makeWASocket, proto, WA_CERT_DETAILS } from 'baileys';
import { MemoryKeys } from '../src/people/memory-keys.js';
import { textOf } from '../src/messages/description.js';
import { silentLogger } from '../src/silent-logger.js';

/** @typedef {import('baileys').WASocket} WASocket */
/** @typedef {import('baileys').WAMessage} WAMessage */
/** @typedef {Awaited<ReturnType<import('../src/server.js').startServer>>} Server */

const PATIENCE_MS = 15_000;

/** A plain Baileys client with its keys in memory. It follows a 515 by itself and nothing else. */
export class Client {
  #server;
  #options;
  #news = new EventEmitter().setMaxListeners(0);

  auth = { creds: initAuthCreds(), keys: new MemoryKeys() };
  /** @type {WAMessage[]} */
  messages = [];
  /** @type {{ id: string, error: string | undefined, t: string }[]} */
  acks = [];
  /** @type {any[]} */
  contacts = [];
  /** @type {any[]} the stanzas */
  receipts = [];
  /** @type {any[]} the stanzas */
  notifications = [];
  /** @type {any[]} */
  calls = [];
  /** @type {any[]} */
  updates = [];
  /** @type {{ lid: string, pn: string }[]} */
  mappings = [];
  /** @type {any[]} */
  histories = [];
  /** @type {string | undefined} */
  qr;
  open = false;
  /** @type {number | undefined} why the last connection ended */
  closedWith;
  /** @type {WASocket | undefined} */
  #socket;

  /**
   * @param {Server} server
   * @param {Partial<import('baileys').UserFacingSocketConfig>} [options]
   */
  constructor(server, options = {}) {
    WA_CERT_DETAILS.PUBLIC_KEY = Buffer.from(server.noiseRoot, 'hex');
    this.#server = server;
    this.#options = options;
  }

  get socket() {
    return /** @type {WASocket} */ (this.#socket);
  }

  get texts() {
    return this.messages.filter(({ message }) => message && textOf(message)).map(({ message }) => message && textOf(message));
  }

  /**
   * Whether a receipt has come for an own message. Baileys may have put it into the message itself.
   * @param {string | null | undefined} id
   */
  isDelivered(id) {
    const delivered = proto.WebMessageInfo.Status.DELIVERY_ACK;
    return this.updates.some(({ key, update }) => key.id === id && update.status === delivered) ||
      this.messages.some(({ key, status }) => key.id === id && status === delivered);
  }

  connect() {
    const socket = makeWASocket({
      waWebSocketUrl: this.#server.url,
      auth: this.auth,
      logger: silentLogger,
      retryRequestDelayMs: 0,
      keepAliveIntervalMs: 1_000,
      ...this.#options
    });
    this.#socket = socket;
    this.closedWith = undefined;
    socket.ev.on('creds.update', update => Object.assign(this.auth.creds, update));
    socket.ev.on('connection.update', update => this.#connectionUpdate(socket, update));
    socket.ev.on('messages.upsert', ({ messages }) => this.#changed(() => this.messages.push(...messages)));
    socket.ev.on('messages.update', updates => this.#changed(() => this.updates.push(...updates)));
    socket.ev.on('call', calls => this.#changed(() => this.calls.push(...calls)));
    socket.ev.on('contacts.upsert', contacts => this.#changed(() => this.contacts.push(...contacts)));
    socket.ev.on('lid-mapping.update', mapping => this.#changed(() => this.mappings.push(mapping)));
    socket.ev.on('messaging-history.set', history => this.#changed(() => this.histories.push(history)));
    socket.ws.on('CB:notification', notification => this.#changed(() => this.notifications.push(notification)));
    socket.ws.on('CB:receipt', receipt => this.#changed(() => this.receipts.push(receipt)));
    socket.ws.on('CB:ack,class:message', ({ attrs }) => this.#changed(() => this.acks.push(attrs)));
  }

  /** Ends the connection from this side, without a word. */
  async disconnect() {
    await this.socket.end(undefined);
    this.open = false;
  }

  /**
   * @template T
   * @param {string} what for the message when it does not come
   * @param {() => T} condition
   * @returns {Promise<NonNullable<T>>}
   */
  async until(what, condition) {
    const signal = AbortSignal.timeout(PATIENCE_MS);
    for (;;) {
      const value = condition();
      if (value) {
        return value;
      }
      await once(this.#news, 'news', { signal }).catch(() => {
        throw new Error(`waited in vain for ${what}`);
      });
    }
  }

  /** @param {() => void} change */
  #changed(change) {
    change();
    this.#news.emit('news');
  }

  /**
   * @param {WASocket} socket
   * @param {Partial<import('baileys').ConnectionState>} update
   */
  #connectionUpdate(socket, { qr, connection, lastDisconnect }) {
    if (socket !== this.#socket) {
      return;
    }
    this.#changed(() => {
      this.qr = qr ?? this.qr;
      if (connection === 'open') {
        this.open = true;
      }
      if (connection === 'close') {
        this.open = false;
        this.closedWith = /** @type {any} */ (lastDisconnect?.error)?.output?.statusCode;
      }
    });
    if (this.closedWith === DisconnectReason.restartRequired) {
      this.connect();
    }
  }
}
