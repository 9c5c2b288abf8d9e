// Fails where nobody catches it, in the context of the session that got a certain word.
import { Pump } from '../src/journal/pump.js';
import { currentSession } from '../src/session/session.js';
import { SessionStore } from '../src/store/session-store.js';

const { kick } = Pump.prototype;
const { set } = SessionStore.prototype;
/** @type {{word: string, session: unknown} | undefined} */
let fault;
SessionStore.prototype.set = function (/** @type {Record<string, unknown>} */ values) {
  const text = JSON.stringify(Object.values(values).map(value => Buffer.from(/** @type {any} */ (value)?.plaintext ?? []).toString()));
  const word = ['throw now', 'reject now'].find(known => text.includes(known));
  fault = word ? { word, session: currentSession.getStore() } : fault;
  return set.call(this, values);
};
Pump.prototype.kick = function () {
  kick.call(this);
  // The neighbour hands over too, and must not fail for another's message.
  if (fault?.session && fault.session === currentSession.getStore()) {
    const { word } = fault;
    fault = undefined;
    if (word === 'throw now') {
      setImmediate(() => {
        throw new Error('thrown');
      });
    } else {
      void Promise.reject(new Error('rejected'));
    }
  }
};
