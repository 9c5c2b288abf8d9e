import { WA_CERT_DETAILS } from 'baileys';
import { describe } from './masking.js';
import { currentSession, Session } from './session/session.js';

const protocol = 1;
const loopback = /^wss?:\/\/(127\.0\.0\.1|localhost|\[::1\])(:\d+)?\//;

/** @typedef {(method: string, parameters: object) => Promise<void>} Notify */

/** The sessions of this process, and what the gateway may ask of them. */
export class Engine {
  #notify;
  #log;
  /** @type {Map<string, Session>} */
  #sessions = new Map();
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
      'engine/initialize': parameters => this.#initialize(parameters),
      'engine/ping': async () => ({ sessions: this.#sessions.size, rss: process.memoryUsage.rss() }),
      'session/open': parameters => this.#open(parameters),
      'session/close': ({ session }) => this.#close(session),
      'session/configure': ({ session, settings }) => done(this.#in(session, found => found.configure(settings))),
      'session/link': ({ session, phone, historyDays }) => this.#in(session, found => found.link({ phone: phone ?? undefined, historyDays: historyDays ?? undefined })),
      'session/reconnect': async ({ session }) => ({ linked: await this.#in(session, found => found.reconnect()) }),
      'session/logout': ({ session }) => done(this.#in(session, found => found.logout())),
      'session/send': ({ session, message }) => this.#in(session, found => found.send(message)),
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
  async #initialize({ protocol: asked, testServer }) {
    if (asked !== protocol) {
      throw new Error(`This engine speaks protocol ${protocol}, the gateway asks for ${asked}.`);
    }

    if (testServer) {
      if (!loopback.test(testServer.url)) {
        throw new Error('A test server must be on this machine.');
      }

      this.#testUrl = testServer.url;
      WA_CERT_DETAILS.PUBLIC_KEY = Buffer.from(testServer.noiseRoot, 'hex');
    }

    return { protocol, node: process.versions.node, pid: process.pid };
  }

  /** @param {{session: string, folder: string, settings: import('./session/session.js').Settings}} parameters */
  async #open({ session: id, folder, settings }) {
    await this.#close(id);
    const log = this.#log.for(id);
    const session = await Session.open({
      id,
      folder,
      settings,
      url: this.#testUrl,
      events: events => this.#notify('session/events', { session: id, events }),
      changed: status => void this.#notify('session/status', { session: id, status }),
      log,
    });
    this.#sessions.set(id, session);
    return { status: session.status };
  }

  /** @param {string} id */
  async #close(id) {
    const session = this.#sessions.get(id);
    this.#sessions.delete(id);
    await session?.close();
    return {};
  }

  /**
   * @template T
   * @param {string} id
   * @param {(session: Session) => Promise<T>} work
   */
  #in(id, work) {
    const session = this.#of(id);
    return currentSession.run(session, () => work(session));
  }

  /** @param {string} id */
  #of(id) {
    const session = this.#sessions.get(id);
    if (!session) {
      throw new Error('This session is not open.');
    }

    return session;
  }
}

/** @param {Promise<unknown>} work */
async function done(work) {
  await work;
  return {};
}
