import { jidDecode } from 'baileys';
import { deviceOf } from '../wire/jids.js';
import { Person } from './person.js';

const FIRST_LID = 200_000_000_000_000;

/** Everybody that the server knows, by number and by LID. */
export class People {
  /** @type {Map<string, Person>} */
  #byNumber = new Map();
  /** @type {Map<string, Person>} */
  #byLid = new Map();
  #generated = 0;

  /**
   * @param {string} number
   * @param {string | null} [lid] undefined: a new one is made up
   * @param {string} [name]
   */
  add(number, lid, name) {
    const person = new Person(number, lid === undefined ? this.#newLid() : lid, name);
    this.#byNumber.set(number, person);
    if (person.lid) {
      this.#byLid.set(person.lid, person);
    }
    return person;
  }

  /** @param {string} number */
  byNumber(number) {
    return this.#byNumber.get(number);
  }

  /**
   * @param {string} number as somebody may write it
   * @returns {Person | undefined}
   */
  byVariant(number) {
    return this.byNumber(number) ?? [...this].find(({ variants }) => variants.includes(number));
  }

  /** @param {string} lid */
  byLid(lid) {
    return this.#byLid.get(lid);
  }

  /** @param {string | undefined} jid of an account or of one of its devices */
  find(jid) {
    const decoded = jidDecode(jid);
    return decoded && (decoded.server === 'lid' ? this.#byLid : this.#byNumber).get(decoded.user);
  }

  /** @param {string | undefined} jid of a linked device */
  findCompanion(jid) {
    return this.find(jid)?.companions.get(deviceOf(jid));
  }

  /**
   * The former LID goes on leading to the person.
   * @param {Person} person
   * @param {string} lid
   */
  giveLid(person, lid) {
    person.lid = lid;
    this.#byLid.set(lid, person);
  }

  [Symbol.iterator]() {
    return this.#byNumber.values();
  }

  #newLid() {
    let lid;
    do {
      lid = String(FIRST_LID + ++this.#generated);
    } while (this.#byLid.has(lid));
    return lid;
  }
}
