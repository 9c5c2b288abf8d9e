import { DEFAULT_CONNECTION_CONFIG } from 'baileys';
import { passFaultPoint } from '../fault-point.js';
import { entriesOf } from './entries.js';
import { bringHome } from './home.js';
import { rememberIdentities } from './identities.js';
import { hashOf } from './journal.js';
import { undecryptable } from './lost.js';
import { keepPreKeysAtOnce } from './pre-keys.js';
import { keepStandingSessions } from './standing-sessions.js';
import { meOf } from './stanza.js';

/** @typedef {import('./journal.js').Journal} Journal */
/** @typedef {import('../session/turns.js').Turns} Turns */
/** @typedef {import('baileys').BinaryNode} BinaryNode */

/**
 * @typedef {object} Journaling
 * @property {Journal} journal
 * @property {(ciphertext: Uint8Array) => BinaryNode | undefined} stanzaOf
 * @property {Turns} turns in which Signal state is used
 * @property {Turns} identityTurns in which LID mappings are learned
 * @property {import('../session/renewals.js').Renewals} renewals who has asked for a new Signal session
 * @property {() => void} journaled told after entries were committed
 * @property {(error: unknown) => void} unwritten told when something was decrypted and could not be written
 */

// Everything of Baileys' repository that changes Signal state.
const changing = /** @type {const} */ ([
  'decryptMessage',
  'decryptGroupMessage',
  'processSenderKeyDistributionMessage',
  'encryptMessage',
  'encryptGroupMessage',
  'getSenderKeyDistributionMessage',
  'injectE2ESession',
  'deleteSession',
  'migrateSession',
]);

/**
 * Baileys' Signal repository with two changes. What is decrypted is in the journal, in the same batch as the ratchet, before Baileys sends
 * the receipt that stops WhatsApp from redelivering. And each operation on Signal state is a transaction of its own, one at a time:
 * Baileys sends inside one long transaction, which would put a ratchet on the disk only after the message that used it has left, and over what
 * was received meanwhile.
 *
 * @param {Journaling} journaling
 */
export const journalingRepository = journaling => (/** @type {any} */ auth, /** @type {any} */ logger, /** @type {any} */ pnToLid) => {
  const { turns } = journaling;
  // Nobody waits for the network while all others wait for him: callers look LIDs up before their turn.
  const outsideTurns = async (/** @type {string[]} */ numbers) => (turns.inside ? [] : pnToLid?.(numbers));
  keepPreKeysAtOnce(auth.keys, turns);
  const home = { ...auth, keys: bringHome(auth.keys) };
  const repository = DEFAULT_CONNECTION_CONFIG.makeSignalRepository(home, logger, outsideTurns);
  // Mappings are learned in turns and transactions of their own.
  Object.assign(repository.lidMapping, { keys: auth.keys });
  rememberIdentities(repository.lidMapping, auth, journaling);
  const operations = /** @type {any} */ ({
    ...repository,
    injectE2ESession: keepStandingSessions(repository, home.keys, journaling.renewals),
    decryptMessage: (/** @type {any} */ options) => decrypt(home, journaling, options.ciphertext, options.jid, () => repository.decryptMessage(options)),
    decryptGroupMessage: (/** @type {any} */ options) =>
      decrypt(home, journaling, options.msg, options.group, () => repository.decryptGroupMessage(options)),
  });
  const inTurn = changing.map(name => [name, (/** @type {any[]} */ ...options) => turns.take(() => operations[name](...options))]);
  const { encryptMessage, ...rest } = Object.fromEntries(inTurn);
  return {
    ...operations,
    ...rest,
    async encryptMessage(/** @type {{jid: string, data: Uint8Array}} */ options) {
      await repository.lidMapping.getLIDForPN(options.jid).catch(() => null);
      return encryptMessage(options);
    },
  };
};

/**
 * @param {any} auth with the transactional store
 * @param {Journaling} journaling
 * @param {Uint8Array} ciphertext
 * @param {string} scope
 * @param {() => Promise<Uint8Array>} work
 */
async function decrypt({ keys, creds }, { journal, stanzaOf, journaled, unwritten }, ciphertext, scope, work) {
  const hash = hashOf(ciphertext);
  const known = await journal.find(hash);
  if (known) {
    return known;
  }

  const stanza = stanzaOf(ciphertext);
  if (!stanza) {
    throw new Error('A ciphertext came without its stanza: it cannot be kept, so it is not read.');
  }

  passFaultPoint('stanza-received');
  let read = false;
  try {
    const plaintext = await keys.transaction(async () => {
      const decrypted = await work();
      read = true;
      passFaultPoint('decrypted');
      await keys.set({ journal: { [hash]: entriesOf(stanza, decrypted, hash, meOf(creds)) } });
      return decrypted;
    }, scope);
    passFaultPoint('journaled');
    journaled();
    return plaintext;
  } catch (error) {
    const lost = read ? undefined : undecryptable(stanza, ciphertext, meOf(creds));
    if (read) {
      unwritten(error);
    } else if (lost && !(await journal.isLost(hash))) {
      // Before Baileys asks for it again; its answer waits for this to be written.
      journal.lose(hash, lost).then(journaled, unwritten);
    }

    throw error;
  }
}
