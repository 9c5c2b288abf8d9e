import { Browsers, makeWASocket, proto, S_WHATSAPP_NET } from 'baileys';
import { journalingRepository } from '../journal/journaling-repository.js';
import { baileysLogger } from '../log.js';
import { describe } from '../masking.js';
import { holdUntilWritten } from './outgoing.js';
import { agentFor } from './proxy.js';
import { Renewals } from './renewals.js';

/** @typedef {import('baileys').BinaryNode} BinaryNode */

const { HistorySyncType } = proto.HistorySync;
const conversations = new Set([HistorySyncType.RECENT, HistorySyncType.FULL, HistorySyncType.ON_DEMAND]);

const farewellPatience = 3_000;

// A disk that fails is met by a new connection: on this one nothing is sent any more.
const transactionOpts = { maxCommitRetries: 1, delayBetweenTriesMs: 0 };

/**
 * Opens a WhatsApp connection.
 *
 * @param {object} parts
 * @param {ReturnType<import('../store/auth-state.js').AuthState['forSocket']>} parts.auth
 * @param {import('./session.js').Settings} parts.settings
 * @param {boolean} parts.history whether the phone's history is wanted
 * @param {string | undefined} parts.url of a test server
 * @param {import('../log.js').Log} parts.log
 * @param {Omit<import('../journal/journaling-repository.js').Journaling, 'stanzaOf' | 'renewals'>} parts.journaling
 * @param {() => Promise<void>} parts.flushed
 * @param {(id: string | null | undefined) => Promise<proto.IMessage | undefined>} parts.stored
 * @param {import('./groups.js').Groups} parts.groups
 * @param {(stanza: BinaryNode) => Promise<void>} parts.arrived told of each message in its turn, before Baileys
 * @returns {import('./connection.js').Socket}
 */
export function openSocket({ auth, settings, history, url, log, journaling, flushed, stored, groups, arrived }) {
  const agent = settings.proxy ? agentFor(settings.proxy, settings.allowPrivateNetworks) : undefined;
  /** @type {WeakMap<Uint8Array, BinaryNode>} */
  const stanzas = new WeakMap();
  const renewals = new Renewals();
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
    makeSignalRepository: /** @type {any} */ (journalingRepository({ ...journaling, renewals, stanzaOf: ciphertext => stanzas.get(ciphertext) })),
  });
  holdUntilWritten(/** @type {any} */ (socket.ws).socket, flushed);
  takeInOrder(socket.ws, stanzas, arrived, log);
  socket.ws.prependListener('CB:receipt', (/** @type {BinaryNode} */ stanza) => renewals.ask(stanza));
  // Not by Baileys' events, which it holds back for a while.
  socket.ws.on('CB:notification,type:w:gp2', (/** @type {BinaryNode} */ { attrs }) => groups.forget(attrs.from));
  return socket;
}

/**
 * Asks WhatsApp to remove this device from the phone, and waits for the answer: Baileys' own logout closes before it can come.
 *
 * @param {import('./connection.js').Socket} socket
 */
export function removeDevice(socket) {
  const jid = socket.authState.creds.me?.id ?? '';
  return socket.query(
    {
      tag: 'iq',
      attrs: { to: S_WHATSAPP_NET, type: 'set', xmlns: 'md' },
      content: [{ tag: 'remove-companion-device', attrs: { jid, reason: 'user_initiated' } }],
    },
    farewellPatience,
  );
}

/**
 * Lets Baileys handle one message after the other, in the order of their arrival. By itself it looks up identities before it queues, and
 * queues what was kept while this device was offline apart from what comes live: a later message could overtake an earlier one.
 *
 * @param {import('./connection.js').Socket['ws']} ws
 * @param {WeakMap<Uint8Array, BinaryNode>} stanzas
 * @param {(stanza: BinaryNode) => Promise<void>} arrived
 * @param {import('../log.js').Log} log
 */
function takeInOrder(ws, stanzas, arrived, log) {
  const handlers = ws.listeners('CB:message');
  ws.removeAllListeners('CB:message');
  /** @type {Promise<unknown>} */
  let last = Promise.resolve();
  ws.on('CB:message', (/** @type {BinaryNode} */ stanza) => {
    remember(stanza, stanzas);
    const attrs = { ...stanza.attrs };
    delete attrs.offline;
    // On a connection that has ended there is no receipt to send: WhatsApp delivers the message again on the next one.
    last = last
      .then(() => (ws.isOpen ? arrived(stanza).then(() => Promise.all(handlers.map(handle => handle({ ...stanza, attrs })))) : undefined))
      .catch(error => log.warn(`a message could not be handled: ${describe(error)}`));
  });
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
