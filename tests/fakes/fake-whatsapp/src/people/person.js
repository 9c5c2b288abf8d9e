import { Reader } from '../messages/reader.js';
import { Writer } from '../messages/writer.js';
import { lidJid, phoneJid } from '../wire/jids.js';
import { Acknowledgements } from './acknowledgements.js';
import { AddressBook } from './address-book.js';
import { Companion } from './companion.js';
import { SignalDevice } from './signal-device.js';

/** @typedef {import('./companion.js').CompanionKeys} CompanionKeys */
/** @typedef {'normal' | 'refuse' | 'stall' | 'banned' | 'outdated'} Reception */

/** A WhatsApp account with its phone. Only some phones of a test link devices, all can write and read. */
export class Person {
  #lastDevice = 0;

  device = new SignalDevice();
  /** @type {Map<number, Companion>} */
  companions = new Map();
  acknowledgements = new Acknowledgements();
  /** @type {Reception} */
  reception = 'normal';
  /** @type {import('../media/reupload.js').ReuploadMode} */
  reupload = 'answer';
  /** @type {import('../media/picture.js').Picture | undefined} */
  picture;
  /** @type {string | undefined} the name that WhatsApp shows for a business */
  businessName;
  about = '';
  /** @type {Record<string, string>} */
  privacy = { readreceipts: 'all', profile: 'all', status: 'all', online: 'all', last: 'all', groupadd: 'all', calladd: 'all' };
  /** @type {Set<string>} JIDs */
  blocked = new Set();
  /** @type {{index: string[], action: object}[]} what linked devices changed of chats and settings */
  settings = [];
  /** @type {string[]} other ways to write the number, which WhatsApp knows */
  variants = [];
  /** @type {Set<Person>} with whom messages have been exchanged */
  acquaintances = new Set();
  reader = new Reader(this);
  writer = new Writer(this);
  addressBook = new AddressBook(this);

  /**
   * @param {string} number
   * @param {string | null} lid null: not known to anyone yet
   * @param {string | undefined} name
   */
  constructor(number, lid, name) {
    this.number = number;
    this.lid = lid;
    this.name = name;
  }

  /**
   * The account's address. One whose LID is unknown is always addressed by number.
   * @param {import('../wire/jids.js').Addressing} addressing
   */
  jid(addressing) {
    return addressing === 'lid' && this.lid ? lidJid(this.lid) : phoneJid(this.number);
  }

  /**
   * The account's address in the other addressing, for the attributes that carry both.
   * @param {import('../wire/jids.js').Addressing} addressing
   */
  alternateJid(addressing) {
    return addressing === 'lid' ? phoneJid(this.number) : this.lid ? lidJid(this.lid) : undefined;
  }

  nextDevice() {
    return ++this.#lastDevice;
  }

  /**
   * @param {number} id
   * @param {CompanionKeys} keys
   */
  addCompanion(id, keys) {
    if (!this.lid) {
      throw new Error('only an account with a LID links devices');
    }
    const companion = new Companion(/** @type {Person & { lid: string }} */ (this), id, keys);
    this.companions.set(id, companion);
    return companion;
  }
}
