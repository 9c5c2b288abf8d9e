import { Browsers, makeWASocket, proto } from 'baileys';
import { journalingRepository } from '../journal/journaling-repository.js';
import { baileysLogger } from '../log.js';
import { holdUntilWritten } from './outgoing.js';
import { agentFor } from './proxy.js';

/** @typedef {import('baileys').BinaryNode} BinaryNode */

const { HistorySyncType } = proto.HistorySync;
const conversations = new Set([HistorySyncType.RECENT, HistorySyncType.FULL, HistorySyncType.ON_DEMAND]);

// A disk that fails twice within half a second is better met by a new connection than by waiting half a minute in everybody's way.
const transactionOpts = { maxCommitRetries: 2, delayBetweenTriesMs: 500 };

/**
 * Opens a WhatsApp connection.
 *
 * @param {object} parts
 * @param {ReturnType<import('../store/auth-state.js').AuthState['forSocket']>} parts.auth
 * @param {import('./session.js').Settings} parts.settings
 * @param {boolean} parts.history whether the phone's history is wanted
 * @param {string | undefined} parts.url of a test server
 * @param {import('../log.js').Log} parts.log
 * @param {Omit<import('../journal/journaling-repository.js').Journaling, 'stanzaOf'>} parts.journaling
 * @param {() => Promise<void>} parts.flushed
 * @param {(id: string | null | undefined) => Promise<proto.IMessage | undefined>} parts.stored
 * @param {import('./groups.js').Groups} parts.groups
 * @returns {import('./connection.js').Socket}
 */
export function openSocket({ auth, settings, history, url, log, journaling, flushed, stored, groups }) {
  const agent = settings.proxy ? agentFor(settings.proxy, settings.allowPrivateNetworks) : undefined;
  /** @type {WeakMap<Uint8Array, BinaryNode>} */
  const stanzas = new WeakMap();
  /** @type {import('./connection.js').Socket} */
  const socket = makeWASocket({
    auth: { creds: auth.creds, keys: auth.keys },
    logger: baileysLogger(log),
    transactionOpts,
    ...(url ? { waWebSocketUrl: url } : {}),
    ...(agent ? { agent: /** @type {any} */ (agent), fetchAgent: /** @type {any} */ (agent) } : {}),
    browser: history ? Browsers.macOS('Desktop') : Browsers.macOS('Chrome'),
    syncFullHistory: history,
    // Only conversations are declined: the small kinds carry names and LID mappings that sessions need.
    shouldSyncHistoryMessage: ({ syncType }) => history || !conversations.has(/** @type {any} */ (syncType)),
    markOnlineOnConnect: settings.keepOnline,
    emitOwnEvents: false,
    getMessage: async key => stored(key.id),
    cachedGroupMetadata: jid => groups.get(jid, () => socket.groupMetadata(jid)),
    makeSignalRepository: /** @type {any} */ (journalingRepository({ ...journaling, stanzaOf: ciphertext => stanzas.get(ciphertext) })),
  });
  holdUntilWritten(/** @type {any} */ (socket.ws).socket, flushed);
  socket.ws.prependListener('CB:message', stanza => remember(stanza, stanzas));
  // Not by Baileys' events, which it holds back for a while.
  socket.ws.on('CB:notification,type:w:gp2', (/** @type {BinaryNode} */ { attrs }) => groups.forget(attrs.from));
  return socket;
}

/**
 * Before Baileys looks at it: a ciphertext is known by the very object that Baileys hands to the decryption.
 *
 * @param {BinaryNode} stanza
 * @param {WeakMap<Uint8Array, BinaryNode>} stanzas
 */
function remember(stanza, stanzas) {
  for (const child of Array.isArray(stanza.content) ? stanza.content : []) {
    if (child.tag === 'enc' && child.content instanceof Uint8Array) {
      stanzas.set(child.content, stanza);
    }
  }
}
