import { Browsers, makeWASocket, proto } from 'baileys';
import { journalingRepository } from '../journal/journaling-repository.js';
import { baileysLogger } from '../log.js';
import { describe } from '../masking.js';
import { agentFor } from './proxy.js';

const { HistorySyncType } = proto.HistorySync;
const conversations = new Set([HistorySyncType.RECENT, HistorySyncType.FULL, HistorySyncType.ON_DEMAND]);

/**
 * Opens a WhatsApp connection.
 *
 * @param {object} parts
 * @param {import('../store/auth-state.js').AuthState} parts.auth
 * @param {import('./session.js').Settings} parts.settings
 * @param {boolean} parts.history whether the phone's history is wanted
 * @param {string | undefined} parts.url of a test server
 * @param {import('../log.js').Log} parts.log
 * @param {import('./turns.js').Turns} parts.turns
 * @param {import('../journal/journal.js').Journal} parts.journal
 * @param {() => void} parts.journaled
 * @param {(id: string | null | undefined) => Promise<proto.IMessage | undefined>} parts.stored
 * @param {import('./groups.js').Groups} parts.groups
 * @returns {import('./connection.js').Socket}
 */
export function openSocket({ auth, settings, history, url, log, turns, journal, journaled, stored, groups }) {
  const agent = settings.proxy ? agentFor(settings.proxy, settings.allowPrivateNetworks) : undefined;
  /** @type {WeakMap<Uint8Array, import('baileys').BinaryNode>} */
  const stanzas = new WeakMap();
  const socket = makeWASocket({
    auth: auth.forSocket,
    logger: baileysLogger(log),
    ...(url ? { waWebSocketUrl: url } : {}),
    ...(agent ? { agent: /** @type {any} */ (agent), fetchAgent: /** @type {any} */ (agent) } : {}),
    browser: history ? Browsers.macOS('Desktop') : Browsers.macOS('Chrome'),
    syncFullHistory: history,
    // Only conversations are declined: the small kinds carry names and LID mappings that sessions need.
    shouldSyncHistoryMessage: ({ syncType }) => history || !conversations.has(/** @type {any} */ (syncType)),
    markOnlineOnConnect: settings.keepOnline,
    emitOwnEvents: false,
    getMessage: async key => stored(key.id),
    cachedGroupMetadata: async jid => groups.get(jid),
    makeSignalRepository: /** @type {any} */ (
      journalingRepository({ journal, journaled, stanzaOf: ciphertext => stanzas.get(ciphertext), alone: work => turns.take(work) })
    ),
  });

  takeInOrder(socket.ws, stanzas, log);
  socket.ev.on('groups.update', updates => updates.forEach(update => groups.forget(update.id)));
  socket.ev.on('group-participants.update', update => groups.forget(update.id));
  return socket;
}

/**
 * Lets Baileys handle one message after the other, in the order of their arrival. By itself it looks up identities before it queues, and
 * queues what was kept while this device was offline apart from what comes live: a later message could overtake an earlier one.
 *
 * @param {import('./connection.js').Socket['ws']} ws
 * @param {WeakMap<Uint8Array, import('baileys').BinaryNode>} stanzas filled with each ciphertext's stanza: a ciphertext is known by the very
 *   object that Baileys hands to the decryption
 * @param {import('../log.js').Log} log
 */
function takeInOrder(ws, stanzas, log) {
  const handlers = ws.listeners('CB:message');
  ws.removeAllListeners('CB:message');
  /** @type {Promise<unknown>} */
  let last = Promise.resolve();
  ws.on('CB:message', (/** @type {import('baileys').BinaryNode} */ stanza) => {
    for (const child of Array.isArray(stanza.content) ? stanza.content : []) {
      if (child.tag === 'enc' && child.content instanceof Uint8Array) {
        stanzas.set(child.content, stanza);
      }
    }

    const { offline, ...attrs } = stanza.attrs;
    last = last
      .then(() => Promise.all(handlers.map(handle => handle({ ...stanza, attrs }))))
      .catch(error => log.warn(`a message${offline ? ' of the time offline' : ''} could not be handled: ${describe(error)}`));
  });
}
