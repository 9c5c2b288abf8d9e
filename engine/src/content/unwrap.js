import { proto } from 'baileys';

const { FutureProofMessage } = proto.Message;
const deepest = 8;

// They come beside a content, or are none.
const beside = new Set(['messageContextInfo', 'senderKeyDistributionMessage', 'fastRatchetKeySenderKeyDistributionMessage', 'deviceSentMessage']);

/**
 * Takes a message out of the covers that WhatsApp puts around it (disappearing, seen once, edited, with a caption, ...).
 *
 * @param {proto.IMessage | null | undefined} message
 * @returns {{type?: string, value?: any, covers: string[]}} WhatsApp's name of the content and the content; neither when there is none
 */
export function unwrap(message) {
  /** @type {string[]} */
  const covers = [];
  let inner = /** @type {any} */ (message);
  for (let depth = 0; depth < deepest; depth++) {
    const type = Object.keys(inner ?? {}).find(key => !beside.has(key) && inner[key] !== null && inner[key] !== undefined);
    if (type === undefined) {
      return { covers };
    }

    if (!(inner[type] instanceof FutureProofMessage)) {
      return { type, value: inner[type], covers };
    }

    covers.push(type);
    inner = inner[type].message;
  }

  return { covers };
}
