import { encodeBigEndian } from 'baileys';
import { node } from '../wire/nodes.js';

/**
 * A key bundle as stanzas carry it.
 * @param {import('../people/signal-device.js').KeyBundle} bundle
 */
export function keyNodes({ identityKey, signedPreKey, preKey }) {
  return [
    node('identity', {}, identityKey),
    node('skey', {}, [
      node('id', {}, encodeBigEndian(signedPreKey.keyId, 3)),
      node('value', {}, signedPreKey.publicKey),
      node('signature', {}, signedPreKey.signature)
    ]),
    ...(preKey
      ? [node('key', {}, [node('id', {}, encodeBigEndian(preKey.keyId, 3)), node('value', {}, preKey.publicKey)])]
      : [])
  ];
}
