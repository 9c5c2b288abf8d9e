// Fails where nobody catches it, in the context of the session that got a certain word.
import { Pump } from '../src/journal/pump.js';
import { currentSession } from '../src/session/session.js';
import { SessionStore } from '../src/store/session-store.js';

const { kick } = Pump.prototype;
const { set } = SessionStore.prototype;
/** @type {string | undefined} */
let word;
SessionStore.prototype.set = function (/** @type {Record<string, unknown>} */ values) {
  const text = JSON.stringify(Object.values(values).map(value => Buffer.from(/** @type {any} */ (value)?.plaintext ?? []).toString()));
  word = ['throw now', 'reject now'].find(known => text.includes(known)) ?? word;
  return set.call(this, values);
};
Pump.prototype.kick = function () {
  kick.call(this);
  if (word && currentSession.getStore()) {
    const fails = word;
    word = undefined;
    if (fails === 'throw now') {
      setImmediate(() => {
        throw new Error('thrown');
      });
    } else {
      void Promise.reject(new Error('rejected'));
    }
  }
};
