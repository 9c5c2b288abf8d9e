import { rm } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { encryptedStream, getAudioDuration } from 'baileys';

/** @typedef {import('../session/connection.js').Socket} Socket */
/** @typedef {{kind: 'media', media: import('../content/media.js').MediaKind, path: string, mimeType: string, fileName?: string, caption?: string, seconds?: number, waveform?: string, isAnimated?: boolean}} OutgoingMedia the waveform in base64 */

const patience = 10 * 60_000;
const idlePatience = 60_000;
const stickerPoints = 512;

/** @type {Record<string, {type: 'image' | 'video' | 'audio' | 'document' | 'sticker', field: string}>} */
const forms = {
  image: { type: 'image', field: 'imageMessage' },
  video: { type: 'video', field: 'videoMessage' },
  gif: { type: 'video', field: 'videoMessage' },
  videoNote: { type: 'video', field: 'ptvMessage' },
  audio: { type: 'audio', field: 'audioMessage' },
  voice: { type: 'audio', field: 'audioMessage' },
  document: { type: 'document', field: 'documentMessage' },
  sticker: { type: 'sticker', field: 'stickerMessage' },
};

/** Whether there is such a medium. */
export const isMedium = (/** @type {string} */ media) => Object.hasOwn(forms, media);

/**
 * Encrypts a file from the disk to the disk, uploads it, and says what a message about it carries.
 *
 * @param {Socket} socket
 * @param {OutgoingMedia} content
 * @returns {Promise<import('baileys').proto.IMessage>}
 */
export async function upload(socket, content) {
  const { type, field } = /** @type {{type: 'image', field: string}} */ (forms[content.media]);
  const ended = new AbortController();
  const late = pause(patience, undefined, { signal: ended.signal, ref: false }).then(() => {
    throw new Error('The upload took too long.');
  });
  late.catch(() => undefined);
  try {
    const uploaded = await Promise.race([encryptAndUpload(socket, content.path, type), late]);
    return { [field]: { ...uploaded, ...(await detailsOf(content)) } };
  } finally {
    ended.abort();
  }
}

/** WhatsApp did not say where to upload to. Baileys remembers that it failed to ask: only a new connection asks again. */
export class NoMediaHosts extends Error {}

/**
 * @param {Socket} socket
 * @param {string} path
 * @param {'image'} type
 */
async function encryptAndUpload(socket, path, type) {
  await socket.refreshMediaConn().catch(() => {
    throw new NoMediaHosts('WhatsApp did not name its media hosts.');
  });
  const { mediaKey, encFilePath, fileEncSha256, fileSha256, fileLength } = await encryptedStream({ url: path }, type);
  try {
    const { mediaUrl: url, directPath } = await socket.waUploadToServer(encFilePath, {
      mediaType: type, fileEncSha256B64: fileEncSha256.toString('base64'), timeoutMs: idlePatience,
    });
    return { url, directPath, mediaKey, fileEncSha256, fileSha256, fileLength, mediaKeyTimestamp: Math.floor(Date.now() / 1000) };
  } finally {
    await rm(encFilePath, { force: true });
  }
}

/** @param {OutgoingMedia} content */
async function detailsOf({ media, path, mimeType, fileName, caption, seconds, waveform, isAnimated }) {
  switch (media) {
    case 'voice':
      // Without the codec's name, phones do not play it as a voice message.
      return { mimetype: mimeType.startsWith('audio/ogg') ? 'audio/ogg; codecs=opus' : mimeType, ptt: true, seconds: seconds ?? (await secondsOf(path)), ...(waveform ? { waveform: Buffer.from(waveform, 'base64') } : {}) };
    case 'audio':
      return { mimetype: mimeType, seconds: seconds ?? (await secondsOf(path)) };
    case 'document':
      return { mimetype: mimeType, fileName: fileName || 'file', title: fileName || 'file', caption };
    case 'sticker':
      return { mimetype: mimeType, width: stickerPoints, height: stickerPoints, ...(isAnimated ? { isAnimated } : {}) };
    default:
      return { mimetype: mimeType, caption, seconds, ...(media === 'gif' ? { gifPlayback: true } : {}) };
  }
}

/**
 * @param {string} path of a recording
 * @returns {Promise<number | undefined>} undefined when it cannot be told
 */
async function secondsOf(path) {
  try {
    return Math.ceil((await getAudioDuration(path)) ?? 0) || undefined;
  } catch {
    return undefined;
  }
}
