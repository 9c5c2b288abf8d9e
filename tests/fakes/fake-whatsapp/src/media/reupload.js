import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { proto } from 'baileys';
import { mediaIn } from '../messages/media-message.js';
import { bytesOf, child, node, timestamp } from '../wire/nodes.js';

/** @typedef {import('baileys').BinaryNode} BinaryNode */
/** @typedef {'answer' | 'refuse' | 'ignore'} ReuploadMode whether a phone uploads again, says that it has no such file, or does nothing */

const TAG_LENGTH = 16;
const IV_LENGTH = 12;
const NOT_FOUND = 2;
const { SUCCESS } = proto.MediaRetryNotification.ResultType;

/**
 * A linked device asks its own phone to upload the medium of a message again, because the media host no longer has it.
 * @param {import('../world.js').World} world
 * @param {import('../people/companion.js').Companion} companion
 * @param {BinaryNode} receipt
 */
export function uploadAgain(world, companion, receipt) {
  const { id } = receipt.attrs;
  const rmr = child(receipt, 'rmr');
  const { from_me: fromMe, participant, jid } = rmr?.attrs ?? {};
  const author = fromMe === 'true' ? companion.person : world.people.find(participant ?? jid);
  const content = mediaIn(author?.writer.find(id)?.message ?? {})?.content;
  const mode = companion.person.reupload;
  if (!rmr || mode === 'ignore') {
    return;
  }
  const stored = world.media.find(content?.directPath ?? undefined);
  const answer = stored && content?.mediaKey && mode === 'answer' && isAskedBy(receipt, content.mediaKey, id)
    ? sealed(content.mediaKey, id, world.media.again(stored).directPath)
    : node('error', { code: String(NOT_FOUND) });
  companion.mailbox.post(node('notification',
    { from: companion.jid('pn').replace(/:\d+/, ''), type: 'mediaretry', id, t: timestamp() },
    [answer, node('rmr', rmr.attrs)]));
}

/**
 * Whether the request names the message in a way that only who has its key can.
 * @param {BinaryNode} receipt
 * @param {Uint8Array} mediaKey
 * @param {string} id
 */
function isAskedBy(receipt, mediaKey, id) {
  const secret = bytesOf(child(receipt, 'encrypt', 'enc_p'));
  const iv = bytesOf(child(receipt, 'encrypt', 'enc_iv'));
  if (iv.length !== IV_LENGTH || secret.length <= TAG_LENGTH) {
    return false;
  }
  try {
    const decipher = createDecipheriv('aes-256-gcm', retryKey(mediaKey), iv)
      .setAAD(Buffer.from(id)).setAuthTag(secret.subarray(-TAG_LENGTH));
    const plain = Buffer.concat([decipher.update(secret.subarray(0, -TAG_LENGTH)), decipher.final()]);
    return proto.ServerErrorReceipt.decode(plain).stanzaId === id;
  } catch {
    return false;
  }
}

/**
 * @param {Uint8Array} mediaKey
 * @param {string} id
 * @param {string} directPath
 */
function sealed(mediaKey, id, directPath) {
  const plain = proto.MediaRetryNotification.encode({ stanzaId: id, directPath, result: SUCCESS }).finish();
  const iv = randomBytes(IV_LENGTH);
  const cipher = createCipheriv('aes-256-gcm', retryKey(mediaKey), iv).setAAD(Buffer.from(id));
  const secret = Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
  return node('encrypt', {}, [node('enc_p', {}, secret), node('enc_iv', {}, iv)]);
}

/** @param {Uint8Array} mediaKey */
function retryKey(mediaKey) {
  return Buffer.from(hkdfSync('sha256', mediaKey, Buffer.alloc(0), 'WhatsApp Media Retry Notification', 32));
}
