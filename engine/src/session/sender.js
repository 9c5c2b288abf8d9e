import { proto } from 'baileys';
import { describe } from '../masking.js';
import { sentKey } from '../store/keys.js';

const deadline = 30_000;
const keptDays = 14;
const day = 24 * 60 * 60 * 1000;
const stalledAfter = 2;

/** @typedef {{kind: 'accepted', at: number} | {kind: 'refused', code: number, reason: string} | {kind: 'uncertain', reason: string} | {kind: 'notConnected'}} Result */
/** @typedef {import('./connection.js').Socket} Socket */

/** @type {Record<number, string>} */
const reasons = {
  463: 'WhatsApp does not let this number start new chats at the moment. Wait until the customer writes, or until WhatsApp lifts the restriction.',
  475: 'WhatsApp does not let this number start new chats at the moment. Wait until the customer writes, or until WhatsApp lifts the restriction.',
  479: 'WhatsApp did not accept the form of the message.',
};

// The server's own trouble and its wish for fewer messages pass; every other refusal is about the message.
const passing = new Set([429, 500, 503]);

/** Sends, and knows what became of it: done only when WhatsApp's server has acknowledged. */
export class Sender {
  #store;
  #socket;
  #stalled;
  #log;
  /** @type {Map<string, (result: Result) => void>} */
  #pending = new Map();
  #silent = 0;

  /**
   * @param {import('../store/session-store.js').SessionStore} store
   * @param {() => Socket | undefined} socket the open one
   * @param {() => void} stalled told when sends are no longer answered on an open connection
   * @param {import('../log.js').Log} log
   */
  constructor(store, socket, stalled, log) {
    this.#store = store;
    this.#socket = socket;
    this.#stalled = stalled;
    this.#log = log;
  }

  /**
   * Sends a text, or what was stored under its id by an earlier attempt.
   *
   * @param {{id: string, chat: string, text: string}} message
   * @returns {Promise<Result>}
   */
  async send({ id, chat, text }) {
    if (!this.#socket()) {
      return { kind: 'notConnected' };
    }

    const content = await this.#contentOf(id, chat, { extendedTextMessage: { text } });
    const socket = this.#socket();
    if (!socket) {
      return { kind: 'notConnected' };
    }

    const result = await this.#relay(socket, id, chat, content);
    this.#watch(result);
    return result;
  }

  /**
   * What was sent under an id, for a phone that could not read it and asks again.
   *
   * @param {string | null | undefined} id
   */
  async stored(id) {
    const sent = id ? await this.#store.get(sentKey(id)) : undefined;
    return sent ? proto.Message.decode(sent.content) : undefined;
  }

  /** @param {Socket} socket */
  listenOn(socket) {
    socket.ws.on('CB:ack,class:message', (/** @type {import('baileys').BinaryNode} */ { attrs }) => {
      this.#pending.get(attrs.id ?? '')?.(resultOf(attrs));
    });
  }

  /** The connection is gone: what was under way may have been sent or not. */
  disconnected() {
    for (const settle of [...this.#pending.values()]) {
      settle({ kind: 'uncertain', reason: 'The connection ended before WhatsApp acknowledged the message.' });
    }
  }

  /** Forgets what no phone will ask for again. */
  async prune() {
    const oldest = Date.now() - keptDays * day;
    await this.#store.prune('sent:', sent => sent.at > oldest);
  }

  /**
   * @param {string} id
   * @param {string} chat
   * @param {proto.IMessage} fresh
   */
  async #contentOf(id, chat, fresh) {
    const sent = await this.stored(id);
    if (sent) {
      return sent;
    }

    const content = proto.Message.encode(proto.Message.fromObject(fresh)).finish();
    await this.#store.set({ [sentKey(id)]: { content: Buffer.from(content), chat, at: Date.now() } });
    return proto.Message.decode(content);
  }

  /**
   * @param {Socket} socket
   * @param {string} id
   * @param {string} chat
   * @param {proto.IMessage} content
   * @returns {Promise<Result>}
   */
  #relay(socket, id, chat, content) {
    return new Promise(resolve => {
      const settle = (/** @type {Result} */ result) => {
        clearTimeout(timer);
        if (this.#pending.get(id) === settle) {
          this.#pending.delete(id);
        }

        resolve(result);
      };
      const timer = setTimeout(() => settle({ kind: 'uncertain', reason: 'WhatsApp did not acknowledge the message in time.' }), deadline);
      this.#pending.set(id, settle);
      socket.relayMessage(chat, content, { messageId: id }).catch(error => {
        this.#log.warn(`a send failed: ${describe(error)}`);
        settle({ kind: 'uncertain', reason: 'The message could not be handed to WhatsApp.' });
      });
    });
  }

  // Sending can go silent while receiving works.
  /** @param {Result} result */
  #watch(result) {
    if (result.kind === 'accepted' || result.kind === 'refused') {
      this.#silent = 0;
    } else if (this.#socket() && ++this.#silent >= stalledAfter) {
      this.#silent = 0;
      this.#stalled();
    }
  }
}

/**
 * @param {Record<string, string | undefined>} attrs of the acknowledgement
 * @returns {Result}
 */
export function resultOf({ error, t }) {
  if (error === undefined) {
    return { kind: 'accepted', at: t ? Number(t) * 1000 : Date.now() };
  }

  const code = Number(error) || 0;
  return passing.has(code)
    ? { kind: 'uncertain', reason: `WhatsApp answered with error ${code}.` }
    : { kind: 'refused', code, reason: reasons[code] ?? `WhatsApp refused the message (error ${code}).` };
}
