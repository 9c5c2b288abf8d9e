import { S_WHATSAPP_NET } from 'baileys';
import { CodeExchange } from '../linking/pairing-code.js';
import { parseQr } from '../linking/qr.js';
import { bytesOf, child, node, serverId, timestamp } from '../wire/nodes.js';
import { personOf } from './lookups.js';
import { Problem } from './problem.js';

/** @typedef {import('../world.js').World} World */
/** @typedef {import('../people/person.js').Person} Person */
/** @typedef {import('../connections/registration.js').Registration} Registration */

/**
 * @param {World} world
 * @returns {[string, import('./router.js').Route][]}
 */
export function linkingRoutes(world) {
  return [
    ['POST /phones/:/scan', (fields, number) => scan(world, personOf(world, number), fields.text('qr'))],
    ['POST /phones/:/enter-code', (fields, number) => enterCode(world, personOf(world, number), fields.text('code'))],
    ['GET /phones/:/pairing', (fields, number) => ({ waiting: !!world.waiting.byNumber(personOf(world, number).number) })]
  ];
}

/**
 * @param {World} world
 * @param {Person} person
 * @param {string} payload
 */
async function scan(world, person, payload) {
  const qr = parseQr(payload);
  if (!qr) {
    throw new Problem(400, 'That is no linking code.');
  }
  const registration = world.waiting.byRef(qr.ref);
  if (!registration || !qr.noiseKey.equals(registration.noiseKey) || !qr.identityKey.equals(registration.identityKey)) {
    throw new Problem(409, 'No device is waiting with that code.');
  }
  return link(registration, person, qr.advSecret);
}

/**
 * @param {World} world
 * @param {Person} person
 * @param {string} typed
 */
async function enterCode(world, person, typed) {
  const registration = world.waiting.byNumber(person.number);
  const request = registration?.takeCodeRequest();
  if (!registration || !request) {
    throw new Problem(409, 'No device is waiting for a code of that number.');
  }
  const code = typed.replace('-', '').toUpperCase();
  const exchange = await CodeExchange.begin(person.device.identity, code, request.wrappedEphemeral);
  const finish = await registration.ask(request.ref, await primaryHello(person, request.ref, exchange));
  const stage = child(finish, 'link_code_companion_reg');
  const wrapped = bytesOf(child(stage, 'link_code_pairing_wrapped_key_bundle'));
  const advSecret = exchange.finish(wrapped, registration.identityKey);
  if (!advSecret) {
    throw new Problem(409, 'The code is wrong.');
  }
  return link(registration, person, advSecret);
}

/**
 * @param {Person} person
 * @param {string} ref
 * @param {CodeExchange} exchange
 */
async function primaryHello(person, ref, exchange) {
  return node('notification', { from: S_WHATSAPP_NET, type: 'link_code_companion_reg', id: serverId(), t: timestamp() }, [
    node('link_code_companion_reg', { stage: 'primary_hello' }, [
      node('link_code_pairing_ref', {}, Buffer.from(ref)),
      node('primary_identity_pub', {}, person.device.identity.public),
      node('link_code_pairing_wrapped_primary_ephemeral_pub', {}, await exchange.wrappedEphemeral())
    ])
  ]);
}

/**
 * @param {Registration} registration
 * @param {Person} person
 * @param {Buffer} advSecret
 */
async function link(registration, person, advSecret) {
  const companion = await registration.link(person, advSecret);
  if (!companion) {
    throw new Problem(409, 'The device did not sign.');
  }
  return { device: companion.id, jid: companion.phoneJid, lid: companion.lidJid };
}
