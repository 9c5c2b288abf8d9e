import { id } from '../content/values.js';
import { Refusal } from './refusal.js';

/** @typedef {import('./connection.js').Socket} Socket */

/** @type {Record<string, import('./actions.js').Action>} */
export const chatActions = {
  archiveChat: ({ socket }, { chat, archive, last }) => done(socket.chatModify({ archive, lastMessages: lastOf(chat, last) }, chat)),
  pinChat: ({ socket }, { chat, pin }) => done(socket.chatModify({ pin }, chat)),

  // Until a time, for ever (-1), or no longer (nothing).
  muteChat: ({ socket }, { chat, until }) => done(socket.chatModify({ mute: until ?? null }, chat)),
  markChat: ({ socket }, { chat, read, last }) => done(socket.chatModify({ markRead: read, lastMessages: lastOf(chat, last) }, chat)),
  deleteChat: ({ socket }, { chat, last }) => done(socket.chatModify({ delete: true, lastMessages: lastOf(chat, last) }, chat)),

  // Of this number's devices; everybody else keeps it.
  deleteMessage: ({ socket }, { chat, message, fromMe, participant, at }) =>
    done(socket.chatModify({ deleteForMe: { deleteMedia: true, key: { remoteJid: chat, id: message, fromMe, participant }, timestamp: Math.floor(at / 1000) } }, chat)),
  starMessage: ({ socket }, { chat, message, fromMe, star }) => done(socket.star(chat, [{ id: message, fromMe }], star)),

  async blockUser({ socket }, { user, block }) {
    await learnLid(socket, user);
    await socket.updateBlockStatus(user, block ? 'block' : 'unblock');
    return { count: (await socket.fetchBlocklist()).length };
  },
};

/** @param {Promise<unknown>} work */
async function done(work) {
  await work;
  return {};
}

/**
 * The newest message of a chat, as far as the gateway knows it: up to there the phone applies a change.
 *
 * @param {string} chat
 * @param {{id: string, fromMe: boolean, participant?: string, at: number} | null | undefined} last
 */
function lastOf(chat, last) {
  const isUsable = last && id(last.id) && (last.fromMe || last.participant || !chat.endsWith('@g.us'));
  return isUsable
    ? [{ key: { remoteJid: chat, id: last.id, fromMe: last.fromMe, participant: last.fromMe ? undefined : last.participant }, messageTimestamp: Math.floor(last.at / 1000) }]
    : [];
}

/**
 * WhatsApp blocks by LID, which is not known of everybody yet.
 *
 * @param {Socket} socket
 * @param {string} user
 */
async function learnLid(socket, user) {
  const { lidMapping } = socket.signalRepository;
  if (user.endsWith('@lid') ? await lidMapping.getPNForLID(user) : await lidMapping.getLIDForPN(user)) {
    return;
  }

  const found = user.endsWith('@lid') ? [] : await socket.onWhatsApp(user.slice(0, user.indexOf('@')));
  if (!found?.some(({ exists }) => exists) || !(await lidMapping.getLIDForPN(user))) {
    throw new Refusal(404);
  }
}
