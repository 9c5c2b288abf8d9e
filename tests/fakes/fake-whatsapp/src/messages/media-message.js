import { normalizeMessageContent } from 'baileys';

/** @typedef {import('baileys').proto.IMessage} Message */
/** @typedef {'image' | 'video' | 'gif' | 'videoNote' | 'audio' | 'voice' | 'document' | 'sticker'} MediaKind */
/** @typedef {import('baileys').proto.Message.IImageMessage & import('baileys').proto.Message.IVideoMessage & import('baileys').proto.Message.IAudioMessage & import('baileys').proto.Message.IDocumentMessage & import('baileys').proto.Message.IStickerMessage} MediaContent */

/**
 * What keys are derived as, and uploads are filed under, for each kind.
 * @type {Record<MediaKind, 'image' | 'video' | 'audio' | 'document' | 'sticker'>}
 */
export const cipherTypes = {
  image: 'image',
  video: 'video',
  gif: 'video',
  videoNote: 'video',
  audio: 'audio',
  voice: 'audio',
  document: 'document',
  sticker: 'sticker'
};

export const mediaKinds = /** @type {MediaKind[]} */ (Object.keys(cipherTypes));

/**
 * What a medium of a message to come is, beside its bytes.
 * @typedef {object} MediaDetails
 * @property {MediaKind} kind
 * @property {string} mimeType
 * @property {string} [fileName]
 * @property {string} [caption]
 * @property {number} [seconds]
 * @property {boolean} animated
 * @property {boolean} viewOnce
 */

/**
 * @param {MediaDetails} details
 * @param {Awaited<ReturnType<typeof import('../media/media-cipher.js').encryptMedia>>} sealed
 * @param {string} directPath
 * @param {string} url
 * @returns {Message}
 */
export function mediaMessage(details, sealed, directPath, url) {
  const { kind, mimeType: mimetype, fileName, caption, seconds, animated, viewOnce } = details;
  const content = {
    url,
    directPath,
    mimetype,
    mediaKey: sealed.mediaKey,
    mediaKeyTimestamp: Math.floor(Date.now() / 1000),
    fileSha256: sealed.fileSha256,
    fileEncSha256: sealed.fileEncSha256,
    fileLength: sealed.fileLength,
    ...(viewOnce ? { viewOnce } : {})
  };
  const message = plainMessage(kind, content, { fileName, caption, seconds, animated });
  if (viewOnce) {
    return kind === 'voice' || kind === 'audio' ? { viewOnceMessageV2Extension: { message } } : { viewOnceMessageV2: { message } };
  }
  return kind === 'document' && caption ? { documentWithCaptionMessage: { message } } : message;
}

/**
 * @param {MediaKind} kind
 * @param {import('baileys').proto.Message.IImageMessage} content
 * @param {{ fileName?: string, caption?: string, seconds?: number, animated: boolean }} details
 * @returns {Message}
 */
function plainMessage(kind, content, { fileName, caption, seconds, animated }) {
  switch (kind) {
    case 'image':
      return { imageMessage: { ...content, caption, width: 2, height: 2 } };
    case 'video':
    case 'gif':
      return { videoMessage: { ...content, caption, seconds, gifPlayback: kind === 'gif' } };
    case 'videoNote':
      return { ptvMessage: { ...content, seconds } };
    case 'audio':
    case 'voice':
      return { audioMessage: { ...content, seconds, ptt: kind === 'voice' } };
    case 'document':
      return { documentMessage: { ...content, fileName, title: fileName, caption } };
    case 'sticker':
      return { stickerMessage: { ...content, isAnimated: animated } };
  }
}

/**
 * The medium in a message, whatever it is wrapped in.
 * @param {Message} message
 * @returns {{ kind: MediaKind, content: MediaContent } | undefined}
 */
export function mediaIn(message) {
  const { imageMessage, videoMessage, ptvMessage, audioMessage, documentMessage, stickerMessage } = normalizeMessageContent(message) ?? {};
  /** @type {[MediaKind, object | null | undefined][]} */
  const candidates = [
    ['image', imageMessage],
    [videoMessage?.gifPlayback ? 'gif' : 'video', videoMessage],
    ['videoNote', ptvMessage],
    [audioMessage?.ptt ? 'voice' : 'audio', audioMessage],
    ['document', documentMessage],
    ['sticker', stickerMessage]
  ];
  const found = candidates.find(([, content]) => content);
  return found && { kind: found[0], content: /** @type {MediaContent} */ (found[1]) };
}
