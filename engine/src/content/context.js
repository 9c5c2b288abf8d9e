import { inlinePicture } from './media.js';
import { snippetOf } from './snippet.js';
import { address, id, line, list, text, told } from './values.js';

const mostMentions = 1024;

/**
 * What a message carries beside its content: what it answers, whom it mentions, the ad it began with.
 *
 * @param {any} value of a content
 * @returns {{quote?: {id: string, sender?: string, text?: string}, mentions?: string[], ad?: object, isForwarded?: boolean}}
 */
export function contextOf(value) {
  const context = typeof value === 'object' ? value?.contextInfo : undefined;
  if (!context) {
    return {};
  }

  return told({
    quote: quoteOf(context),
    mentions: [...new Set(list(context.mentionedJid, mostMentions).flatMap(jid => address(jid) ?? []))],
    ad: adOf(context.externalAdReply),
    isForwarded: context.isForwarded === true || context.forwardingScore > 0,
  });
}

/** @param {any} context */
function quoteOf({ stanzaId, participant, quotedMessage }) {
  const quoted = id(stanzaId);
  return quoted ? { id: quoted, ...told({ sender: address(participant), text: snippetOf(quotedMessage) }) } : undefined;
}

/** @param {any} ad */
function adOf(ad) {
  if (!ad) {
    return undefined;
  }

  const read = told({ title: line(ad.title), text: text(ad.body, 4096), url: line(ad.sourceUrl), picture: inlinePicture(ad.thumbnail) });
  return Object.keys(read).length > 0 ? read : undefined;
}
