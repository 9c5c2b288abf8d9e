import { encodeBigEndian, KEY_BUNDLE_TYPE } from 'baileys';
import { keyNodes } from '../messages/key-nodes.js';
import { deviceOf } from '../wire/jids.js';
import { bytesOf, child, children, error, firstChild, node, timestamp } from '../wire/nodes.js';

/** @typedef {import('baileys').BinaryNode} BinaryNode */
/** @typedef {import('../connections/session.js').Session} Session */
/** @typedef {import('../people/companion.js').Companion} Companion */

/** @type {import('./answer.js').IqHandler} */
export function answerEncrypt({ companion, world }, iq) {
  if (iq.attrs.type === 'set') {
    return child(iq, 'rotate') ? rotate(companion, child(iq, 'rotate', 'skey')) : upload(companion, iq);
  }
  switch (firstChild(iq)?.tag) {
    case 'count':
      return [node('count', { value: String(companion.preKeyCount) })];
    case 'digest':
      return [digest(companion)];
    case 'key':
      return [node('list', {}, children(child(iq, 'key'), 'user').map(user => bundle(world, user.attrs.jid)))];
    default:
      return undefined;
  }
}

/**
 * @param {Companion} companion
 * @param {BinaryNode} iq
 */
function upload(companion, iq) {
  const identity = bytesOf(child(iq, 'identity'));
  const keys = children(child(iq, 'list'), 'key').map(readKey);
  if (!identity.equals(companion.identityKey) || keys.length === 0 || keys.some(key => key.publicKey.length !== 32)) {
    return [error(406, 'not-acceptable')];
  }
  keys.forEach(({ keyId, publicKey }) => companion.addPreKey(keyId, publicKey));
  return rotate(companion, child(iq, 'skey'));
}

/**
 * @param {Companion} companion
 * @param {BinaryNode | undefined} skey
 */
function rotate(companion, skey) {
  const signature = bytesOf(child(skey, 'signature'));
  if (!skey || signature.length !== 64) {
    return [error(406, 'not-acceptable')];
  }
  companion.signedPreKey = { ...readKey(skey), signature };
  return [];
}

/** @param {BinaryNode} key */
function readKey(key) {
  const id = bytesOf(child(key, 'id'));
  return { keyId: id.length === 3 ? id.readUIntBE(0, 3) : 0, publicKey: bytesOf(child(key, 'value')) };
}

/** @param {Companion} companion */
function digest({ registrationId, identityKey, signedPreKey, preKeyIds }) {
  return node('digest', {}, [
    node('registration', {}, encodeBigEndian(registrationId)),
    node('type', {}, KEY_BUNDLE_TYPE),
    ...keyNodes({ registrationId, identityKey, signedPreKey }),
    node('list', {}, preKeyIds.map(id => node('id', {}, encodeBigEndian(id, 3))))
  ]);
}

/**
 * The keys for a session with one device: of a phone, or of a device linked to one.
 * @param {import('../world.js').World} world
 * @param {string} jid
 */
function bundle(world, jid) {
  const device = deviceOf(jid);
  const person = world.people.find(jid);
  const companion = person?.companions.get(device);
  const holder = device === 0 ? person?.device : companion;
  if (!holder) {
    return node('user', { jid }, [error(404, 'item-not-found')]);
  }
  const keys = holder.takeBundle();
  return node('user', { jid, t: timestamp() }, [
    node('registration', {}, encodeBigEndian(keys.registrationId)),
    node('type', {}, KEY_BUNDLE_TYPE),
    ...keyNodes(keys),
    ...(companion ? [node('device-identity', {}, companion.deviceIdentity)] : [])
  ]);
}
