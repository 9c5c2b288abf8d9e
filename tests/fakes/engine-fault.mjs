// Preloaded into the engine by the chaos tests (NODE_OPTIONS=--import=…). The file ENGINE_FAULT_FILE holds "name:n": at the n-th passage of that
// point it is removed, so that it counts once, and this process ends as with kill -9.
import { existsSync, readFileSync, rmSync } from 'node:fs';

const file = process.env.ENGINE_FAULT_FILE ?? '';
let armed = '';
let passages = 0;

globalThis[Symbol.for('ponte.faultPoint')] = name => {
  if (!existsSync(file)) {
    return;
  }

  const text = readFileSync(file, 'utf8').trim();
  if (text !== armed) {
    [armed, passages] = [text, 0];
  }

  const [point, count] = text.split(':');
  if (point === name && ++passages === Number(count)) {
    rmSync(file);
    process.kill(process.pid, 'SIGKILL');
  }
};
