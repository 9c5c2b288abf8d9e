import { once } from 'node:events';
import { WebSocketServer } from 'ws';
import { admit } from './connections/admission.js';
import { Connection } from './connections/connection.js';
import { Fields } from './control/fields.js';
import { linkingRoutes } from './control/linking.js';
import { messageRoutes } from './control/messages.js';
import { observationRoutes } from './control/observations.js';
import { phoneRoutes } from './control/phones.js';
import { controlServer } from './control/router.js';
import { ServerIdentity } from './wire/certificates.js';
import { World } from './world.js';

const LOOPBACK = '127.0.0.1';

/**
 * Starts a simulated WhatsApp on two free ports of the loopback.
 * @returns {Promise<{ url: string, control: string, noiseRoot: string, close: () => Promise<void> }>}
 */
export async function startServer() {
  const world = new World();
  const identity = new ServerIdentity();
  const chat = new WebSocketServer({ host: LOOPBACK, port: 0, path: '/ws/chat', perMessageDeflate: false });
  chat.on('connection', socket => {
    new Connection(socket, identity, (connection, payload, clientKey) => admit(world, connection, payload, clientKey));
  });
  const routes = new Map([
    ...phoneRoutes(world), ...linkingRoutes(world), ...messageRoutes(world), ...observationRoutes(world)
  ]);
  const control = controlServer(routes, values => new Fields(values));
  control.listen(0, LOOPBACK);
  await Promise.all([once(chat, 'listening'), once(control, 'listening')]);
  return {
    url: `ws://${LOOPBACK}:${portOf(chat)}/ws/chat`,
    control: `http://${LOOPBACK}:${portOf(control)}`,
    noiseRoot: identity.root,
    async close() {
      chat.clients.forEach(client => client.terminate());
      chat.close();
      control.close();
      control.closeAllConnections();
    }
  };
}

/** @param {{ address(): unknown }} server */
function portOf(server) {
  return /** @type {import('node:net').AddressInfo} */ (server.address()).port;
}
