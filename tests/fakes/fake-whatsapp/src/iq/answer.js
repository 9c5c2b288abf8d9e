import { complain } from '../diagnostics.js';
import { error, failed, firstChild, result } from '../wire/nodes.js';
import * as account from './account.js';
import { answerAppState } from './app-state.js';
import { answerEncrypt } from './encrypt.js';
import { answerGroups } from './groups.js';
import { answerUsync } from './usync.js';

/** @typedef {import('baileys').BinaryNode} BinaryNode */
/** @typedef {import('../connections/session.js').Session} Session */

/**
 * Answers one query with the content of its result. Content that begins with an <error> makes it an error;
 * undefined: this is not known.
 * @typedef {(session: Session, iq: BinaryNode) => BinaryNode[] | undefined} IqHandler
 */

/** @type {Map<string, IqHandler>} by namespace */
const handlers = new Map([
  ['w:p', account.done],
  ['passive', account.done],
  ['urn:xmpp:whatsapp:dirty', account.done],
  ['w:stats', account.done],
  ['status', account.status],
  ['disappearing_mode', account.done],
  ['abt', account.properties],
  ['blocklist', account.blockList],
  ['privacy', account.privacy],
  ['w:m', account.mediaHosts],
  ['w:mex', account.graphQuery],
  ['w:biz', account.businessProfile],
  ['bot', account.bots],
  ['w:profile:picture', account.picture],
  ['md', account.removeDevice],
  ['encrypt', answerEncrypt],
  ['usync', answerUsync],
  ['w:g2', answerGroups],
  ['w:sync:app:state', answerAppState]
]);

/**
 * @param {Session} session
 * @param {BinaryNode} iq
 * @returns {BinaryNode | undefined} undefined: it was itself an answer
 */
export function answerIq(session, iq) {
  const { type, xmlns } = iq.attrs;
  if (type !== 'get' && type !== 'set' && xmlns === undefined) {
    return undefined;
  }
  const content = handlers.get(xmlns)?.(session, iq);
  if (!content) {
    complain(`no answer for iq ${type} ${xmlns}/${firstChild(iq)?.tag}`);
    return failed(iq, error(501, 'feature-not-implemented'));
  }
  return content[0]?.tag === 'error' ? failed(iq, content[0]) : result(iq, content);
}
