/** @typedef {import('../session/renewals.js').Renewals} Renewals */

/**
 * Keeps a Signal session that stands. Baileys begins a new one with everybody whose devices it asks for, which is whenever its memory of them is
 * empty: after each start, and every few minutes. What is on its way in the old session then meets the new one; phones cannot read it, ask
 * again, and show it behind what came later. A session is begun only where there is none, where the device is another one, or where the phone has asked.
 *
 * @param {any} repository Baileys'
 * @param {any} keys the store
 * @param {Renewals} renewals
 * @returns {(options: {jid: string, session: any}) => Promise<void>}
 */
export const keepStandingSessions = (repository, keys, renewals) => async ({ jid, session }) => {
  const standing = await repository.getSessionInfo(jid);
  const other = await otherName(repository, jid);
  if (standing?.registrationId === session.registrationId && !renewals.wanted([jid, other]) && (await isSameIdentity(repository, keys, jid, session))) {
    return;
  }

  await repository.injectE2ESession({ jid, session });
};

/**
 * @param {any} repository
 * @param {string} jid
 */
async function otherName(repository, jid) {
  return (await repository.lidMapping.getPNForLID(jid).catch(() => null)) ?? (await repository.lidMapping.getLIDForPN(jid).catch(() => null));
}

/**
 * @param {any} repository
 * @param {any} keys
 * @param {string} jid
 * @param {{identityKey: Uint8Array}} session
 */
async function isSameIdentity(repository, keys, jid, { identityKey }) {
  const name = repository.jidToSignalProtocolAddress(jid);
  const { [name]: known } = await keys.get('identity-key', [name]);
  return !known || Buffer.from(known).equals(Buffer.from(identityKey));
}
