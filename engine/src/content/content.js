import { buttonReplyOf, interactiveReplyOf, listReplyOf, templateReplyOf } from './choice.js';
import { eventOf, inviteOf, pollOf, scheduledCallOf } from './happenings.js';
import { liveLocationOf, locationOf } from './location.js';
import { mediaKindOf, mediaOf, mediaTypes } from './media.js';
import { buttonsOf, interactiveOf, listOf, templateOf } from './menu.js';
import { snippetOf } from './snippet.js';
import { orderOf, paymentCaption, productOf } from './trade.js';
import { line, list, text, told } from './values.js';
import { readCard } from './vcard.js';

/** @typedef {import('./media.js').Key} Key */
/** @typedef {{kind: string, [member: string]: any}} Content */

const mostCards = 100;

// Not something a person wrote into the chat: the agent need not know that it came. An album's pictures come as messages of their own.
const silent = new Set([
  'albumMessage',
  'call',
  'callLogMesssage',
  'chat',
  'keepInChatMessage',
  'messageHistoryBundle',
  'messageHistoryNotice',
  'pinInChatMessage',
  'protocolMessage',
  'scheduledCallEditMessage',
  'stickerSyncRmrMessage',
]);

/** @type {Record<string, (value: any, key: Key) => Content | undefined | null>} */
const readers = {
  conversation: value => words(value) ?? null,
  extendedTextMessage: value => words(value.text),
  ...Object.fromEntries(mediaTypes.map(type => [type, (/** @type {any} */ value, /** @type {Key} */ key) => mediaOf(type, value, key)])),
  locationMessage: locationOf,
  liveLocationMessage: liveLocationOf,
  contactMessage: value => cards([value]),
  contactsArrayMessage: value => cards(value.contacts),
  pollCreationMessage: pollOf,
  pollCreationMessageV2: pollOf,
  pollCreationMessageV3: pollOf,
  pollCreationMessageV5: pollOf,
  listResponseMessage: listReplyOf,
  buttonsResponseMessage: buttonReplyOf,
  templateButtonReplyMessage: templateReplyOf,
  interactiveResponseMessage: interactiveReplyOf,
  listMessage: listOf,
  buttonsMessage: buttonsOf,
  templateMessage: templateOf,
  highlyStructuredMessage: value => (value.hydratedHsm ? templateOf(value.hydratedHsm) : undefined),
  interactiveMessage: value => interactiveOf(value),
  eventMessage: eventOf,
  scheduledCallCreationMessage: scheduledCallOf,
  orderMessage: orderOf,
  productMessage: productOf,
  groupInviteMessage: inviteOf,
};

/** @type {Record<string, (value: any) => string | undefined>} */
const captions = {
  requestPaymentMessage: paymentCaption,
  sendPaymentMessage: paymentCaption,
  invoiceMessage: paymentCaption,
  newsletterAdminInviteMessage: value => text([line(value.newsletterName), text(value.caption)].filter(Boolean).join(': ')),
};

/**
 * What a message carries, as the gateway takes it.
 *
 * @param {{type?: string, value?: any, covers: string[]}} unwrapped
 * @param {Key} key
 * @returns {Content | undefined} undefined when there is nothing to show
 */
export function contentOf({ type, value, covers }, key) {
  if (!type || silent.has(type)) {
    return undefined;
  }

  if (covers.some(cover => cover.startsWith('viewOnce')) || value?.viewOnce === true) {
    return { kind: 'viewOnce', ...told({ media: mediaKindOf(type, value) }) };
  }

  // What a reader does not make sense of is shown as unsupported; null is nothing.
  const read = Object.hasOwn(readers, type) ? readers[type]?.(value, key) : undefined;
  return read === null ? undefined : read ?? unsupported(type, value);
}

/**
 * @param {string} type
 * @param {any} [value]
 * @returns {Content}
 */
function unsupported(type, value) {
  const caption = Object.hasOwn(captions, type) ? captions[type]?.(value) : snippetOf(/** @type {any} */ ({ [type]: value }));
  return { kind: 'unsupported', type, ...told({ caption }) };
}

// Blanks are a text too: somebody sent them.
/** @param {unknown} value */
const words = value => (typeof value === 'string' && value !== '' ? { kind: 'text', text: text(value) ?? value.slice(0, 1024) } : undefined);

/** @param {unknown} value */
function cards(value) {
  const read = list(value, mostCards).map(({ vcard, displayName }) => readCard(vcard, displayName));
  return read.length > 0 ? { kind: 'contacts', cards: read } : undefined;
}
