/**
 * @typedef {object} QrCode
 * @property {string} ref
 * @property {Buffer} noiseKey
 * @property {Buffer} identityKey
 * @property {Buffer} advSecret
 */

/**
 * @param {string} payload what a phone's camera sees
 * @returns {QrCode | undefined} undefined: not a linking code
 */
export function parseQr(payload) {
  const [ref, ...keys] = payload.slice(payload.indexOf('#') + 1).split(',');
  const [noiseKey, identityKey, advSecret] = keys.slice(0, 3).map(key => Buffer.from(key, 'base64'));
  const complete = ref && [noiseKey, identityKey, advSecret].every(key => key?.length === 32);
  return complete ? { ref, noiseKey, identityKey, advSecret } : undefined;
}
