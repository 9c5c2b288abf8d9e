/** @typedef {import('baileys').SignalKeyStoreWithTransaction} SignalKeyStoreWithTransaction */

/**
 * Signal keys in memory. A transaction just runs: a device takes one turn at a time anyway.
 * @implements {SignalKeyStoreWithTransaction}
 */
export class MemoryKeys {
  /** @type {Map<string, Map<string, any>>} */
  #types = new Map();

  /** @type {SignalKeyStoreWithTransaction['get']} */
  get = (type, ids) => {
    const values = this.#of(type);
    return Object.fromEntries(ids.filter(id => values.has(id)).map(id => [id, values.get(id)]));
  };

  /** @type {SignalKeyStoreWithTransaction['set']} */
  set = data => {
    for (const [type, changes] of Object.entries(data)) {
      const values = this.#of(type);
      for (const [id, value] of Object.entries(changes ?? {})) {
        if (value === null || value === undefined) {
          values.delete(id);
        } else {
          values.set(id, value);
        }
      }
    }
  };

  /** @type {SignalKeyStoreWithTransaction['isInTransaction']} */
  isInTransaction = () => false;

  /** @type {SignalKeyStoreWithTransaction['transaction']} */
  transaction = work => work();

  /** @param {string} type */
  #of(type) {
    let values = this.#types.get(type);
    if (!values) {
      this.#types.set(type, values = new Map());
    }
    return values;
  }
}
