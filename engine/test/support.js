import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { addTransactionCapability, Curve, generateSignalPubKey } from 'baileys';
import { Journal } from '../src/journal/journal.js';
import { journalingRepository } from '../src/journal/journaling-repository.js';
import { Renewals } from '../src/session/renewals.js';
import { Turns } from '../src/session/turns.js';
import { AuthState } from '../src/store/auth-state.js';
import { SessionStore } from '../src/store/session-store.js';

export const quietLogger = /** @type {any} */ ({
  level: 'silent', child: () => quietLogger, trace() {}, debug() {}, info() {}, warn() {}, error() {},
});

/**
 * A folder that is gone when the test is over.
 *
 * @param {import('node:test').TestContext} test
 */
export async function folder(test) {
  const path = await mkdtemp(join(tmpdir(), 'ponte-engine-'));
  test.after(() => rm(path, { recursive: true, force: true }));
  return path;
}

/**
 * One side of a Signal conversation, on a store of its own.
 *
 * @param {string} path
 * @param {string} number
 * @param {(numbers: string[]) => Promise<{pn: string, lid: string}[]>} [lookUp] asks WhatsApp for LIDs
 */
export async function party(path, number, lookUp = async () => []) {
  const store = await SessionStore.open(path);
  const journal = await Journal.open(store);
  const auth = await AuthState.load(store, journal);
  auth.creds.me = { id: `${number}:1@s.whatsapp.net`, lid: '' };
  /** @type {unknown[]} */
  const unwritten = [];
  /** @type {Map<Uint8Array, import('baileys').BinaryNode>} */
  const stanzas = new Map();
  const renewals = new Renewals();
  const keys = addTransactionCapability(auth.forSocket().keys, quietLogger, { maxCommitRetries: 1, delayBetweenTriesMs: 1 });
  const repository = journalingRepository({
    journal,
    renewals,
    stanzaOf: ciphertext => stanzas.get(ciphertext),
    turns: new Turns(),
    identityTurns: new Turns(),
    journaled: () => undefined,
    unwritten: error => unwritten.push(error),
  })({ creds: auth.creds, keys }, quietLogger, lookUp);
  return { store, auth, journal, keys, repository, renewals, stanzas, unwritten, jid: `${number}@s.whatsapp.net` };
}

/**
 * Gives one party the other's keys, as WhatsApp's server does.
 *
 * @param {Awaited<ReturnType<typeof party>>} from
 * @param {Awaited<ReturnType<typeof party>>} to
 */
export async function introduce(from, to) {
  const preKey = Curve.generateKeyPair();
  await to.keys.set({ 'pre-key': { 1: preKey } });
  const { signedIdentityKey, signedPreKey, registrationId } = to.auth.creds;
  await from.repository.injectE2ESession({
    jid: to.jid,
    session: {
      registrationId,
      identityKey: generateSignalPubKey(signedIdentityKey.public),
      signedPreKey: { keyId: signedPreKey.keyId, publicKey: generateSignalPubKey(signedPreKey.keyPair.public), signature: signedPreKey.signature },
      preKey: { keyId: 1, publicKey: generateSignalPubKey(preKey.public) },
    },
  });
}

