import { createHash } from 'node:crypto';
import { jidNormalizedUser } from 'baileys';
import { describe } from '../masking.js';

/** @typedef {import('./connection.js').Socket} Socket */
/** @typedef {import('./session.js').Settings} Settings */

const rememberedCalls = 500;

/** What a session does by itself, as its owner chose: presence, read receipts, rejected calls. */
export class Behaviour {
  #socket;
  #settings;
  #sender;
  #ringing;
  #log;
  /** @type {Set<string>} */
  #calls = new Set();

  /**
   * @param {() => Socket | undefined} socket the open one
   * @param {() => Settings} settings
   * @param {import('./sender.js').Sender} sender
   * @param {import('../journal/calls.js').Calls} ringing
   * @param {import('../log.js').Log} log
   */
  constructor(socket, settings, sender, ringing, log) {
    this.#socket = socket;
    this.#settings = settings;
    this.#sender = sender;
    this.#ringing = ringing;
    this.#log = log;
  }

  /** Shows the number as online or not. */
  async apply(socket = this.#socket()) {
    await this.#try('presence', async () => {
      await socket?.sendPresenceUpdate(this.#settings().keepOnline ? 'available' : 'unavailable');
    });
  }

  /**
   * The gateway has stored these events: now their senders may be told that they were read.
   *
   * @param {any[]} events
   */
  async stored(events) {
    const keys = events
      .filter(event => event.kind === 'message' && event.content.kind !== 'undecryptable' && !event.fromMe && !event.isStatus)
      .map(event => ({ remoteJid: event.chat, id: event.id, ...(event.chat.endsWith('@g.us') ? { participant: event.sender } : {}) }));
    if (this.#settings().autoReadMessages && keys.length > 0) {
      await this.#try('read receipts', async () => {
        await this.#socket()?.readMessages(keys);
      });
    }
  }

  /** @param {Socket} socket */
  listenOn(socket) {
    socket.ev.on('call', calls => {
      for (const call of calls) {
        if (call.status === 'offer' && this.#settings().autoRejectCalls) {
          void this.#reject(socket, call);
        }
      }
    });
  }

  /**
   * @param {Socket} socket
   * @param {import('baileys').WACallEvent} call
   */
  async #reject(socket, call) {
    if (this.#calls.has(call.id)) {
      return;
    }

    if (this.#calls.size >= rememberedCalls) {
      this.#calls.clear();
    }

    this.#calls.add(call.id);
    await this.#try('a call', async () => {
      // WhatsApp may take its time to answer this: the caller need not wait for it.
      const rejected = socket.rejectCall(call.id, call.from);
      await this.#ringing.rejected(call.id);
      const text = this.#settings().callRejectMessage;
      if (text && !call.isGroup) {
        // The id is made of the call's, so that an offer heard twice is answered once.
        const id = `3EB0${createHash('sha256').update(call.id).digest('hex').slice(0, 18).toUpperCase()}`;
        await Promise.all([rejected, this.#sender.send({ id, chat: jidNormalizedUser(call.from), content: { kind: 'text', text } })]);
      }

      await rejected;
    });
  }

  /**
   * @param {string} what
   * @param {() => Promise<void>} work
   */
  async #try(what, work) {
    try {
      await work();
    } catch (error) {
      this.#log.warn(`${what} could not be handled: ${describe(error)}`);
    }
  }
}
