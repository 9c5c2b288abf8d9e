/** @typedef {{kind: 'accepted', at: number} | {kind: 'refused', code: number, reason: string} | {kind: 'uncertain', reason: string} | {kind: 'notConnected'}} Result */

/** @type {Record<number, string>} */
const ofTheServer = {
  463: 'WhatsApp does not let this number start new chats at the moment. Wait until the customer writes, or until WhatsApp lifts the restriction.',
  479: 'WhatsApp did not accept the form of the message.',
};

/** @type {Record<number, string>} */
const ofTheGroup = {
  401: 'This number is not a member of the group.',
  403: 'This number is not a member of the group.',
  404: 'The group no longer exists, or this number is not a member of it.',
};

// The server's own trouble and its wish for fewer messages pass; every other refusal is about the message, and asking again, as with 463,
// can make it worse.
const passing = new Set([408, 429, 500, 502, 503, 504]);

/**
 * What an acknowledgement of WhatsApp's server means.
 *
 * @param {Record<string, string | undefined>} attrs of the acknowledgement
 * @returns {Result}
 */
export function resultOf({ error, t }) {
  if (error === undefined) {
    return { kind: 'accepted', at: Number(t) * 1000 || Date.now() };
  }

  const code = Number(error) || 0;
  return passing.has(code)
    ? { kind: 'uncertain', reason: `WhatsApp answered with error ${code}.` }
    : { kind: 'refused', code, reason: ofTheServer[code] ?? `WhatsApp refused the message (error ${code}).` };
}

/**
 * What it means that Baileys could not make or hand over a message. A refused question (who is in the group?) comes before anything was
 * sent and is final; after anything else the message may be under way.
 *
 * @param {any} error
 * @returns {Result}
 */
export function resultOfFailure(error) {
  const code = error?.data;
  return Number.isInteger(code) && code >= 400 && code < 500 && !passing.has(code)
    ? { kind: 'refused', code, reason: ofTheGroup[code] ?? `WhatsApp refused to prepare the message (error ${code}).` }
    : { kind: 'uncertain', reason: 'The message could not be handed to WhatsApp.' };
}

/**
 * What it means that a file could not be uploaded: nothing was sent.
 *
 * @param {any} error
 * @returns {Result}
 */
export function resultOfUpload(error) {
  return error?.code === 'ENOENT'
    ? { kind: 'refused', code: 404, reason: 'The file that was to be sent is no longer there.' }
    : { kind: 'uncertain', reason: 'The file could not be uploaded to WhatsApp.' };
}
