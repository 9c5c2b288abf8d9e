import { once } from 'node:events';
import { WebSocketServer } from 'ws';
import { admit } from './connections/admission.js';
import { Connection } from './connections/connection.js';
import { callRoutes } from './control/calls.js';
import { Fields } from './control/fields.js';
import { groupRoutes } from './control/groups.js';
import { linkingRoutes } from './control/linking.js';
import { mediaRoutes } from './control/media.js';
import { messageRoutes } from './control/messages.js';
import { observationRoutes } from './control/observations.js';
import { phoneRoutes } from './control/phones.js';
import { profileRoutes } from './control/profiles.js';
import { controlServer } from './control/router.js';
import { signalRoutes } from './control/signals.js';
import { MEDIA_CA, mediaHost } from './media/media-host.js';
import { ServerIdentity } from './wire/certificates.js';
import { World } from './world.js';

const LOOPBACK = '127.0.0.1';

/**
 * Starts a simulated WhatsApp on three free ports of the loopback.
 * @returns {Promise<{ url: string, control: string, noiseRoot: string, mediaCa: string, close: () => Promise<void> }>}
 */
export async function startServer() {
  const world = new World();
  const identity = new ServerIdentity();
  const chat = new WebSocketServer({ host: LOOPBACK, port: 0, path: '/ws/chat', perMessageDeflate: false });
  chat.on('connection', socket => {
    new Connection(socket, identity, (connection, payload, clientKey) => admit(world, connection, payload, clientKey));
  });
  const routes = new Map([
    ...phoneRoutes(world), ...linkingRoutes(world), ...messageRoutes(world), ...mediaRoutes(world),
    ...signalRoutes(world), ...groupRoutes(world), ...callRoutes(world), ...profileRoutes(world), ...observationRoutes(world)
  ]);
  const control = controlServer(routes, values => new Fields(values));
  control.listen(0, LOOPBACK);
  const media = mediaHost(world);
  media.listen(0, LOOPBACK);
  await Promise.all([chat, control, media].map(server => once(server, 'listening')));
  world.mediaHost = `${LOOPBACK}:${portOf(media)}`;
  return {
    url: `ws://${LOOPBACK}:${portOf(chat)}/ws/chat`,
    control: `http://${LOOPBACK}:${portOf(control)}`,
    noiseRoot: identity.root,
    mediaCa: MEDIA_CA,
    async close() {
      chat.clients.forEach(client => client.terminate());
      chat.close();
      control.close();
      control.closeAllConnections();
      media.close();
      media.closeAllConnections();
      world.media.close();
    }
  };
}

/** @param {{ address(): unknown }} server */
function portOf(server) {
  return /** @type {import('node:net').AddressInfo} */ (server.address()).port;
}
