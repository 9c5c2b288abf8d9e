import '../src/quiet-console.js';
import { after, before } from 'node:test';
import { startServer } from '../src/server.js';
import { Client } from './client.js';
import { Control } from './control.js';

/** A server for the tests of one file, and what tests need around it. */
export class Stage {
  /** @type {Client[]} */
  #clients = [];
  #numbers = 900_000_000;
  /** @type {import('./client.js').Server | undefined} */
  #server;

  constructor() {
    before(async () => {
      this.#server = await startServer();
    });
    after(async () => {
      await Promise.all(this.#clients.filter(({ open }) => open).map(client => client.disconnect()));
      await this.#server?.close();
    });
  }

  get server() {
    return /** @type {import('./client.js').Server} */ (this.#server);
  }

  get control() {
    return new Control(this.server.control);
  }

  newNumber() {
    return `5511${++this.#numbers}`;
  }

  /** @param {Partial<import('baileys').UserFacingSocketConfig>} [options] */
  newClient(options) {
    const client = new Client(this.server, options);
    this.#clients.push(client);
    return client;
  }

  /** @param {object} [more] */
  async newPhone(more) {
    const number = this.newNumber();
    await this.control.post('/phones', { number, name: 'Shop', ...more });
    return number;
  }

  /** @param {object} [more] */
  async newPeer(more) {
    const number = this.newNumber();
    const { lid } = await this.control.post('/peers', { number, name: 'Customer', ...more });
    return { number, jid: `${number}@s.whatsapp.net`, lid: `${lid}@lid` };
  }

  /**
   * Waits for a receipt of a linked device.
   * @param {string} number
   * @param {string} id of the message
   * @param {string} [type] undefined: any
   */
  async receipt(number, id, type) {
    /** @param {any[]} receipts */
    const find = receipts => receipts.find(receipt => receipt.id === id && (type === undefined || receipt.type === type));
    return find(await this.control.until(`/receipts?number=${number}`, find));
  }

  /**
   * A phone with a client that it has linked and that is online.
   * @param {Partial<import('baileys').UserFacingSocketConfig>} [options]
   */
  async linked(options) {
    const number = await this.newPhone();
    const client = this.newClient(options);
    client.connect();
    const qr = await client.until('a QR code', () => client.qr);
    await this.control.post(`/phones/${number}/scan`, { qr });
    await client.until('the login', () => client.open);
    await this.control.until(`/receipts?number=${number}`, receipts =>
      receipts.some((/** @type {{ type: string }} */ { type }) => type === 'hist_sync'));
    return { number, client };
  }
}
