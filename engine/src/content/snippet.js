import { text } from './values.js';
import { unwrap } from './unwrap.js';

const longest = 500;
const fields = ['text', 'caption', 'hydratedContentText', 'contentText', 'selectedDisplayText', 'name', 'title', 'displayName', 'orderTitle', 'description', 'fileName', 'groupName'];

/**
 * The first words of a message, for a quote of it.
 *
 * @param {import('baileys').proto.IMessage | null | undefined} message
 * @returns {string | undefined} undefined when it has none
 */
export function snippetOf(message) {
  const { value } = unwrap(message);
  const inner = value?.hydratedTemplate ?? value?.hydratedFourRowTemplate ?? value?.body ?? value?.product ?? value;
  return text(typeof inner === 'string' ? inner : fields.map(field => text(inner?.[field])).find(Boolean), longest);
}
