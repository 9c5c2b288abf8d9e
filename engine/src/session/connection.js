import { setTimeout as pause } from 'node:timers/promises';
import { describe } from '../masking.js';
import { meaningOf, pauseBefore } from './disconnects.js';
import { ProxyRefusedError } from './proxy.js';

/** @typedef {ReturnType<typeof import('baileys').makeWASocket>} Socket */
/** @typedef {'disconnected' | 'connecting' | 'linking' | 'connected' | 'loggedOut'} State */
/** @typedef {{state: State, cause: string | null, self: string | null}} Status */

const closePatience = 2_000;

/**
 * The one connection of a session: made, lost, made again. Whoever stops it has the last word: an attempt that is overtaken ends quietly.
 */
export class Connection {
  #parts;
  /** @type {Socket | undefined} */
  #socket;
  #opened = false;
  #codeShown = false;
  #attempt = 0;
  /** @type {NodeJS.Timeout | undefined} */
  #timer;
  /** @type {Status} */
  #status;

  /**
   * @param {object} parts
   * @param {import('../store/auth-state.js').AuthState} parts.auth
   * @param {() => Socket} parts.makeSocket
   * @param {(socket: Socket) => void} parts.opened told when messages flow
   * @param {(code: string) => void} parts.qr told of each QR code
   * @param {(meaning: import('./disconnects.js').Meaning) => Promise<void>} parts.ended told what an end means, before the next attempt
   * @param {(status: Status) => void} parts.changed
   * @param {import('../log.js').Log} parts.log
   * @param {Status} status
   */
  constructor(parts, status) {
    this.#parts = parts;
    this.#status = status;
  }

  get status() {
    return this.#status;
  }

  /** The socket that messages flow on; undefined while there is none. */
  get open() {
    return this.#status.state === 'connected' ? this.#socket : undefined;
  }

  /** The socket of the attempt that is under way, open or not. */
  get current() {
    return this.#socket;
  }

  /** Drops what there is and connects anew. */
  start() {
    this.#drop();
    this.#attempt = 0;
    this.#connect();
  }

  /**
   * Ends it for good.
   *
   * @param {State} state
   * @param {string | null} [cause]
   * @param {(socket: Socket) => Promise<void>} [farewell] what is said to WhatsApp before
   */
  async stop(state = 'disconnected', cause = null, farewell) {
    const closing = this.#drop(farewell);
    this.show(state, cause);
    await Promise.race([closing, pause(closePatience)]);
  }

  /**
   * Makes it anew because it is of no use any more, though it looks open.
   *
   * @param {string} cause
   */
  renew(cause) {
    this.#drop();
    this.show('connecting', cause);
    this.#later();
  }

  /** The state while a code waits for the phone. */
  codeShown() {
    this.#codeShown = true;
    this.show('linking', null);
  }

  #connect() {
    this.#opened = false;
    this.#codeShown = false;
    this.show('connecting', this.#status.state === 'connecting' ? this.#status.cause : null);
    try {
      const socket = this.#parts.makeSocket();
      this.#socket = socket;
      socket.ev.on('connection.update', update => {
        if (this.#socket === socket) {
          this.#update(socket, update);
        }
      });
    } catch (error) {
      this.#parts.log.warn(`cannot connect: ${describe(error)}`);
      const refused = error instanceof ProxyRefusedError;
      void this.#ended({ cause: refused ? 'proxy_refused' : 'connect_failure', again: this.#parts.auth.linked ? 'later' : 'never' });
    }
  }

  /**
   * @param {Socket} socket
   * @param {Partial<import('baileys').ConnectionState>} update
   */
  #update(socket, { connection, qr, lastDisconnect }) {
    if (qr) {
      this.codeShown();
      this.#parts.qr(qr);
    }

    if (connection === 'open') {
      this.#opened = true;
      this.#attempt = 0;
      this.show('connected', null);
      this.#parts.opened(socket);
    } else if (connection === 'close') {
      this.#socket = undefined;
      void this.#ended(this.#meaning(/** @type {any} */ (lastDisconnect?.error)));
    }
  }

  /** @param {any} error */
  #meaning(error) {
    if (error?.data instanceof ProxyRefusedError || error?.data?.cause instanceof ProxyRefusedError) {
      return { cause: 'proxy_refused', again: this.#parts.auth.linked ? /** @type {const} */ ('later') : /** @type {const} */ ('never') };
    }

    const code = error?.output?.statusCode;
    this.#parts.log.info(`connection ended with ${code ?? 'no code'}: ${describe(error)}`);
    return meaningOf(code, { linked: this.#parts.auth.linked, opened: this.#opened, codeShown: this.#codeShown });
  }

  /** @param {import('./disconnects.js').Meaning} meaning */
  async #ended(meaning) {
    await this.#parts.ended(meaning);
    if (this.#socket || this.#timer) {
      // Somebody has started it anew meanwhile.
      return;
    }

    if (meaning.again === 'never') {
      this.show(meaning.unlinked ? 'loggedOut' : 'disconnected', meaning.cause);
    } else if (meaning.again === 'now') {
      this.#connect();
    } else {
      this.show('connecting', meaning.cause);
      this.#later();
    }
  }

  #later() {
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      this.#connect();
    }, pauseBefore(this.#attempt++, Math.random()));
  }

  /** @param {(socket: Socket) => Promise<void>} [farewell] */
  async #drop(farewell) {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const socket = this.#socket;
    this.#socket = undefined;
    try {
      if (socket && this.#opened) {
        await farewell?.(socket);
      }

      await socket?.end(undefined);
    } catch (error) {
      this.#parts.log.debug(`the end of a connection failed: ${describe(error)}`);
    }
  }

  /**
   * Sets the status, and tells it when it is another one.
   *
   * @param {State} state
   * @param {string | null} cause
   */
  show(state, cause) {
    const status = { state, cause, self: this.#parts.auth.self };
    const { state: oldState, cause: oldCause, self: oldSelf } = this.#status;
    this.#status = status;
    if (state !== oldState || cause !== oldCause || status.self !== oldSelf) {
      this.#parts.changed(status);
    }
  }
}
