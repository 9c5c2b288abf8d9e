import './quiet-console.js';
import { complain } from './diagnostics.js';
import { startServer } from './server.js';

for (const event of ['uncaughtException', 'unhandledRejection']) {
  process.on(event, error => complain(`${event}: ${error instanceof Error ? error.stack : error}`));
}

const { url, control, noiseRoot, mediaCa, close } = await startServer();
process.stdout.write(`${JSON.stringify({ url, control, noiseRoot, mediaCa })}\n`);

async function end() {
  await close();
  process.exit(0);
}

process.on('SIGTERM', end);
// Whoever started this process holds its standard input open: without them it would be an orphan.
process.stdin.on('end', end).on('error', end).resume();
