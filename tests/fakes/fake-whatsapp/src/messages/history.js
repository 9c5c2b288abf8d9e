import { promisify } from 'node:util';
import { deflate } from 'node:zlib';
import { proto } from 'baileys';
import { serverId } from '../wire/nodes.js';

/** @typedef {import('../people/companion.js').Companion} Companion */

const compress = promisify(deflate);
const { HISTORY_SYNC_NOTIFICATION } = proto.Message.ProtocolMessage.Type;
export const { INITIAL_BOOTSTRAP, RECENT, PUSH_NAME } = proto.HistorySync.HistorySyncType;

/**
 * A phone hands a piece of its history to a device that it has linked.
 * @param {Companion} companion
 * @param {proto.HistorySync.HistorySyncType} syncType
 * @param {{ conversations?: proto.IConversation[], pushnames?: proto.IPushname[] }} content
 */
export async function sendHistory(companion, syncType, content) {
  const history = proto.HistorySync.encode({ ...content, syncType, chunkOrder: 1, progress: 100 }).finish();
  await companion.person.writer.tell(companion, serverId().toUpperCase(), {
    protocolMessage: {
      type: HISTORY_SYNC_NOTIFICATION,
      historySyncNotification: {
        syncType, chunkOrder: 1, progress: 100, initialHistBootstrapInlinePayload: await compress(history)
      }
    }
  });
}

/**
 * What a phone sends to each new device at its first login. Without it clients hold back events for a while.
 * @param {Companion} companion
 */
export function sendBootstrap(companion) {
  return sendHistory(companion, INITIAL_BOOTSTRAP, {});
}
