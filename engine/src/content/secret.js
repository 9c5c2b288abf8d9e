import { createDecipheriv, createHash, hkdfSync } from 'node:crypto';
import { proto } from 'baileys';
import { line } from './values.js';

/** @typedef {import('./fact.js').Place} Place */
/** @typedef {import('./fact.js').SecretsOf} SecretsOf */

const tagLength = 16;
const longest = 65_536;
const { Message } = proto;
const { SecretEncType } = Message.SecretEncryptedMessage;
const { EventResponseType } = Message.EventResponseMessage;

/** @type {Record<number, string>} */
const answers = {
  [EventResponseType.GOING]: 'Going',
  [EventResponseType.NOT_GOING]: 'Not going',
  [EventResponseType.MAYBE]: 'Maybe',
};

/**
 * The words that a vote chose.
 *
 * @param {any} value of a pollUpdateMessage
 * @param {Place} place
 * @param {SecretsOf} secretsOf
 * @returns {Promise<string[] | undefined>} undefined when the poll is not known
 */
export async function readVote({ pollCreationMessageKey: key, vote }, place, secretsOf) {
  const opened = await open('Poll Vote', key, vote, place, secretsOf);
  const chosen = opened && attempt(() => Message.PollVoteMessage.decode(opened.plaintext).selectedOptions.map(hash => Buffer.from(hash).toString('hex')));
  return chosen && opened.secret.options?.filter(option => chosen.includes(createHash('sha256').update(option).digest('hex'))).map(option => line(option) ?? option);
}

/**
 * @param {any} value of an encReactionMessage
 * @param {Place} place
 * @param {SecretsOf} secretsOf
 */
export async function readReaction(value, place, secretsOf) {
  const opened = await open('Enc Reaction', value.targetMessageKey, value, place, secretsOf);
  return opened && attempt(() => Message.ReactionMessage.decode(opened.plaintext));
}

/**
 * @param {any} value of a secretEncryptedMessage
 * @param {Place} place
 * @param {SecretsOf} secretsOf
 */
export async function readEdit(value, place, secretsOf) {
  const use = value.secretEncType === SecretEncType.EVENT_EDIT ? 'Event Edit' : value.secretEncType === SecretEncType.MESSAGE_EDIT ? 'Message Edit' : undefined;
  const opened = use ? await open(use, value.targetMessageKey, value, place, secretsOf) : undefined;
  return opened && attempt(() => Message.decode(opened.plaintext));
}

/**
 * @param {any} value of an encEventResponseMessage
 * @param {Place} place
 * @param {SecretsOf} secretsOf
 * @returns {Promise<string | undefined>} the answer in words
 */
export async function readResponse(value, place, secretsOf) {
  const opened = await open('Event Response', value.eventCreationMessageKey, value, place, secretsOf);
  return opened && attempt(() => answers[Message.EventResponseMessage.decode(opened.plaintext).response ?? 0]);
}

/**
 * Opens what is encrypted with the secret of an earlier message. Who wrote that one and who changes it are part of the key, each by the address
 * that he goes by in the chat: all that are known are tried, and the cipher tells which fits.
 *
 * @param {string} use
 * @param {any} key of the earlier message
 * @param {any} sealed
 * @param {Place} place
 * @param {SecretsOf} secretsOf
 */
async function open(use, key, sealed, { senders }, secretsOf) {
  const { encPayload, encIv } = sealed ?? {};
  if (typeof key?.id !== 'string' || !(encPayload instanceof Uint8Array) || !(encIv instanceof Uint8Array) || encPayload.length > longest || encPayload.length < tagLength) {
    return undefined;
  }

  for (const secret of await secretsOf(key.id)) {
    for (const writer of secret.writers) {
      for (const changer of senders) {
        const plaintext = decrypt(encPayload, encIv, keyOf(secret.secret, [key.id, writer, changer, use]), ['Poll Vote', 'Event Response'].includes(use) ? `${key.id}\0${changer}` : '');
        if (plaintext) {
          return { plaintext, secret };
        }
      }
    }
  }

  return undefined;
}

/**
 * @param {Uint8Array} secret
 * @param {string[]} parts
 */
const keyOf = (secret, parts) => Buffer.from(hkdfSync('sha256', secret, Buffer.alloc(32), parts.join(''), 32));

/**
 * @param {Uint8Array} payload
 * @param {Uint8Array} iv
 * @param {Buffer} key
 * @param {string} associated
 */
function decrypt(payload, iv, key, associated) {
  return attempt(() => {
    const cipher = createDecipheriv('aes-256-gcm', key, iv);
    cipher.setAAD(Buffer.from(associated));
    cipher.setAuthTag(payload.subarray(-tagLength));
    return Buffer.concat([cipher.update(payload.subarray(0, -tagLength)), cipher.final()]);
  });
}

/**
 * @template T
 * @param {() => T} work
 * @returns {T | undefined} undefined for what makes no sense
 */
function attempt(work) {
  try {
    return work();
  } catch {
    return undefined;
  }
}
