import { child, children, node } from '../wire/nodes.js';

/**
 * The collections of chat settings have nothing in them; a change is counted and forgotten.
 * @type {import('./answer.js').IqHandler}
 */
export function answerAppState(session, iq) {
  const collections = children(child(iq, 'sync'), 'collection');
  return [node('sync', {}, collections.map(collection => {
    const { name, version } = collection.attrs;
    const next = Number(version || 0) + (child(collection, 'patch') ? 1 : 0);
    return node('collection', { name, version: String(next), type: 'result' });
  }))];
}
