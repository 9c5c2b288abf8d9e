import { spawn } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { MEDIA_CA } from '../src/media/media-host.js';

// Node reads which certificates to trust when it starts, and the surroundings may have told it of others.
const folder = fileURLToPath(new URL('.', import.meta.url));
const asked = process.argv.slice(2);
const files = asked.length > 0 ? asked : readdirSync(folder).filter(name => name.endsWith('.test.js')).map(name => folder + name);
spawn(process.execPath, ['--test', '--test-force-exit', ...files], {
  stdio: 'inherit',
  env: { ...process.env, NODE_EXTRA_CA_CERTS: MEDIA_CA }
}).on('exit', code => process.exit(code ?? 1));
