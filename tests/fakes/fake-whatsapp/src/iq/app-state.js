import { complain } from '../diagnostics.js';
import { CONTACTS } from '../people/address-book.js';
import { bytesOf, child, children, node } from '../wire/nodes.js';

/**
 * The collections of chat settings have nothing in them, but for the saved contacts; a change is counted and shown to tests.
 * @type {import('./answer.js').IqHandler}
 */
export function answerAppState({ companion }, iq) {
  const { addressBook } = companion.person;
  const collections = children(child(iq, 'sync'), 'collection');
  return [node('sync', {}, collections.map(collection => {
    const { name, version } = collection.attrs;
    const has = Number(version || 0);
    const patch = child(collection, 'patch');
    if (patch) {
      addressBook.read(bytesOf(patch)).catch(error => complain(`a change of settings is not readable: ${error}`));
    }
    if (name === CONTACTS && addressBook.version > 0) {
      const patches = addressBook.patchesAfter(has).map(patch => node('patch', {}, patch));
      return node('collection', { name, version: String(has), type: 'result' }, patches.length > 0 ? [node('patches', {}, patches)] : []);
    }
    return node('collection', { name, version: String(has + (patch ? 1 : 0)), type: 'result' });
  }))];
}
