import { Problem } from './problem.js';

const DIGITS = /^\d{5,20}$/;
const BASE64 = /^[A-Za-z0-9+/]+={0,2}$/;

/** The fields of a request, each checked as it is read. */
export class Fields {
  #values;

  /** @param {Record<string, unknown>} values */
  constructor(values) {
    this.#values = values;
  }

  /** @param {string} name */
  has(name) {
    return this.#values[name] !== undefined;
  }

  /** @param {string} name */
  isNull(name) {
    return this.#values[name] === null;
  }

  /**
   * @param {string} name
   * @returns {string}
   */
  text(name) {
    const value = this.#values[name];
    if (typeof value !== 'string' || value === '') {
      throw new Problem(400, `"${name}" must be a text.`);
    }
    return value;
  }

  /** @param {string} name */
  optionalText(name) {
    return this.has(name) ? this.text(name) : undefined;
  }

  /** @param {string} name */
  digits(name) {
    const value = this.text(name);
    if (!DIGITS.test(value)) {
      throw new Problem(400, `"${name}" must be 5 to 20 digits.`);
    }
    return value;
  }

  /** @param {string} name */
  optionalDigits(name) {
    return this.has(name) ? this.digits(name) : undefined;
  }

  /** @param {string} name */
  base64(name) {
    const value = this.text(name);
    if (!BASE64.test(value)) {
      throw new Problem(400, `"${name}" must be base64.`);
    }
    return Buffer.from(value, 'base64');
  }

  /**
   * @template {string} T
   * @param {string} name
   * @param {readonly T[]} choices
   * @param {T} [otherwise]
   * @returns {T}
   */
  choice(name, choices, otherwise) {
    if (otherwise !== undefined && !this.has(name)) {
      return otherwise;
    }
    const found = choices.find(choice => choice === this.#values[name]);
    if (!found) {
      throw new Problem(400, `"${name}" must be one of: ${choices.join(', ')}.`);
    }
    return found;
  }

  /**
   * @param {string} name
   * @param {number} otherwise
   * @param {number} [limit]
   */
  count(name, otherwise, limit = 100_000) {
    if (!this.has(name)) {
      return otherwise;
    }
    const value = Number(this.#values[name]);
    if (!Number.isInteger(value) || value < 0 || value > limit) {
      throw new Problem(400, `"${name}" must be a whole number from 0 to ${limit}.`);
    }
    return value;
  }

  /** @param {string} name */
  flag(name) {
    const value = this.#values[name] ?? false;
    if (typeof value !== 'boolean') {
      throw new Problem(400, `"${name}" must be true or false.`);
    }
    return value;
  }

  /**
   * @param {string} name
   * @returns {unknown[]}
   */
  list(name) {
    const value = this.#values[name];
    if (!Array.isArray(value)) {
      throw new Problem(400, `"${name}" must be a list.`);
    }
    return value;
  }

  /**
   * @param {string} name
   * @returns {Fields[]}
   */
  objects(name) {
    return this.list(name).map(value => {
      if (value === null || typeof value !== 'object') {
        throw new Problem(400, `"${name}" must be a list of objects.`);
      }
      return new Fields(/** @type {Record<string, unknown>} */ (value));
    });
  }

  /**
   * @param {string} name
   * @returns {Fields | undefined}
   */
  optionalObject(name) {
    const value = this.#values[name];
    if (value === undefined) {
      return undefined;
    }
    if (value === null || typeof value !== 'object' || Array.isArray(value)) {
      throw new Problem(400, `"${name}" must be an object.`);
    }
    return new Fields(/** @type {Record<string, unknown>} */ (value));
  }

  /**
   * @param {string} name
   * @returns {string[]} empty when it is missing
   */
  texts(name) {
    const values = this.has(name) ? this.list(name) : [];
    if (!values.every(value => typeof value === 'string' && value !== '')) {
      throw new Problem(400, `"${name}" must be a list of texts.`);
    }
    return /** @type {string[]} */ (values);
  }

  /** Everything as it came. */
  get values() {
    return this.#values;
  }
}
