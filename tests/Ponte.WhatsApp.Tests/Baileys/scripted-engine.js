// An engine that speaks engine/PROTOCOL.md and does what script.json beside it says, so that tests can have it misbehave. Every request is
// noted in requests.jsonl. The members of the script:
//   exit          end at once
//   print         written to standard output at the start
//   protocol      the protocol number it answers
//   silent        methods that are never answered, separated by spaces
//   answers       method -> result, in place of the usual one
//   errors        method -> message of a JSON-RPC error
//   openFailures  so many openings fail first, counted over all processes
//   onOpen        [method, parameters] of notifications told before an opening is answered
//   journal       the events of every session; delivered behind what was acknowledged, no more than `window` unacknowledged
//   stubborn      goes on when the socket closes or it is asked to stop
import { appendFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createConnection } from 'node:net';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const folder = dirname(fileURLToPath(import.meta.url));
const script = () => JSON.parse(readFileSync(join(folder, 'script.json'), 'utf8'));
const noted = (name, otherwise) => (existsSync(join(folder, name)) ? JSON.parse(readFileSync(join(folder, name), 'utf8')) : otherwise);
const note = (name, value) => writeFileSync(join(folder, name), JSON.stringify(value));
const delivered = new Map();

const { exit, print, stubborn } = script();
process.stdout.write(print ?? '');
if (exit) {
  process.exit(3);
}

const socket = createConnection(process.argv[2]);
socket.on('close', () => stubborn || process.exit(0));
socket.on('error', () => undefined);
if (stubborn) {
  setInterval(() => undefined, 1000);
}

const tell = message => {
  const body = Buffer.from(JSON.stringify({ jsonrpc: '2.0', ...message }));
  socket.write(Buffer.concat([Buffer.from(`Content-Length: ${body.length}\r\n\r\n`), body]));
};

const deliver = session => {
  const { journal = [], window = 256 } = script();
  const acknowledged = noted(`acknowledged-${session}.json`, 0);
  const from = delivered.get(session) ?? acknowledged;
  const events = journal.filter(event => event.position > from && event.position <= acknowledged + window);
  if (events.length > 0) {
    delivered.set(session, events.at(-1).position);
    tell({ method: 'session/events', params: { session, events } });
  }
};

const usual = {
  'engine/initialize': () => ({ protocol: script().protocol ?? 2, pid: process.pid }),
  'session/open': ({ session }) => {
    const failures = noted('failures.json', 0);
    if (failures < (script().openFailures ?? 0)) {
      note('failures.json', failures + 1);
      throw new Error('The lock is held.');
    }

    delivered.delete(session);
    for (const [method, params] of script().onOpen ?? []) {
      tell({ method, params });
    }

    setImmediate(deliver, session);
    return { status: { state: 'disconnected', cause: null, self: null } };
  },
  'session/acknowledge': ({ session, position }) => {
    note(`acknowledged-${session}.json`, Math.max(position, noted(`acknowledged-${session}.json`, 0)));
    setImmediate(deliver, session);
    return {};
  },
  'engine/stop': () => {
    setTimeout(() => stubborn || process.exit(0), 20);
    return {};
  },
};

const answer = ({ id, method, params }) => {
  appendFileSync(join(folder, 'requests.jsonl'), JSON.stringify({ method, params }) + '\n');
  const { silent = '', answers = {}, errors = {} } = script();
  if (silent.split(' ').includes(method)) {
    return;
  }

  try {
    if (errors[method]) {
      throw new Error(errors[method]);
    }

    tell({ id, result: answers[method] ?? usual[method]?.(params) ?? {} });
  } catch (error) {
    tell({ id, error: { code: -32603, message: error.message } });
  }
};

let received = Buffer.alloc(0);
socket.on('data', data => {
  received = Buffer.concat([received, data]);
  for (;;) {
    const header = received.indexOf('\r\n\r\n');
    const length = Number(/Content-Length: (\d+)/i.exec(received.subarray(0, Math.max(header, 0)).toString())?.[1]);
    if (header < 0 || received.length < header + 4 + length) {
      return;
    }

    const message = JSON.parse(received.subarray(header + 4, header + 4 + length).toString());
    received = received.subarray(header + 4 + length);
    if (message.id !== undefined) {
      answer(message);
    }
  }
});
