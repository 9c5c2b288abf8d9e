import { DEFAULT_CONNECTION_CONFIG, jidNormalizedUser } from 'baileys';
import { hashOf } from './journal.js';

/** @typedef {import('./journal.js').Journal} Journal */
/** @typedef {import('baileys').BinaryNode} BinaryNode */

/**
 * @typedef {object} Journaling
 * @property {Journal} journal
 * @property {(ciphertext: Uint8Array) => BinaryNode | undefined} stanzaOf
 * @property {<T>(work: () => Promise<T>) => Promise<T>} alone runs one thing at a time, outside any transaction of its caller
 * @property {() => void} journaled told after entries were committed
 */

/**
 * Baileys' Signal repository with two changes. What is decrypted is in the journal, in the same batch as the ratchet, before Baileys sends
 * the receipt that stops WhatsApp from redelivering. And each operation on Signal state is a transaction of its own, one at a time:
 * Baileys sends inside one long transaction, which would put a ratchet on the disk only after the message that used it has left, and over what
 * was received meanwhile.
 *
 * @param {Journaling} journaling
 */
export const journalingRepository = journaling => (/** @type {any} */ auth, /** @type {any} */ logger, /** @type {any} */ pnToLid) => {
  const { alone } = journaling;
  const repository = DEFAULT_CONNECTION_CONFIG.makeSignalRepository(auth, logger, pnToLid);
  rememberIdentities(repository.lidMapping, auth, journaling);
  return {
    ...repository,
    decryptMessage: (/** @type {any} */ options) =>
      alone(() => decrypt(auth.keys, journaling, options.ciphertext, options.jid, () => repository.decryptMessage(options))),
    decryptGroupMessage: (/** @type {any} */ options) =>
      alone(() => decrypt(auth.keys, journaling, options.msg, options.group, () => repository.decryptGroupMessage(options))),
    processSenderKeyDistributionMessage: (/** @type {any} */ options) => alone(() => repository.processSenderKeyDistributionMessage(options)),
    encryptMessage: (/** @type {any} */ options) => alone(() => repository.encryptMessage(options)),
    encryptGroupMessage: (/** @type {any} */ options) => alone(() => repository.encryptGroupMessage(options)),
    injectE2ESession: (/** @type {any} */ options) => alone(() => repository.injectE2ESession(options)),
    deleteSession: (/** @type {any} */ jids) => alone(() => repository.deleteSession(jids)),
    migrateSession: (/** @type {any} */ from, /** @type {any} */ to) => alone(() => repository.migrateSession(from, to)),
  };
};

/**
 * @param {any} keys the transactional store
 * @param {Journaling} journaling
 * @param {Uint8Array} ciphertext
 * @param {string} scope
 * @param {() => Promise<Uint8Array>} work
 */
async function decrypt(keys, { journal, stanzaOf, journaled }, ciphertext, scope, work) {
  const hash = hashOf(ciphertext);
  const known = await journal.find(hash);
  if (known) {
    return known;
  }

  const plaintext = await keys.transaction(async () => {
    const decrypted = await work();
    const stanza = stanzaOf(ciphertext);
    if (stanza) {
      await keys.set({ record: journal.message(stanza, decrypted, hash) });
    }

    return decrypted;
  }, scope);
  journaled();
  return plaintext;
}

/**
 * Every number that Baileys newly learns for a LID, from wherever, becomes a journal entry in the same batch.
 *
 * @param {any} lidMapping
 * @param {any} auth
 * @param {Journaling} journaling
 */
function rememberIdentities(lidMapping, auth, { alone, journal, journaled }) {
  const store = lidMapping.storeLIDPNMappings.bind(lidMapping);
  const remember = async (/** @type {{lid: string, pn: string}[]} */ pairs) => {
    const news = await unknownPairs(auth, pairs);
    await store(pairs);
    for (const { lid, phone } of news) {
      await auth.keys.set({ record: journal.identity(lid, phone) });
    }
  };
  lidMapping.storeLIDPNMappings = async (/** @type {{lid: string, pn: string}[]} */ pairs) => {
    // A transaction must not have the name of a key type that is read inside it: Baileys guards both with the same lock.
    await alone(() => auth.keys.transaction(() => remember(pairs), 'identities'));
    journaled();
  };
}

/**
 * @param {any} auth
 * @param {{lid: string, pn: string}[]} pairs
 */
async function unknownPairs(auth, pairs) {
  const normalized = pairs
    .map(({ lid, pn }) => (lid?.endsWith('@lid') ? { lid, phone: pn } : { lid: pn, phone: lid }))
    .map(({ lid, phone }) => ({ lid: jidNormalizedUser(lid), phone: jidNormalizedUser(phone) }))
    .filter(({ lid, phone }) => lid.endsWith('@lid') && phone.endsWith('@s.whatsapp.net'))
    .filter(({ phone }) => phone !== jidNormalizedUser(auth.creds.me?.id));
  const users = normalized.map(({ phone }) => userOf(phone));
  const known = users.length > 0 ? await auth.keys.get('lid-mapping', users) : {};
  return normalized.filter(({ lid, phone }) => known[userOf(phone)] !== userOf(lid));
}

/** @param {string} jid */
const userOf = jid => /** @type {string} */ (jid.split('@')[0]);
