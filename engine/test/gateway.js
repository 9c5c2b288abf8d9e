import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { EventEmitter, once } from 'node:events';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { after } from 'node:test';
import { fileURLToPath } from 'node:url';
import { createMessageConnection, NotificationType, RequestType, SocketMessageReader, SocketMessageWriter } from 'vscode-jsonrpc/node.js';
import { folder } from './support.js';

const main = fileURLToPath(new URL('../src/main.js', import.meta.url));
const mediaCa = fileURLToPath(new URL('../../tests/fakes/fake-whatsapp/certificate/media-host.crt', import.meta.url));
const patience = 30_000;

export const settings = {
  proxy: null, allowPrivateNetworks: true, autoRejectCalls: false, callRejectMessage: '', keepOnline: false, autoReadMessages: false, syncHistory: false,
};

/** The gateway's side: an engine process, its sessions, and what it told of them. It acknowledges only what it is told to. */
export class Gateway {
  /** @type {Gateway | undefined} */
  static #shared;

  /** @type {Map<string, any[]>} */
  #events = new Map();
  /** @type {Map<string, any[]>} */
  #statuses = new Map();
  #news = new EventEmitter().setMaxListeners(0);
  #rpc;
  output = '';
  /** @type {any[]} */
  logs = [];
  /** @type {any[]} */
  typing = [];

  /**
   * @param {import('node:child_process').ChildProcess} child
   * @param {import('node:net').Socket} socket
   */
  constructor(child, socket) {
    this.child = child;
    this.socket = socket;
    this.#rpc = createMessageConnection(new SocketMessageReader(socket), new SocketMessageWriter(socket));
    this.#on('session/events', ({ session, events }) => this.events(session).push(...events));
    this.#on('session/typing', ({ event }) => this.typing.push(event));
    this.#on('session/status', ({ session, status }) => this.statuses(session).push(status));
    this.#on('log', line => this.logs.push(line));
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on('data', chunk => {
        this.output += chunk;
      });
    }

    this.#rpc.listen();
  }

  /**
   * @param {import('node:test').TestContext} context
   * @param {{url: string, noiseRoot: string}} [testServer]
   * @param {string[]} [flags] of Node
   */
  static async start(context, testServer, flags = []) {
    const gateway = await Gateway.#spawn(context, testServer, flags);
    context.after(() => gateway.kill());
    return gateway;
  }

  /**
   * The engine that the tests of a file share: each finds it without sessions. Where one has killed it, the next gets a fresh one.
   *
   * @param {import('node:test').TestContext} context
   * @param {{url: string, noiseRoot: string}} testServer
   */
  static async shared(context, testServer) {
    const gateway = (Gateway.#shared ??= await Gateway.#spawn(context, testServer));
    context.after(() => gateway.#empty());
    return gateway;
  }

  /**
   * @param {import('node:test').TestContext} context
   * @param {{url: string, noiseRoot: string}} [testServer]
   * @param {string[]} [flags]
   */
  static async #spawn(context, testServer, flags = []) {
    const path = join(await folder(context), 'engine.sock');
    const server = createServer().listen(path);
    await once(server, 'listening');
    const child = spawn(process.execPath, [...flags, main, path], { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, NODE_EXTRA_CA_CERTS: mediaCa } });
    const [socket] = /** @type {[import('node:net').Socket]} */ (await once(server, 'connection'));
    server.close();
    const gateway = new Gateway(child, socket);
    await gateway.ask('engine/initialize', { protocol: 2, testServer });
    return gateway;
  }

  /**
   * @param {string} method
   * @param {object} [parameters]
   * @returns {Promise<any>}
   */
  ask(method, parameters = {}) {
    return this.#rpc.sendRequest(new RequestType(method), parameters);
  }

  /**
   * @param {string} session
   * @param {string} path
   * @param {object} [more] settings
   */
  open(session, path, more = {}) {
    return this.ask('session/open', { session, folder: path, settings: { ...settings, ...more } });
  }

  /** @param {string} session */
  events(session) {
    return ofSession(this.#events, session);
  }

  /** @param {string} session */
  statuses(session) {
    return ofSession(this.#statuses, session);
  }

  /** @param {string} session */
  messages(session) {
    return this.events(session).filter(({ kind }) => kind === 'message');
  }

  /** @param {string} session */
  texts(session) {
    return this.messages(session).map(({ content }) => content.text);
  }

  /**
   * @template T
   * @param {string} what for the message when it does not come
   * @param {() => T} condition
   * @returns {Promise<NonNullable<T>>}
   */
  async until(what, condition) {
    const signal = AbortSignal.timeout(patience);
    for (;;) {
      const value = condition();
      if (value) {
        return value;
      }

      await once(this.#news, 'news', { signal }).catch(() => assert.fail(`waited in vain for ${what}; ${JSON.stringify(this.logs.slice(-15))}`));
    }
  }

  /**
   * @param {string} session
   * @param {string} state
   */
  untilState(session, state) {
    return this.until(`${session} ${state}`, () => (this.statuses(session).at(-1)?.state === state ? this.statuses(session).at(-1) : undefined));
  }

  async kill() {
    this.child.kill('SIGKILL');
    await this.ended();
    this.socket.destroy();
  }

  /** Ends the engine that the tests of this file have shared. */
  static async endShared() {
    await Gateway.#shared?.kill();
  }

  // A test may have ended it.
  async #empty() {
    const sessions = new Set([...this.#events.keys(), ...this.#statuses.keys()]);
    const race = new AbortController();
    if (this.isRunning) {
      const closed = Promise.all([...sessions].map(session => this.ask('session/close', { session })));
      await Promise.race([closed, once(this.child, 'exit', { signal: race.signal }).catch(() => {})]);
      race.abort();
    }

    Gateway.#shared = this.isRunning ? this : undefined;
    this.#events.clear();
    this.#statuses.clear();
    [this.output, this.logs, this.typing] = ['', [], []];
  }

  get isRunning() {
    return this.child.exitCode === null && this.child.signalCode === null;
  }

  /** Waits for the end of the process. */
  async ended() {
    if (this.isRunning) {
      await once(this.child, 'exit', { signal: AbortSignal.timeout(patience) });
    }
  }

  /**
   * @param {string} method
   * @param {(parameters: any) => void} take
   */
  #on(method, take) {
    this.#rpc.onNotification(new NotificationType(method), parameters => {
      take(parameters);
      this.#news.emit('news');
    });
  }
}

after(() => Gateway.endShared());

/**
 * @param {Map<string, any[]>} lists
 * @param {string} session
 * @returns {any[]}
 */
function ofSession(lists, session) {
  const list = lists.get(session) ?? [];
  lists.set(session, list);
  return list;
}
