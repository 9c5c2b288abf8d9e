import { AsyncResource } from 'node:async_hooks';

/**
 * Brings reads and writes back to the transaction they belong to. A transaction lives in the asynchronous context of its caller; but
 * libsignal queues work by the other side's address, for all sessions of the process together, and runs what is queued in the context in which
 * the queue began. Without this, a ratchet would be written outside its transaction, apart from the journal entry that belongs to it.
 *
 * Only for callers who open one transaction at a time.
 *
 * @template {{get: Function, set: Function, transaction: Function}} Keys
 * @param {Keys} keys the transactional store
 * @returns {Keys}
 */
export function bringHome(keys) {
  /** @type {AsyncResource | undefined} */
  let home;
  const there = (/** @type {() => unknown} */ work) => (home ? home.runInAsyncScope(work) : work());
  return {
    ...keys,
    get: (/** @type {unknown[]} */ ...what) => there(() => keys.get(...what)),
    set: (/** @type {unknown[]} */ ...what) => there(() => keys.set(...what)),
    transaction: (/** @type {() => Promise<unknown>} */ work, /** @type {string} */ name) =>
      keys.transaction(async () => {
        const before = home;
        home = new AsyncResource('ponte.transaction');
        try {
          return await work();
        } finally {
          home = before;
        }
      }, name),
  };
}
