import { passFaultPoint } from '../fault-point.js';
import { project } from './projection.js';

const windowSize = 256;
const batchSize = 64;

/**
 * Hands the journal to the gateway, live and after a restart alike: entry by entry from the disk, never more than a window ahead of what the
 * gateway has acknowledged.
 */
export class Pump {
  #journal;
  #notify;
  #failed;
  #sent;
  #secretsOf = (/** @type {string} */ id) => this.#journal.secrets.find(id);
  /** @type {{position: number, event: any}[]} */
  #outstanding = [];
  #running = false;
  #again = false;
  #stopped = false;

  /**
   * @param {import('./journal.js').Journal} journal
   * @param {(events: object[]) => Promise<void>} notify
   * @param {(error: unknown) => void} failed told when the journal cannot be read or written
   */
  constructor(journal, notify, failed) {
    this.#journal = journal;
    this.#notify = notify;
    this.#failed = failed;
    this.#sent = journal.acknowledged;
  }

  /** Looks whether there is something to hand over. */
  kick() {
    this.#again = true;
    if (!this.#running && !this.#stopped) {
      this.#running = true;
      this.#run().catch(error => this.#failed(error));
    }
  }

  /**
   * The gateway has stored everything up to a position.
   *
   * @param {number} position
   * @returns {Promise<object[]>} the events that this covers, each told once
   */
  async acknowledge(position) {
    // Positions outlive this process: what an earlier one handed over may be acknowledged to this one.
    const reached = Math.min(position, this.#journal.last);
    passFaultPoint('acknowledged-by-gateway');
    await this.#journal.acknowledge(reached);
    this.#sent = Math.max(this.#sent, reached);
    const covered = this.#outstanding.filter(entry => entry.position <= position);
    this.#outstanding = this.#outstanding.filter(entry => entry.position > position);
    await this.#acknowledgeSilent();
    this.kick();
    return covered.map(entry => entry.event);
  }

  stop() {
    this.#stopped = true;
  }

  async #run() {
    try {
      while (this.#again && !this.#stopped) {
        this.#again = false;
        while (!this.#stopped && this.#outstanding.length < windowSize && (await this.#handOver())) {
          // On to the next entries.
        }
      }
    } finally {
      // In the same instant as the last look: a kick that comes a moment later must find it ended.
      this.#running = false;
    }
  }

  async #handOver() {
    const placed = await this.#journal.read(this.#sent, Math.min(batchSize, windowSize - this.#outstanding.length));
    const last = placed.at(-1);
    if (!last) {
      return false;
    }

    const projected = await Promise.all(placed.map(async ({ position, entry }) => ({ position, event: await project(entry, this.#secretsOf) })));
    // While it was read, it may have been acknowledged.
    const events = projected.filter(({ position, event }) => position > this.#sent && event !== undefined);
    this.#outstanding.push(...events);
    this.#sent = Math.max(this.#sent, last.position);
    if (events.length > 0) {
      await this.#notify(events.map(({ position, event }) => ({ position, ...event })));
      passFaultPoint('handed-over');
    } else {
      await this.#acknowledgeSilent();
    }

    return true;
  }

  // Nobody else will acknowledge what concerns nobody.
  async #acknowledgeSilent() {
    if (this.#outstanding.length === 0) {
      await this.#journal.acknowledge(this.#sent);
    }
  }
}
