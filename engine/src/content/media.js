import { mostInline, writeToken } from '../media/token.js';
import { address, bytes, count, line, text, told } from './values.js';

/** @typedef {{id?: string, chat?: string, fromMe?: boolean, participant?: string}} Key whose message it is, as its own phone knows it */
/** @typedef {'image' | 'video' | 'gif' | 'videoNote' | 'audio' | 'voice' | 'document' | 'sticker'} MediaKind */
/** @typedef {{token: string, mimeType: string, fileName?: string, size?: number, seconds?: number, isAnimated?: boolean}} File */

/** @type {Record<MediaKind, {keys: 'image' | 'video' | 'audio' | 'document', mimeType: string}>} */
const kinds = {
  image: { keys: 'image', mimeType: 'image/jpeg' },
  video: { keys: 'video', mimeType: 'video/mp4' },
  gif: { keys: 'video', mimeType: 'video/mp4' },
  videoNote: { keys: 'video', mimeType: 'video/mp4' },
  audio: { keys: 'audio', mimeType: 'audio/mpeg' },
  voice: { keys: 'audio', mimeType: 'audio/ogg; codecs=opus' },
  document: { keys: 'document', mimeType: 'application/octet-stream' },
  sticker: { keys: 'image', mimeType: 'image/webp' },
};

/** @type {Record<string, (value: any) => MediaKind>} */
const kindOf = {
  imageMessage: () => 'image',
  videoMessage: value => (value.gifPlayback ? 'gif' : 'video'),
  ptvMessage: () => 'videoNote',
  audioMessage: value => (value.ptt ? 'voice' : 'audio'),
  documentMessage: () => 'document',
  stickerMessage: () => 'sticker',
};

export const mediaTypes = Object.keys(kindOf);

/**
 * What WhatsApp's name of a medium is in the protocol.
 *
 * @param {string | undefined} type
 * @param {any} value
 * @returns {MediaKind | undefined}
 */
export const mediaKindOf = (type, value) => kindOf[type ?? '']?.(value);

/**
 * A medium; undefined when what is needed to fetch it is missing.
 *
 * @param {string} type
 * @param {any} value
 * @param {Key} key
 */
export function mediaOf(type, value, key) {
  const media = mediaKindOf(type, value);
  const file = media ? fileOf(media, value, key) : undefined;
  return media && file ? { kind: 'media', media, file, ...told({ caption: text(value.caption) }) } : undefined;
}

/**
 * A small picture that came inside of a message.
 *
 * @param {unknown} picture JPEG, PNG or WebP
 * @returns {File | undefined} undefined when it is none, or too large
 */
export function inlinePicture(picture) {
  const mimeType = picture instanceof Uint8Array && picture.length <= mostInline ? pictureType(picture) : undefined;
  return mimeType ? { token: writeToken({ inline: Buffer.from(/** @type {Uint8Array} */ (picture)) }), mimeType, size: /** @type {Uint8Array} */ (picture).length } : undefined;
}

/**
 * @param {MediaKind} media
 * @param {any} value
 * @param {Key} key
 * @returns {File | undefined}
 */
function fileOf(media, value, key) {
  const { keys, mimeType } = kinds[media];
  const mediaKey = bytes(value.mediaKey, 32);
  const place = placeOf(value);
  if (!mediaKey || !place) {
    return undefined;
  }

  const chat = address(key.chat);
  return {
    token: writeToken({
      type: keys,
      ...place,
      key: mediaKey,
      hash: bytes(value.fileSha256, 32),
      encryptedHash: bytes(value.fileEncSha256, 32),
      ...(key.id && chat ? { message: { id: key.id, chat, fromMe: key.fromMe === true, ...told({ participant: address(key.participant) }) } } : {}),
    }),
    mimeType: mimeTypeOf(value.mimetype) ?? mimeType,
    ...told({
      fileName: media === 'document' ? line(value.fileName) ?? line(value.title) : undefined,
      size: count(value.fileLength, Number.MAX_SAFE_INTEGER),
      seconds: count(value.seconds),
      isAnimated: value.isAnimated === true || value.isLottie === true,
    }),
  };
}

// Only what is needed to judge it later: whether it is fetched from there is decided when it is fetched.
/** @param {any} value */
function placeOf({ directPath, url }) {
  const told = typeof url === 'string' && url.length < 4096 && URL.canParse(url) ? new URL(url) : undefined;
  const path = typeof directPath === 'string' && directPath.startsWith('/') && directPath.length < 4096 ? directPath : told && told.pathname + told.search;
  return path ? { path, ...(told?.host ? { host: told.host } : {}) } : undefined;
}

/**
 * @param {unknown} value
 * @returns {string | undefined}
 */
const mimeTypeOf = value => (typeof value === 'string' && value.length <= 128 && /^[\w.+-]+\/[\w.+-]+(;[ -~]*)?$/.test(value) ? value : undefined);

/** @param {Uint8Array} picture */
function pictureType(picture) {
  const start = Buffer.from(picture.subarray(0, 12)).toString('latin1');
  const known = start.startsWith('\xFF\xD8\xFF') ? 'image/jpeg' : start.startsWith('\x89PNG') ? 'image/png' : undefined;
  return known ?? (start.startsWith('RIFF') && start.endsWith('WEBP') ? 'image/webp' : undefined);
}
