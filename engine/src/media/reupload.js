import { decodeMediaRetryNode, decryptMediaRetryData, encryptMediaRetryRequest, proto } from 'baileys';

/** @typedef {import('baileys').BinaryNode} BinaryNode */
/** @typedef {import('../session/connection.js').Socket} Socket */

const { ResultType } = proto.MediaRetryNotification;
const patience = 30_000;

/**
 * Asks the phone to upload a file again that WhatsApp no longer has.
 *
 * @param {Socket} socket
 * @param {import('./token.js').Place} place
 * @param {AbortSignal} signal
 * @returns {Promise<{path: string} | 'missing' | 'unanswered'>} where it lies now
 */
export async function askAgain(socket, { message, key }, signal) {
  const me = socket.authState.creds.me?.id;
  if (!message || !key || !me) {
    return 'missing';
  }

  const { id, chat, fromMe, participant } = message;
  const answered = answerTo(socket, id, AbortSignal.any([signal, AbortSignal.timeout(patience)]));
  await socket.sendNode(encryptMediaRetryRequest({ id, remoteJid: chat, fromMe, participant }, key, me));
  const stanza = await answered;
  return stanza ? placeIn(stanza, key, id) : 'unanswered';
}

/**
 * @param {Socket} socket
 * @param {string} id
 * @param {AbortSignal} signal
 * @returns {Promise<BinaryNode | undefined>}
 */
function answerTo({ ws }, id, signal) {
  return new Promise(resolve => {
    const end = (/** @type {BinaryNode | undefined} */ stanza) => {
      ws.off('CB:notification,type:mediaretry', take);
      resolve(stanza);
    };
    const take = (/** @type {BinaryNode} */ stanza) => {
      if (stanza.attrs.id === id) {
        end(stanza);
      }
    };
    ws.on('CB:notification,type:mediaretry', take);
    signal.addEventListener('abort', () => end(undefined), { once: true });
  });
}

/**
 * @param {BinaryNode} stanza
 * @param {Buffer} key
 * @param {string} id
 */
async function placeIn(stanza, key, id) {
  try {
    const { media } = decodeMediaRetryNode(stanza);
    const answer = media && (await decryptMediaRetryData(media, key, id));
    return answer?.result === ResultType.SUCCESS && answer.directPath ? { path: answer.directPath } : 'missing';
  } catch {
    return 'missing';
  }
}
