// Prints, in hexadecimal and one a line, every key in the session store of a folder: node list-secrets.js <engine> <folder>
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const [engine, folder] = process.argv.slice(2);
const require = createRequire(join(engine, 'package.json'));
const { ClassicLevel } = require('classic-level');
const { BufferJSON } = await import(pathToFileURL(join(engine, 'node_modules', 'baileys', 'lib', 'index.js')).href);

const isBase64 = text => text.length >= 32 && /^[A-Za-z0-9+/]+={0,2}$/.test(text);
const secrets = new Set();

const collect = value => {
  if (value instanceof Uint8Array) {
    const bytes = Buffer.from(value);
    const json = bytes[0] === 0x7b || bytes[0] === 0x5b ? parsed(bytes.toString()) : undefined;
    if (json !== undefined) {
      collect(json);
    } else if (bytes.length >= 16) {
      secrets.add(bytes.toString('hex'));
    }
  } else if (typeof value === 'string' && isBase64(value)) {
    secrets.add(Buffer.from(value, 'base64').toString('hex'));
  } else if (value !== null && typeof value === 'object') {
    Object.values(value).forEach(collect);
  }
};

const parsed = text => {
  try {
    return JSON.parse(text, BufferJSON.reviver);
  } catch {
    return undefined;
  }
};

const database = new ClassicLevel(folder, { keyEncoding: 'utf8', valueEncoding: 'utf8' });
for await (const [key, value] of database.iterator()) {
  if (key === 'creds' || key.startsWith('signal:')) {
    collect(parsed(value));
  }
}

await database.close();
process.stdout.write([...secrets].join('\n'));
