import { Curve, hmacSign, proto, WA_ADV_ACCOUNT_SIG_PREFIX, WA_ADV_DEVICE_SIG_PREFIX } from 'baileys';

/** @typedef {import('../people/person.js').Person} Person */

/**
 * The phone vouches for a new device: its signature over the device's identity key, sealed with the secret that only
 * phone and device share.
 * @param {Person} person
 * @param {Uint8Array} deviceKey the device's identity key
 * @param {number} keyIndex
 * @param {Uint8Array} advSecret
 */
export function issueDeviceIdentity(person, deviceKey, keyIndex, advSecret) {
  const { identity } = person.device;
  const details = proto.ADVDeviceIdentity.encode({
    rawId: person.device.registrationId,
    timestamp: Math.floor(Date.now() / 1000),
    keyIndex
  }).finish();
  const accountSignature = Curve.sign(identity.private, Buffer.concat([WA_ADV_ACCOUNT_SIG_PREFIX, details, deviceKey]));
  const signed = proto.ADVSignedDeviceIdentity.encode({
    details, accountSignatureKey: identity.public, accountSignature
  }).finish();
  return proto.ADVSignedDeviceIdentityHMAC.encode({ details: signed, hmac: hmacSign(signed, advSecret) }).finish();
}

/**
 * Checks what a device presents as its identity, at linking and with each message that begins a session.
 * @param {Person} person the account it claims to belong to
 * @param {Uint8Array} deviceKey
 * @param {Uint8Array} encoded
 * @returns {proto.ADVSignedDeviceIdentity | undefined} undefined: not to be trusted
 */
export function verifyDeviceIdentity(person, deviceKey, encoded) {
  const identity = proto.ADVSignedDeviceIdentity.decode(encoded);
  const { details, accountSignature, deviceSignature } = identity;
  const accountKey = person.device.identity.public;
  if (!details || !accountSignature || !deviceSignature) {
    return undefined;
  }
  const trusted =
    Curve.verify(accountKey, Buffer.concat([WA_ADV_ACCOUNT_SIG_PREFIX, details, deviceKey]), accountSignature) &&
    Curve.verify(deviceKey, Buffer.concat([WA_ADV_DEVICE_SIG_PREFIX, details, deviceKey, accountKey]), deviceSignature);
  return trusted ? identity : undefined;
}
