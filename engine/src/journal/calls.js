import { areJidsSameUser } from 'baileys';
import { address, id, line, time, told } from '../content/values.js';
import { callKey, under } from '../store/keys.js';

/** @typedef {import('baileys').BinaryNode} BinaryNode */
/** @typedef {{id: string, chat: string, sender: string, alias?: string, name?: string, isVideo: boolean, at: number}} Call */
/** @typedef {'missed' | 'rejected'} Outcome */

const day = 24 * 60 * 60 * 1000;
const mostTold = 500;

/** The calls that ring: each is told once, when it has ended without an answer. They are on the disk, since a call may end in another process. */
export class Calls {
  #journal;
  #store;
  #journaled;
  /** @type {Map<string, Call>} */
  #ringing = new Map();
  /** @type {Set<string>} */
  #told = new Set();

  /**
   * @param {import('./journal.js').Journal} journal
   * @param {import('../store/session-store.js').SessionStore} store
   * @param {() => void} journaled
   */
  constructor(journal, store, journaled) {
    this.#journal = journal;
    this.#store = store;
    this.#journaled = journaled;
  }

  /** Remembers what rang when an earlier process ended. */
  async load() {
    const kept = await this.#store.range(under('call:'));
    kept.forEach(([, call]) => this.#ringing.set(call.id, call));
  }

  /** Forgets calls whose end was never told. */
  prune() {
    const oldest = Date.now() - day;
    return this.#store.prune('call:', call => call.at > oldest);
  }

  /**
   * @param {BinaryNode} stanza
   * @param {import('./stanza.js').Me} me
   */
  async take(stanza, me) {
    const child = Array.isArray(stanza.content) ? stanza.content[0] : undefined;
    const name = id(child?.attrs['call-id']);
    if (!child || !name || this.#told.has(name)) {
      return;
    }

    const rings = this.#ringing.get(name);
    const call = rings ?? callOf(stanza, child, name, me);
    switch (child.tag) {
      case 'offer':
      case 'offer_notice':
        return this.#ring(call);
      case 'accept':
        return this.#end(call);
      case 'reject':
        return this.#end(call, 'rejected');
      case 'timeout':
        return this.#end(call, 'missed');
      case 'terminate':
        // One that did not ring here may have been answered before this process began.
        return rings || stanza.attrs.offline || child.attrs.reason ? this.#end(call, outcomeOf(child.attrs.reason)) : undefined;
      default:
    }
  }

  /**
   * This session has turned a call away by itself.
   *
   * @param {string} name
   */
  async rejected(name) {
    await this.#end(this.#ringing.get(name), 'rejected');
  }

  /** @param {Call | undefined} call */
  async #ring(call) {
    if (call && !this.#ringing.has(call.id)) {
      this.#ringing.set(call.id, call);
      await this.#store.set({ [callKey(call.id)]: call });
    }
  }

  /**
   * @param {Call | undefined} call
   * @param {Outcome} [outcome]
   */
  async #end(call, outcome) {
    if (!call || this.#told.has(call.id)) {
      return;
    }

    if (this.#told.size >= mostTold) {
      this.#told.clear();
    }

    this.#told.add(call.id);
    this.#ringing.delete(call.id);
    await this.#journal.append(outcome ? [{ kind: 'call', call, outcome }] : [], { [callKey(call.id)]: undefined });
    this.#journaled();
  }
}

/** @param {{call: Call, outcome: Outcome}} entry */
export function callEvent({ call: { id: name, chat, sender, alias, name: senderName, isVideo, at }, outcome }) {
  return {
    kind: 'call',
    chat,
    ...told({ chatAlias: chat === sender ? alias : undefined }),
    id: name,
    sender,
    ...told({ senderAlias: alias, senderName }),
    fromMe: false,
    sentAt: at,
    outcome,
    isVideo,
  };
}

/**
 * @param {string | undefined} reason
 * @returns {Outcome | undefined} undefined when somebody answered
 */
function outcomeOf(reason = '') {
  return reason.includes('accept') ? undefined : reason.includes('reject') ? 'rejected' : 'missed';
}

/**
 * @param {BinaryNode} stanza
 * @param {BinaryNode} child
 * @param {string} name
 * @param {import('./stanza.js').Me} me
 * @returns {Call | undefined} undefined for a call of our own, and for what makes no sense
 */
function callOf({ attrs }, child, name, me) {
  const creator = child.attrs['call-creator'] || child.attrs.from || attrs.from || '';
  const sender = address(creator);
  if (!sender || areJidsSameUser(creator, me.id) || areJidsSameUser(creator, me.lid)) {
    return undefined;
  }

  const isVideo = Array.isArray(child.content) && child.content.some(({ tag }) => tag === 'video');
  return {
    id: name,
    chat: address(child.attrs['group-jid']) ?? sender,
    sender,
    ...told({ alias: address(sender.endsWith('@lid') ? child.attrs.caller_pn : child.attrs.caller_lid), name: line(attrs.notify) }),
    isVideo,
    at: time(attrs.t) ?? Date.now(),
  };
}
