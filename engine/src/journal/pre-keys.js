/**
 * Puts new prekeys on the disk the moment they are made, whatever transaction they are made in: Baileys gives some away (in a retry receipt)
 * before that transaction ends, and whoever uses one of them must find its private half here, even after a kill.
 *
 * @param {any} keys the transactional store; changed
 * @param {import('../session/turns.js').Turns} turns
 */
export function keepPreKeysAtOnce(keys, turns) {
  const set = keys.set.bind(keys);
  keys.set = async (/** @type {Record<string, Record<string, unknown>>} */ { 'pre-key': preKeys, ...others }) => {
    const entries = Object.entries(preKeys ?? {});
    const made = entries.filter(([, key]) => key);
    const used = entries.filter(([, key]) => !key);
    if (made.length > 0) {
      await turns.outside(() => set({ 'pre-key': Object.fromEntries(made) }));
    }

    if (used.length > 0) {
      others['pre-key'] = Object.fromEntries(used);
    }

    if (Object.keys(others).length > 0) {
      await set(others);
    }
  };
}
