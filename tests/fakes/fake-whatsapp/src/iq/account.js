import { QueryIds } from 'baileys';
import { changePicture } from '../groups/requests.js';
import { pictureNode } from '../media/picture.js';
import { bytesOf, child, firstChild, node } from '../wire/nodes.js';

/** @typedef {import('./answer.js').IqHandler} IqHandler */

const REACHOUT_TIMELOCK = JSON.stringify({ data: { xwa2_fetch_account_reachout_timelock: { is_active: false } } });
const UNKNOWN_GRAPH_QUERY = JSON.stringify({
  data: null, errors: [{ message: 'Not simulated', extensions: { error_code: 400, is_retryable: false } }]
});

/** @type {IqHandler} */
export function done() {
  return [];
}

/** @type {IqHandler} */
export function properties() {
  return [node('props', { protocol: '1', hash: 'fake', refresh: '86400' })];
}

/** @type {IqHandler} */
export function blockList({ companion: { person } }, iq) {
  if (iq.attrs.type === 'get') {
    return [node('list', {}, [...person.blocked].map(jid => node('item', { jid })))];
  }
  const { action, jid } = child(iq, 'item')?.attrs ?? {};
  person.blocked[action === 'block' ? 'add' : 'delete'](jid);
  return [];
}

/** @type {IqHandler} */
export function privacy({ companion: { person } }, iq) {
  if (iq.attrs.type === 'get') {
    return [node('privacy', {}, Object.entries(person.privacy).map(([name, value]) => node('category', { name, value })))];
  }
  const { name, value } = child(iq, 'privacy', 'category')?.attrs ?? {};
  person.privacy[name] = value;
  return [];
}

/** @type {IqHandler} */
export function mediaHosts({ world }) {
  return [node('media_conn', { auth: world.mediaAuth, ttl: '21600', auth_ttl: '21600', max_buckets: '12' },
    [node('host', { hostname: world.mediaHost })])];
}

/** @type {IqHandler} */
export function graphQuery(session, iq) {
  const known = child(iq, 'query')?.attrs.query_id === QueryIds.REACHOUT_TIMELOCK;
  return [node('result', {}, Buffer.from(known ? REACHOUT_TIMELOCK : UNKNOWN_GRAPH_QUERY))];
}

/** @type {IqHandler} */
export function businessProfile() {
  return [node('business_profile')];
}

/** @type {IqHandler} */
export function bots() {
  return [node('bot')];
}

/** @type {IqHandler} */
export function status({ companion: { person } }, iq) {
  person.about = bytesOf(child(iq, 'status')).toString();
  return [];
}

/** @type {IqHandler} */
export function picture(session, iq) {
  return iq.attrs.type === 'get' ? [pictureNode(session.world, iq.attrs.target ?? iq.attrs.to, child(iq, 'picture'))] : changePicture(session, iq);
}

/** @type {IqHandler} the device logs itself out */
export function removeDevice({ companion }, iq) {
  if (firstChild(iq)?.tag !== 'remove-companion-device') {
    return undefined;
  }
  companion.person.companions.delete(companion.id);
  return [];
}
