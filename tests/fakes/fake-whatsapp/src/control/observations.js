/** @typedef {import('../world.js').World} World */

/**
 * @param {World} world
 * @returns {[string, import('./router.js').Route][]}
 */
export function observationRoutes(world) {
  return [
    ['GET /receipts', fields => {
      const number = fields.optionalDigits('number');
      return world.receipts.filter(receipt => !number || receipt.number === number);
    }],
    ['DELETE /receipts', () => {
      world.receipts = [];
    }],
    ['GET /state', () => state(world)]
  ];
}

/** @param {World} world */
function state(world) {
  const companions = [...world.people].flatMap(person => [...person.companions.values()]);
  return {
    people: [...world.people].length,
    groups: [...world.groups].length,
    devices: companions.length,
    connected: companions.filter(({ session }) => session).length,
    pending: companions.reduce((sum, { mailbox }) => sum + mailbox.pending, 0),
    receipts: world.receipts.length,
    calls: world.calls.size,
    rss: process.memoryUsage().rss
  };
}
