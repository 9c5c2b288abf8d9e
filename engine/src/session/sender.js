import { jidDecode, jidNormalizedUser, proto } from 'baileys';
import { passFaultPoint } from '../fault-point.js';
import { describe } from '../masking.js';
import { secretOfSent } from '../journal/secrets.js';
import { meOf } from '../journal/stanza.js';
import { NoMediaHosts } from '../media/upload.js';
import { sentKey } from '../store/keys.js';
import { besides, compose, isSendable, NoMembers } from './compose.js';
import { resultOf, resultOfFailure, resultOfUpload } from './results.js';

const usualDeadline = 30_000;
const keptDays = 14;
const day = 24 * 60 * 60 * 1000;
const stalledAfter = 2;
const status = 'status@broadcast';

/** @typedef {import('./results.js').Result} Result */
/** @typedef {import('./connection.js').Socket} Socket */
/** @typedef {import('./compose.js').Message} Message */
/** @typedef {{content: proto.Message, audience?: string[]}} Prepared what is sent, and of a status to whom */

/** Sends, and knows what became of it: done only when WhatsApp's server has acknowledged. */
export class Sender {
  #store;
  #socket;
  #stalled;
  #log;
  #deadline;
  /** @type {Map<string, Promise<Result>>} */
  #underWay = new Map();
  /** @type {Map<string, (result: Result) => void>} */
  #pending = new Map();
  #silent = 0;

  /**
   * @param {import('../store/session-store.js').SessionStore} store
   * @param {() => Socket | undefined} socket the open one
   * @param {() => void} stalled told when sends are no longer answered on an open connection
   * @param {import('../log.js').Log} log
   * @param {number} [deadline] in milliseconds
   */
  constructor(store, socket, stalled, log, deadline = usualDeadline) {
    this.#store = store;
    this.#socket = socket;
    this.#stalled = stalled;
    this.#log = log;
    this.#deadline = deadline;
  }

  /**
   * Sends a message, or what was stored under its id by an earlier attempt. An attempt that is still under way answers both.
   *
   * @param {Message} message
   * @returns {Promise<Result>}
   */
  send(message) {
    const underWay = this.#underWay.get(message.id);
    if (underWay) {
      return underWay;
    }

    const sending = this.#send(message).finally(() => this.#underWay.delete(message.id));
    this.#underWay.set(message.id, sending);
    return sending;
  }

  /**
   * What was sent under an id, for a phone that could not read it and asks again.
   *
   * @param {string | null | undefined} id
   */
  async stored(id) {
    return (await this.#prepared(id))?.content;
  }

  /** @param {Socket} socket */
  listenOn(socket) {
    socket.ws.on('CB:ack,class:message', (/** @type {import('baileys').BinaryNode} */ { attrs }) => {
      this.#silent = 0;
      passFaultPoint('send-acknowledged');
      this.#pending.get(attrs.id ?? '')?.(resultOf(attrs));
    });
  }

  /** The connection is gone: what was under way may have been sent or not. */
  disconnected() {
    this.#silent = 0;
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
   * @param {string | null | undefined} id
   * @returns {Promise<Prepared | undefined>}
   */
  async #prepared(id) {
    const sent = id ? await this.#store.get(sentKey(id)) : undefined;
    return sent ? { content: proto.Message.decode(sent.content), audience: sent.audience } : undefined;
  }

  /**
   * @param {Message} message
   * @returns {Promise<Result>}
   */
  async #send(message) {
    const { id, chat } = message;
    if (!jidDecode(chat)?.user) {
      return { kind: 'refused', code: 400, reason: 'This is not an address of WhatsApp.' };
    }

    if (!isSendable(message)) {
      return { kind: 'refused', code: 400, reason: 'This kind of message cannot be sent.' };
    }

    const composing = this.#socket();
    const prepared = (await this.#prepared(id)) ?? (composing && (await this.#prepare(composing, message)));
    if (prepared && 'kind' in prepared) {
      return prepared;
    }

    const socket = this.#socket();
    return socket && prepared ? this.#relay(socket, id, chat, prepared) : { kind: 'notConnected' };
  }

  /**
   * What is sent is on the disk before: whoever repeats it sends the same, with the same upload.
   *
   * @param {Socket} socket
   * @param {Message} message
   * @returns {Promise<Prepared | Result>}
   */
  async #prepare(socket, message) {
    /** @type {proto.IMessage} */
    let fresh;
    try {
      fresh = await compose(socket, message);
    } catch (error) {
      return this.#unprepared(error);
    }

    const { id, chat, statusAudience } = message;
    const audience = chat === status ? statusAudience ?? [] : undefined;
    const content = proto.Message.encode(proto.Message.fromObject(fresh)).finish();
    const sent = proto.Message.decode(content);
    await this.#store.set({ [sentKey(id)]: { content: Buffer.from(content), chat, audience, at: Date.now() }, ...secretOfSent(id, sent, meOf(socket.authState.creds)) });
    passFaultPoint('send-stored');
    return { content: sent, audience };
  }

  /**
   * @param {unknown} error
   * @returns {Result}
   */
  #unprepared(error) {
    this.#log.warn(`a message could not be made: ${describe(error)}`);
    if (error instanceof NoMediaHosts) {
      this.#missed();
    }

    return error instanceof NoMembers ? resultOfFailure(error.cause) : resultOfUpload(error);
  }

  /**
   * @param {Socket} socket
   * @param {string} id
   * @param {string} chat
   * @param {Prepared} prepared
   * @returns {Promise<Result>}
   */
  #relay(socket, id, chat, { content, audience }) {
    const { attributes: additionalAttributes, nodes: additionalNodes } = besides(content);
    return new Promise(resolve => {
      const settle = (/** @type {Result} */ result) => {
        clearTimeout(timer);
        this.#pending.delete(id);
        resolve(result);
      };
      const timer = setTimeout(() => {
        settle({ kind: 'uncertain', reason: 'WhatsApp did not acknowledge the message in time.' });
        this.#missed();
      }, this.#deadline);
      this.#pending.set(id, settle);
      const relayed = socket.relayMessage(chat, content, { messageId: id, additionalAttributes, additionalNodes, ...(audience ? { statusJidList: withOwn(socket, audience) } : {}) });
      relayed.then(
        () => passFaultPoint('send-relayed'),
        error => {
          this.#log.warn(`a send failed: ${describe(error)}`);
          if (this.#pending.get(id) === settle) {
            settle(resultOfFailure(error));
          }
        },
      );
    });
  }

  // Sending can go silent while receiving works.
  #missed() {
    if (++this.#silent >= stalledAfter) {
      this.#silent = 0;
      this.#stalled();
    }
  }
}

/**
 * The own phone shows a status too.
 *
 * @param {Socket} socket
 * @param {string[]} audience
 */
const withOwn = (socket, audience) => [...new Set([...audience, jidNormalizedUser(socket.authState.creds.me?.id)])];
