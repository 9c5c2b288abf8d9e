import { setTimeout as pause } from 'node:timers/promises';
import { describe } from '../masking.js';
import { meaningOf, pauseBefore, steadyAfter } from './disconnects.js';
import { isRefusal } from './proxy.js';

/** @typedef {ReturnType<typeof import('baileys').makeWASocket>} Socket */
/** @typedef {'disconnected' | 'connecting' | 'linking' | 'connected' | 'loggedOut'} State */
/** @typedef {{state: State, cause: string | null, self: string | null}} Status */

const closePatience = 4_000;

/**
 * The one connection of a session: made, lost, made again. Whoever stops it has the last word: an attempt that is overtaken ends quietly.
 */
export class Connection {
  #parts;
  /** @type {Socket | undefined} */
  #socket;
  #openedAt = 0;
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
   * @param {() => void} parts.gone told when they no longer do, whoever ended it
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
    void this.#drop();
    this.#attempt = 0;
    this.#connect();
  }

  /**
   * Ends it for good.
   *
   * @param {State} state
   * @param {string | null} [cause]
   * @param {(socket: Socket) => Promise<unknown>} [farewell] what is said to WhatsApp before, when messages flow
   */
  async stop(state = 'disconnected', cause = null, farewell) {
    const closing = this.#drop(this.open ? farewell : undefined);
    this.show(state, cause);
    await Promise.race([closing, pause(closePatience, undefined, { ref: false })]);
  }

  /**
   * Makes it anew because it is of no use any more, though it looks open.
   *
   * @param {string} cause
   */
  renew(cause) {
    void this.#drop();
    this.show('connecting', cause);
    this.#later();
  }

  #connect() {
    this.#openedAt = 0;
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
      void this.#ended(isRefusal(error) ? this.#refused() : { cause: 'connect_failure', again: this.#parts.auth.linked ? 'later' : 'never' });
    }
  }

  /**
   * @param {Socket} socket
   * @param {Partial<import('baileys').ConnectionState>} update
   */
  #update(socket, { connection, qr, lastDisconnect }) {
    if (qr) {
      this.#codeShown = true;
      this.show('linking', null);
      this.#parts.qr(qr);
    }

    if (connection === 'open') {
      this.#openedAt = Date.now();
      this.show('connected', null);
      this.#parts.opened(socket);
    } else if (connection === 'close') {
      this.#socket = undefined;
      this.#parts.gone();
      void this.#ended(this.#meaning(/** @type {any} */ (lastDisconnect?.error)));
    }
  }

  /** @returns {import('./disconnects.js').Meaning} */
  #refused() {
    return { cause: 'proxy_refused', again: this.#parts.auth.linked ? 'later' : 'never' };
  }

  /** @param {any} error */
  #meaning(error) {
    const code = error?.output?.statusCode;
    this.#parts.log.info(`connection ended with ${code ?? 'no code'}: ${describe(error)}`);
    return isRefusal(error)
      ? this.#refused()
      : meaningOf(code, { linked: this.#parts.auth.linked, opened: this.#openedAt > 0, codeShown: this.#codeShown });
  }

  /** @param {import('./disconnects.js').Meaning} meaning */
  async #ended(meaning) {
    try {
      await this.#parts.ended(meaning);
    } catch (error) {
      // What it means must take effect all the same.
      this.#parts.log.error(`the end of a connection could not be written down: ${describe(error)}`);
    }

    if (this.#socket || this.#timer || ['disconnected', 'loggedOut'].includes(this.#status.state)) {
      // Somebody has started it anew or stopped it meanwhile.
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
    // Only a connection that held starts the pauses from the first: one that opens and breaks at once is no reason to hurry.
    if (this.#openedAt > 0 && Date.now() - this.#openedAt > steadyAfter) {
      this.#attempt = 0;
    }

    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      this.#connect();
    }, pauseBefore(this.#attempt++, Math.random()));
  }

  /** @param {(socket: Socket) => Promise<unknown>} [farewell] */
  async #drop(farewell) {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const socket = this.#socket;
    if (!socket) {
      return;
    }

    this.#socket = undefined;
    this.#parts.gone();
    try {
      await farewell?.(socket);
    } catch (error) {
      this.#parts.log.warn(`WhatsApp did not hear the farewell: ${describe(error)}`);
    }

    try {
      await socket.end(undefined);
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
