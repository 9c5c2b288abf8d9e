import { decryptMedia } from '../media/media-cipher.js';
import { cipherTypes, mediaIn } from '../messages/media-message.js';
import { personOf } from './lookups.js';
import { Problem } from './problem.js';

/** @typedef {import('../world.js').World} World */
/** @typedef {import('./fields.js').Fields} Fields */

const SHOWN_BYTES = 1024 * 1024;

/**
 * @param {World} world
 * @returns {[string, import('./router.js').Route][]}
 */
export function mediaRoutes(world) {
  return [
    ['GET /peers/:/messages/:/media', (fields, number, id) => read(world, number, id)],
    ['GET /media', fields => describe(world, fields)],
    ['POST /media/faults', fields => addFault(world, fields)],
    ['DELETE /media/faults', () => world.faults.clear()],
    ['POST /media/forget', fields => {
      fileOf(world, fields).goneWith = Number(fields.choice('status', ['404', '410'], '410'));
    }]
  ];
}

/**
 * Decrypts a medium that a linked device has sent, as the peer's phone would when it is tapped.
 * @param {World} world
 * @param {string} number
 * @param {string} id
 */
async function read(world, number, id) {
  const entry = personOf(world, number).reader.inbox.find(id);
  const medium = entry && mediaIn(entry.message);
  if (!medium) {
    throw new Problem(404, 'No such message with a medium has arrived.');
  }
  const { kind, content } = medium;
  const stored = world.media.find(content.directPath ?? undefined);
  if (!stored || !content.mediaKey || !content.fileEncSha256 || !content.fileSha256) {
    throw new Problem(409, 'The message does not lead to a file.');
  }
  const expected = { encrypted: content.fileEncSha256, plain: content.fileSha256, size: Number(content.fileLength) };
  const { size, sha256, content: bytes } =
    await decryptMedia(stored.file, content.mediaKey, cipherTypes[kind], expected, SHOWN_BYTES).catch(error => {
      throw new Problem(409, `The file cannot be decrypted. ${error instanceof Error ? error.message : error}`);
    });
  return { size, sha256, base64: bytes?.toString('base64') };
}

/**
 * @param {World} world
 * @param {Fields} fields
 */
function addFault(world, fields) {
  const status = fields.isNull('status') ? null : fields.count('status', 500, 599);
  if (status !== null && status < 400) {
    throw new Problem(400, '"status" must be from 400 to 599, or null.');
  }
  world.faults.add({
    on: fields.choice('on', ['download', 'upload'], 'download'),
    path: fields.has('path') ? fileOf(world, fields).path : undefined,
    status,
    left: fields.count('count', 1)
  });
}

/**
 * @param {World} world
 * @param {Fields} fields
 */
function describe(world, fields) {
  const { path, size, goneWith } = fileOf(world, fields);
  return { path, size, gone: goneWith !== null, downloads: world.downloads.get(path) ?? 0 };
}

/**
 * @param {World} world
 * @param {Fields} fields
 */
function fileOf({ media }, fields) {
  const stored = media.find(fields.text('path'));
  if (!stored) {
    throw new Problem(404, 'The media host has no such file.');
  }
  return stored;
}
