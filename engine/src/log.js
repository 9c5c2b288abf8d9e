import { mask } from './masking.js';

/** @typedef {'debug' | 'info' | 'warn' | 'error'} Level */
/** @typedef {{level: Level, session?: string, message: string}} LogLine */

/** Log lines of the process or of one session, on their way to the gateway. */
export class Log {
  #write;
  #session;

  /**
   * @param {(line: LogLine) => void} write
   * @param {string} [session]
   */
  constructor(write, session) {
    this.#write = write;
    this.#session = session;
  }

  /** @param {string} session */
  for(session) {
    return new Log(this.#write, session);
  }

  /** @param {string} message */
  debug(message) {
    this.#say('debug', message);
  }

  /** @param {string} message */
  info(message) {
    this.#say('info', message);
  }

  /** @param {string} message */
  warn(message) {
    this.#say('warn', message);
  }

  /** @param {string} message */
  error(message) {
    this.#say('error', message);
  }

  /**
   * @param {Level} level
   * @param {string} message
   */
  #say(level, message) {
    this.#write({ level, session: this.#session, message: mask(message) });
  }
}

/**
 * The logger that Baileys asks for. It hands over stanzas, keys and errors as objects: only the text beside them is kept, and as debug,
 * because Baileys calls everyday events errors.
 *
 * @param {Log} log
 * @returns {import('baileys').WASocket extends never ? never : any}
 */
export function baileysLogger(log) {
  const keep = (/** @type {unknown} */ first, /** @type {unknown} */ second) => {
    const text = typeof first === 'string' ? first : second;
    if (typeof text === 'string') {
      log.debug(`baileys: ${text}`);
    }
  };
  const quiet = () => undefined;
  const logger = {
    level: 'warn',
    child: () => logger,
    trace: quiet,
    debug: quiet,
    info: quiet,
    warn: keep,
    error: keep,
  };
  return logger;
}
