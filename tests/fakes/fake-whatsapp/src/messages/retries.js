import { extractE2ESessionFromRetryReceipt } from 'baileys';
import { child } from '../wire/nodes.js';

/** @typedef {import('baileys').BinaryNode} BinaryNode */

/**
 * A linked device could not read a message and asks its author for it once more.
 * @param {import('../world.js').World} world
 * @param {import('../people/companion.js').Companion} companion
 * @param {BinaryNode} receipt
 */
export async function resendFor(world, companion, receipt) {
  const { id, to, participant } = receipt.attrs;
  const author = world.people.find(participant ?? to);
  const count = Number(child(receipt, 'retry')?.attrs.count) || 1;
  await author?.writer.resend(id, companion, count, enclosedBundle(receipt) ?? companion.takeBundle());
}

/**
 * @param {BinaryNode} receipt
 * @returns {import('../people/signal-device.js').KeyBundle | undefined}
 */
function enclosedBundle(receipt) {
  const bundle = extractE2ESessionFromRetryReceipt(receipt);
  return bundle ?? undefined;
}
