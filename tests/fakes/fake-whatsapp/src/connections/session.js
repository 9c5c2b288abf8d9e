import { jidNormalizedUser, S_WHATSAPP_NET } from 'baileys';
import { complain } from '../diagnostics.js';
import { answerIq } from '../iq/answer.js';
import { uploadAgain } from '../media/reupload.js';
import { deliver } from '../messages/delivery.js';
import { resendFor } from '../messages/retries.js';
import { sendBootstrap } from '../messages/history.js';
import { child, children, firstChild, node, timestamp } from '../wire/nodes.js';

/** @typedef {import('baileys').BinaryNode} BinaryNode */
/** @typedef {import('./connection.js').Connection} Connection */
/** @typedef {import('./connection.js').Role} Role */

const REMEMBERED_CHAT_STATES = 200;

/**
 * A linked device that is logged in.
 * @implements {Role}
 */
export class Session {
  #connection;
  #active = false;
  /** @type {Record<string, (stanza: BinaryNode) => void | Promise<void>>} */
  #handlers = {
    iq: stanza => this.#iq(stanza),
    message: stanza => this.#message(stanza),
    receipt: stanza => this.#receipt(stanza),
    ack: stanza => this.companion.mailbox.settle(stanza.attrs.class, stanza.attrs.id),
    presence: stanza => this.#presence(stanza),
    chatstate: stanza => this.#chatState(stanza),
    call: stanza => this.#call(stanza),
    ib: () => {}
  };

  /**
   * @param {import('../world.js').World} world
   * @param {import('../people/companion.js').Companion} companion
   * @param {Connection} connection
   */
  constructor(world, companion, connection) {
    this.world = world;
    this.companion = companion;
    this.#connection = connection;
  }

  get #stalled() {
    return this.companion.person.reception === 'stall';
  }

  begin() {
    const { companion } = this;
    companion.session?.end(conflict('replaced'));
    companion.session = this;
    companion.logins++;
    companion.presence = null;
    this.send(node('success', { t: timestamp(), lid: companion.lidJid, display_name: companion.person.name }));
  }

  /** @param {BinaryNode} stanza */
  async receive(stanza) {
    if (this.#stalled) {
      return;
    }
    const handle = this.#handlers[stanza.tag];
    if (!handle) {
      complain(`no use for a stanza <${stanza.tag}>`);
      return;
    }
    try {
      await handle(stanza);
    } catch (error) {
      complain(`<${stanza.tag}> failed: ${error instanceof Error ? error.stack : error}`);
    }
  }

  closed() {
    if (this.companion.session === this) {
      this.companion.session = undefined;
      this.companion.presence = null;
      this.companion.mailbox.close();
    }
  }

  /** The client is ready: it gets what was kept for it. */
  activate() {
    if (this.#active) {
      return;
    }
    this.#active = true;
    const { companion } = this;
    const count = companion.mailbox.open(companion.logins, stanza => this.send(stanza));
    this.send(node('ib', { from: S_WHATSAPP_NET }, [node('offline', { count: String(count) })]));
    if (companion.logins === 1) {
      sendBootstrap(companion).then(() => companion.person.addressBook.shareKey(companion)).catch(error => complain(`no history: ${error}`));
    }
  }

  pause() {
    this.companion.mailbox.pause();
  }

  resume() {
    if (this.#active) {
      this.companion.mailbox.resume(stanza => this.send(stanza));
    }
  }

  /** @param {BinaryNode} stanza */
  send(stanza) {
    if (!this.#stalled) {
      this.#connection.send(stanza);
    }
  }

  /** @param {BinaryNode} farewell */
  end(farewell) {
    this.send(farewell);
    this.#connection.close();
    this.closed();
  }

  drop() {
    this.#connection.drop();
    this.closed();
  }

  /** @param {BinaryNode} stanza */
  #iq(stanza) {
    const answer = answerIq(this, stanza);
    if (answer) {
      this.send(answer);
    }
    if (stanza.attrs.xmlns === 'passive' && child(stanza, 'active')) {
      this.activate();
    }
  }

  /** @param {BinaryNode} stanza */
  async #message(stanza) {
    const { id, to } = stanza.attrs;
    const { mode, code } = this.companion.person.acknowledgements.next();
    if (mode === 'drop') {
      this.drop();
      return;
    }
    const error = mode === 'refuse' ? code : await deliver(this.world, this.companion, stanza);
    if (mode !== 'withhold') {
      this.send(node('ack', {
        class: 'message', id, from: to, participant: stanza.attrs.participant, t: timestamp(),
        error: error === undefined ? undefined : String(error)
      }));
    }
  }

  /** @param {BinaryNode} stanza */
  async #receipt(stanza) {
    const { id, type, to, participant, recipient } = stanza.attrs;
    const { companion, world } = this;
    const ids = [id, ...children(child(stanza, 'list'), 'item').map(item => item.attrs.id)];
    for (const one of ids) {
      world.addReceipt({
        number: companion.person.number, id: one, type: type ?? '', chat: recipient ?? to, participant, at: new Date(),
        connection: companion.logins, device: companion.id
      });
      if (type !== 'retry' && type !== 'server-error') {
        companion.mailbox.settle('message', one);
      }
    }
    this.send(node('ack', { class: 'receipt', id, from: to, participant, type, t: timestamp() }));
    if (type === 'retry') {
      await resendFor(world, companion, stanza);
    } else if (type === 'server-error') {
      uploadAgain(world, companion, stanza);
    }
  }

  /** @param {BinaryNode} stanza */
  #presence({ attrs: { type } }) {
    if (type === 'available' || type === 'unavailable') {
      this.companion.presence = type;
    }
  }

  /** @param {BinaryNode} stanza */
  #chatState(stanza) {
    const { chatStates } = this.companion;
    const first = firstChild(stanza);
    const state = first?.attrs.media === 'audio' ? 'recording' : first?.tag ?? '';
    chatStates.push({ to: stanza.attrs.to, state, at: new Date().toISOString() });
    if (chatStates.length > REMEMBERED_CHAT_STATES) {
      chatStates.shift();
    }
  }

  /** @param {BinaryNode} stanza */
  #call(stanza) {
    const { id, to } = stanza.attrs;
    const what = firstChild(stanza);
    const call = this.world.calls.get(what?.attrs['call-id'] ?? '');
    if (call && what?.tag === 'reject' && this.world.people.find(to)?.number === call.from) {
      call.rejectedAt = new Date();
    }
    this.send(node('ack', { class: 'call', id, from: jidNormalizedUser(to), type: what?.tag, t: timestamp() }));
  }
}

/** @param {'replaced' | 'device_removed'} type */
export function conflict(type) {
  const code = type === 'device_removed' ? '401' : undefined;
  return node('stream:error', { code }, [node('conflict', { type })]);
}
