import { jidNormalizedUser } from 'baileys';

/** @typedef {{lid: string, phone: string}} Pair */

/**
 * Every number that Baileys newly learns for a LID, from wherever, becomes a journal entry in the same batch. It has turns of its own: those
 * of the Signal state may wait for a mapping.
 *
 * @param {any} lidMapping
 * @param {any} auth
 * @param {import('./journaling-repository.js').Journaling} journaling
 */
export function rememberIdentities(lidMapping, { keys, creds }, { identityTurns, journaled }) {
  const store = lidMapping.storeLIDPNMappings.bind(lidMapping);
  const remember = async (/** @type {{lid: string, pn: string}[]} */ pairs) => {
    const news = await unknown(keys, wellFormed(pairs, jidNormalizedUser(creds.me?.id)));
    await store(pairs);
    if (news.length > 0) {
      await keys.set({ journal: Object.fromEntries(news.map(pair => [pair.lid, [{ kind: 'identity', ...pair }]])) });
    }
  };
  lidMapping.storeLIDPNMappings = async (/** @type {{lid: string, pn: string}[]} */ pairs) => {
    // A transaction must not have the name of a key type that is read inside it: Baileys guards both with the same lock.
    await identityTurns.take(() => keys.transaction(() => remember(pairs), 'identities'));
    journaled();
  };
}

/**
 * The pairs that make sense, without our own, each once.
 *
 * @param {{lid: string, pn: string}[]} pairs
 * @param {string} self
 * @returns {Pair[]}
 */
function wellFormed(pairs, self) {
  const found = pairs
    .map(({ lid, pn }) => (lid?.endsWith('@lid') ? { lid, phone: pn } : { lid: pn, phone: lid }))
    .map(({ lid, phone }) => ({ lid: jidNormalizedUser(lid), phone: jidNormalizedUser(phone) }))
    .filter(({ lid, phone }) => lid.endsWith('@lid') && phone.endsWith('@s.whatsapp.net') && phone !== self);
  return [...new Map(found.map(pair => [pair.phone, pair])).values()];
}

/**
 * @param {any} keys
 * @param {Pair[]} pairs
 */
async function unknown(keys, pairs) {
  const known = pairs.length > 0 ? await keys.get('lid-mapping', pairs.map(({ phone }) => userOf(phone))) : {};
  return pairs.filter(({ lid, phone }) => known[userOf(phone)] !== userOf(lid));
}

/** @param {string} jid */
const userOf = jid => /** @type {string} */ (jid.split('@')[0]);
