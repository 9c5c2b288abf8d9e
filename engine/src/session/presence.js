import { address, id, list } from '../content/values.js';
import { describe } from '../masking.js';

/** @typedef {import('./connection.js').Socket} Socket */

const rememberedChats = 1000;
const states = new Set(['composing', 'recording', 'paused']);
const mostMessages = 1000;

/** Who types and who has read, in both directions. None of it is worth an error. */
export class Presence {
  #socket;
  #log;
  /** @type {Set<string>} */
  #watched = new Set();

  /**
   * @param {() => Socket | undefined} socket the open one
   * @param {import('../log.js').Log} log
   */
  constructor(socket, log) {
    this.#socket = socket;
    this.#log = log;
  }

  /** The connection is a new one: WhatsApp has forgotten whose typing it is to tell. */
  clear() {
    this.#watched.clear();
  }

  /**
   * Asks WhatsApp to tell when somebody types in a chat.
   *
   * @param {string} chat
   */
  async watch(chat) {
    const socket = this.#socket();
    if (!socket || this.#watched.has(chat) || !/@(s\.whatsapp\.net|lid)$/.test(chat)) {
      return;
    }

    if (this.#watched.size >= rememberedChats) {
      this.#watched.clear();
    }

    this.#watched.add(chat);
    await this.#try('a presence', () => socket.presenceSubscribe(chat));
  }

  /**
   * @param {string} chat
   * @param {'composing' | 'recording' | 'paused'} state
   */
  async type(chat, state) {
    const socket = this.#socket();
    if (socket && address(chat) && states.has(state)) {
      await this.watch(chat);
      await this.#try('typing', () => socket.sendPresenceUpdate(state, chat));
    }
  }

  /**
   * Tells the writers of messages that these were read.
   *
   * @param {string} chat
   * @param {{id: string, participant?: string | null}[]} messages
   * @returns {Promise<boolean>} whether it was handed to WhatsApp
   */
  async read(chat, messages) {
    const socket = this.#socket();
    const keys = list(messages, mostMessages).flatMap(message => (id(message.id) ? [{ remoteJid: chat, id: message.id, ...(message.participant ? { participant: message.participant } : {}) }] : []));
    if (!socket || !address(chat) || keys.length === 0) {
      return false;
    }

    return this.#try('read receipts', () => socket.readMessages(keys));
  }

  /**
   * @param {string} what
   * @param {() => Promise<unknown>} work
   */
  async #try(what, work) {
    try {
      await work();
      return true;
    } catch (error) {
      this.#log.warn(`${what} could not be told: ${describe(error)}`);
      return false;
    }
  }
}
