import { areJidsSameUser, extractAddressingContext } from 'baileys';
import { address, line, told } from '../content/values.js';
import { notificationEntries } from '../journal/groups.js';
import { withoutContent } from '../journal/lost.js';
import { receiptEntries } from '../journal/receipts.js';
import { meOf } from '../journal/stanza.js';

/** @typedef {import('baileys').BinaryNode} BinaryNode */
/** @typedef {import('../journal/journal.js').Entry} Entry */
/** @typedef {import('./connection.js').Socket} Socket */

const rememberedNames = 1000;
const namesAtOnce = 500;

/**
 * Writes down what WhatsApp tells beside encrypted messages: receipts, calls, changes of groups, pictures and names. It hears of each stanza before
 * Baileys does, whose answer then waits for the disk.
 */
export class Intake {
  #parts;
  /** @type {Map<string, string>} */
  #names = new Map();

  /**
   * @param {object} parts
   * @param {import('../journal/journal.js').Journal} parts.journal
   * @param {import('../journal/calls.js').Calls} parts.calls
   * @param {() => void} parts.journaled
   * @param {(event: object) => void} parts.typing told of events that are not kept
   */
  constructor(parts) {
    this.#parts = parts;
  }

  /**
   * @param {Socket} socket
   * @param {(error: unknown) => void} unwritten told when something could not be written
   */
  listenOn({ ws, ev, authState }, unwritten) {
    const me = () => meOf(authState.creds);
    const heard = (/** @type {string} */ name, /** @type {(stanza: BinaryNode) => Promise<unknown> | void} */ take) =>
      ws.prependListener(name, (/** @type {BinaryNode} */ stanza) => void (async () => take(stanza))().catch(unwritten));
    heard('CB:receipt', stanza => this.#keep(receiptEntries(stanza, me())));
    heard('CB:notification', stanza => this.#keep(notificationEntries(stanza, me())));
    heard('CB:call', stanza => this.#parts.calls.take(stanza, me()));
    heard('CB:chatstate', stanza => this.#typing(stanza, me()));
    const names = (/** @type {any[]} */ contacts) => void this.#keepNames(contacts).catch(unwritten);
    // Baileys tells a push name with every message; those come with the message itself.
    const withoutPushNames = (/** @type {any[]} */ contacts) => names(contacts.map(contact => ({ ...contact, notify: undefined })));
    ev.on('contacts.upsert', withoutPushNames);
    ev.on('contacts.update', withoutPushNames);
    ev.on('messaging-history.set', ({ contacts }) => names(contacts));
  }

  /**
   * A message that comes without content; it has its turn among the others.
   *
   * @param {BinaryNode} stanza
   * @param {import('baileys').AuthenticationCreds} creds
   */
  message(stanza, creds) {
    const entry = withoutContent(stanza, meOf(creds));
    return this.#keep(entry ? [entry] : []);
  }

  /** @param {Entry[]} entries */
  async #keep(entries) {
    if (entries.length > 0) {
      await this.#parts.journal.append(entries);
      this.#parts.journaled();
    }
  }

  // A phone may have thousands, which come at once with its history.
  /** @param {any[]} contacts */
  async #keepNames(contacts) {
    for (let from = 0; from < contacts.length; from += namesAtOnce) {
      await this.#keep(contacts.slice(from, from + namesAtOnce).flatMap(contact => this.#contact(contact) ?? []));
    }
  }

  /**
   * @param {BinaryNode} stanza
   * @param {import('../journal/stanza.js').Me} me
   */
  #typing(stanza, me) {
    const { from, participant } = stanza.attrs;
    const child = Array.isArray(stanza.content) ? stanza.content[0] : undefined;
    const chat = address(from);
    const sender = address(participant || from);
    if (!chat || !sender || !child || areJidsSameUser(sender, me.id) || areJidsSameUser(sender, me.lid)) {
      return;
    }

    const state = child.tag === 'composing' ? (child.attrs.media === 'audio' ? 'recording' : 'composing') : 'paused';
    const alias = address(extractAddressingContext(stanza).senderAlt);
    this.#parts.typing({
      kind: 'typing', chat, ...told({ chatAlias: chat === sender ? alias : undefined }), sender, ...told({ senderAlias: alias }), fromMe: false, sentAt: Date.now(), state,
    });
  }

  /**
   * @param {any} contact
   * @returns {Entry | undefined}
   */
  #contact({ id, lid, phoneNumber, name, notify, verifiedName }) {
    const user = address(id);
    const others = [address(phoneNumber), address(lid)].filter(jid => jid && jid !== user);
    const names = told({ savedName: line(name), pushName: line(notify), businessName: line(verifiedName) });
    const said = JSON.stringify(names);
    if (!user || user.endsWith('@g.us') || said === '{}' || this.#names.get(user) === said) {
      return undefined;
    }

    if (this.#names.size >= rememberedNames) {
      this.#names.clear();
    }

    this.#names.set(user, said);
    return { kind: 'contact', user, ...told({ alias: others[0] }), ...names };
  }
}
