import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const main = fileURLToPath(new URL('../../tests/fakes/fake-whatsapp/src/main.js', import.meta.url));
const patience = 30_000;

/** The simulated WhatsApp in a process of its own, spoken to over its control API. */
export class FakeWhatsApp {
  #numbers = 900_000_000;

  /**
   * @param {{url: string, control: string, noiseRoot: string}} places
   */
  constructor({ url, control, noiseRoot }) {
    this.testServer = { url, noiseRoot };
    this.control = control;
  }

  /** Starts it; it ends with this process or with the returned function. */
  static async start() {
    const child = spawn(process.execPath, [main], { stdio: ['pipe', 'pipe', 'inherit'] });
    const [line] = await once(createInterface(child.stdout), 'line');
    const stop = async () => {
      child.kill('SIGKILL');
      await once(child, 'exit');
    };
    return { fake: new FakeWhatsApp(JSON.parse(line)), stop };
  }

  newNumber() {
    return `5511${++this.#numbers}`;
  }

  /**
   * @param {string} path
   * @param {object} [body] sent with POST; without it, it is a GET
   * @returns {Promise<any>}
   */
  async ask(path, body) {
    const response = await fetch(this.control + path, body ? { method: 'POST', body: JSON.stringify(body) } : {});
    const answer = await response.json();
    assert.equal(response.status, 200, `${path}: ${JSON.stringify(answer)}`);
    return answer;
  }

  /** @param {object} [more] */
  async newPeer(more = {}) {
    const number = this.newNumber();
    const { lid } = await this.ask('/peers', { number, name: 'Customer', ...more });
    return { number, jid: `${number}@s.whatsapp.net`, lid: lid ? `${lid}@lid` : undefined };
  }

  /**
   * @param {string} path
   * @param {(answer: any) => unknown} condition
   * @returns {Promise<any>} the answer that fulfilled it
   */
  async until(path, condition) {
    const end = Date.now() + patience;
    for (;;) {
      const answer = await this.ask(path);
      if (condition(answer)) {
        return answer;
      }

      assert.ok(Date.now() < end, `waited in vain at ${path}: ${JSON.stringify(answer).slice(0, 500)}`);
      await pause(20);
    }
  }
}
