import { WA_CERT_DETAILS } from 'baileys';
import { describe } from './masking.js';
import { currentSession, Session } from './session/session.js';

const protocol = 2;
const loopback = new Set(['127.0.0.1', 'localhost', '[::1]']);

/** @typedef {(method: string, parameters: object) => Promise<void>} Notify */

/** The sessions of this process, and what the gateway may ask of them. */
export class Engine {
  #notify;
  #log;
  /** @type {Map<string, Promise<Session>>} */
  #sessions = new Map();
  #initialized = false;
  /** @type {string | undefined} */
  #testUrl;

  /**
   * @param {Notify} notify
   * @param {import('./log.js').Log} log
   */
  constructor(notify, log) {
    this.#notify = notify;
    this.#log = log;
  }

  /**
   * The requests by method; an unknown session is an error.
   *
   * @returns {Record<string, (parameters: any) => Promise<object>>}
   */
  get methods() {
    return {
      'engine/initialize': async parameters => this.#initialize(parameters),
      'engine/ping': async () => ({ sessions: this.#sessions.size, rss: process.memoryUsage.rss() }),
      'session/open': parameters => this.#open(parameters),
      'session/close': ({ session }) => this.#close(session),
      'session/configure': ({ session, settings }) => done(this.#in(session, found => found.configure(settings))),
      'session/link': ({ session, phone, historyDays }) => this.#in(session, found => found.link({ phone: phone ?? undefined, historyDays: historyDays ?? undefined })),
      'session/reconnect': async ({ session }) => ({ linked: await this.#in(session, found => found.reconnect()) }),
      'session/logout': ({ session }) => done(this.#in(session, found => found.logout())),
      'session/send': ({ session, message }) => this.#in(session, found => found.send(message)),
      'session/download': ({ session, ...request }) => this.#in(session, found => found.files.download(request)),
      'session/typing': ({ session, chat, state }) => done(this.#in(session, found => found.presence.type(chat, state))),
      'session/read': async ({ session, chat, messages }) => ({ done: await this.#in(session, found => found.presence.read(chat, messages)) }),
      'session/user': ({ session, numbers }) => this.#in(session, found => found.people.user(numbers)),
      'session/profile': ({ session, ...request }) => this.#in(session, found => found.people.profile(request)),
      'session/members': async ({ session, group }) => ({ members: await this.#in(session, found => found.people.members(group)) }),
      'session/act': ({ session, action }) => this.#in(session, found => found.actions.act(action)),
      'session/acknowledge': ({ session, position }) => done(this.#in(session, found => found.acknowledge(position))),
    };
  }

  /**
   * An error that nobody caught.
   *
   * @param {unknown} error
   */
  failed(error) {
    const session = currentSession.getStore();
    if (session) {
      session.failed(error);
    } else {
      this.#log.error(`an error was not caught: ${describe(error)}`);
    }
  }

  /** Closes all sessions; what is under way to the disk arrives there. */
  async stop() {
    await Promise.allSettled([...this.#sessions.keys()].map(id => this.#close(id)));
  }

  /** @param {{protocol: number, testServer?: {url: string, noiseRoot: string} | null}} parameters */
  #initialize({ protocol: asked, testServer }) {
    if (asked !== protocol) {
      throw new Error(`This engine speaks protocol ${protocol}, the gateway asks for ${asked}.`);
    }

    if (testServer) {
      this.#useTestServer(testServer);
    }

    this.#initialized = true;
    return { protocol, node: process.versions.node, pid: process.pid };
  }

  /** @param {{url: string, noiseRoot: string}} testServer */
  #useTestServer({ url, noiseRoot }) {
    const { protocol: scheme, hostname } = new URL(url);
    if (!['ws:', 'wss:'].includes(scheme) || !loopback.has(hostname)) {
      throw new Error('A test server must be on this machine.');
    }

    if (!/^[0-9a-f]{64}$/i.test(noiseRoot)) {
      throw new Error('The root of a test server must be a public key in hex.');
    }

    this.#testUrl = url;
    WA_CERT_DETAILS.PUBLIC_KEY = Buffer.from(noiseRoot, 'hex');
  }

  /** @param {{session: string, folder: string, settings: import('./session/session.js').Settings}} parameters */
  async #open({ session: id, folder, settings }) {
    if (!this.#initialized) {
      throw new Error('The engine is not initialized.');
    }

    const closing = this.#close(id);
    const opening = closing.then(() => Session.open({
      folder,
      settings,
      url: this.#testUrl,
      events: events => this.#notify('session/events', { session: id, events }),
      typing: event => void this.#notify('session/typing', { session: id, event }),
      changed: status => void this.#notify('session/status', { session: id, status }),
      log: this.#log.for(id),
    }));
    this.#sessions.set(id, opening);
    try {
      return { status: (await opening).status };
    } catch (error) {
      if (this.#sessions.get(id) === opening) {
        this.#sessions.delete(id);
      }

      throw error;
    }
  }

  // One that is still being opened is closed as soon as it is.
  /** @param {string} id */
  async #close(id) {
    const opened = this.#sessions.get(id);
    this.#sessions.delete(id);
    const session = await opened?.catch(() => undefined);
    await session?.close();
    return {};
  }

  /**
   * @template T
   * @param {string} id
   * @param {(session: Session) => Promise<T>} work
   */
  async #in(id, work) {
    const session = await this.#sessions.get(id);
    if (!session) {
      throw new Error('This session is not open.');
    }

    return currentSession.run(session, () => work(session));
  }
}

/** @param {Promise<unknown>} work */
async function done(work) {
  await work;
  return {};
}
