import { createServer } from 'node:http';
import { complain } from '../diagnostics.js';
import { Problem } from './problem.js';

/** @typedef {import('./fields.js').Fields} Fields */
/** @typedef {(fields: Fields, ...parameters: string[]) => unknown | Promise<unknown>} Route */

const MAX_BODY = 32 * 1024 * 1024;

/**
 * JSON over HTTP. A route is "METHOD /path/:/path/:", with a colon for each parameter; its fields come from the body or the query.
 * @param {Map<string, Route>} routes
 * @param {(values: Record<string, unknown>) => Fields} toFields
 */
export function controlServer(routes, toFields) {
  // Tests keep connections for as long as they run, and may be busy in between.
  return createServer({ keepAliveTimeout: 3_600_000 }, async (request, response) => {
    const { status, body } = await handle(request).catch(refusal);
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(JSON.stringify(body));
  });

  /** @param {import('node:http').IncomingMessage} request */
  async function handle(request) {
    const url = new URL(request.url ?? '/', 'http://control');
    const parts = url.pathname.split('/').slice(1).map(decode);
    const path = parts.map((part, index) => index % 2 === 0 ? part : ':').join('/');
    const route = routes.get(`${request.method} /${parts.join('/')}`) ?? routes.get(`${request.method} /${path}`);
    if (!route) {
      throw new Problem(404, 'There is no such call.');
    }
    const values = request.method === 'POST' ? await readJson(request) : Object.fromEntries(url.searchParams);
    return { status: 200, body: await route(toFields(values), ...parts.filter((part, index) => index % 2 === 1)) ?? {} };
  }
}

/** @param {string} part */
function decode(part) {
  try {
    return decodeURIComponent(part);
  } catch {
    throw new Problem(400, 'The path is not readable.');
  }
}

/** @param {unknown} error */
function refusal(error) {
  if (error instanceof Problem) {
    return { status: error.status, body: { error: error.message } };
  }
  complain(`control: ${error instanceof Error ? error.stack : error}`);
  return { status: 500, body: { error: 'The fake failed; see its standard error.' } };
}

/**
 * @param {import('node:http').IncomingMessage} request
 * @returns {Promise<Record<string, unknown>>}
 */
async function readJson(request) {
  const chunks = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    if (size > MAX_BODY) {
      throw new Problem(400, 'The body is too large.');
    }
    chunks.push(chunk);
  }
  const text = Buffer.concat(chunks).toString();
  let value;
  try {
    value = text === '' ? {} : JSON.parse(text);
  } catch {
    throw new Problem(400, 'The body is not JSON.');
  }
  if (value === null || typeof value !== 'object' || Array.isArray(value)) {
    throw new Problem(400, 'The body must be a JSON object.');
  }
  return value;
}
