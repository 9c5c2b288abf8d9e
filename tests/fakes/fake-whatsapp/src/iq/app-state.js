import { CONTACTS } from '../people/address-book.js';
import { child, children, node } from '../wire/nodes.js';

/**
 * The collections of chat settings have nothing in them, but for the saved contacts; a change is counted and forgotten.
 * @type {import('./answer.js').IqHandler}
 */
export function answerAppState({ companion }, iq) {
  const { addressBook } = companion.person;
  const collections = children(child(iq, 'sync'), 'collection');
  return [node('sync', {}, collections.map(collection => {
    const { name, version } = collection.attrs;
    const has = Number(version || 0);
    if (name === CONTACTS && addressBook.version > 0) {
      const patches = addressBook.patchesAfter(has).map(patch => node('patch', {}, patch));
      return node('collection', { name, version: String(has), type: 'result' }, patches.length > 0 ? [node('patches', {}, patches)] : []);
    }
    return node('collection', { name, version: String(has + (child(collection, 'patch') ? 1 : 0)), type: 'result' });
  }))];
}
