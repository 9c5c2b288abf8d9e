import { createReadStream, readFileSync } from 'node:fs';
import { createServer } from 'node:https';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { complain } from '../diagnostics.js';

/** @typedef {import('node:http').IncomingMessage} Request */
/** @typedef {import('node:http').ServerResponse} Response */
/** @typedef {import('./media-store.js').StoredFile} StoredFile */
/** @typedef {import('../world.js').World} World */

/** The certificate that clients have to trust, as PEM. */
export const MEDIA_CA = fileURLToPath(new URL('../../certificate/media-host.crt', import.meta.url));

const KEY = new URL('../../certificate/media-host.key', import.meta.url);
const UPLOAD_PATH = /^\/(?:mms|product|pps)\/[a-z-]+\/([A-Za-z0-9_-]{43})$/;
const RANGE = /^bytes=(\d+)-(\d*)$/;

/**
 * Where clients upload encrypted files to, and download them from; pictures of people and groups, too.
 * @param {World} world
 */
export function mediaHost(world) {
  return createServer({ key: readFileSync(KEY), cert: readFileSync(MEDIA_CA), keepAliveTimeout: 3_600_000 }, (request, response) => {
    handle(world, request, response).catch(error => {
      if (!response.destroyed) {
        complain(`media: ${error instanceof Error ? error.message : error}`);
        response.destroy();
      }
    });
  });
}

/**
 * @param {World} world
 * @param {Request} request
 * @param {Response} response
 */
async function handle(world, request, response) {
  const url = new URL(request.url ?? '/', 'https://media');
  if (request.method === 'POST') {
    await upload(world, url, request, response);
  } else if (request.method === 'GET') {
    await download(world, url, request, response);
  } else {
    refuse(response, 405);
  }
}

/**
 * @param {World} world
 * @param {URL} url
 * @param {Request} request
 * @param {Response} response
 */
async function upload(world, url, request, response) {
  const fault = world.faults.take('upload', url.pathname);
  if (fault) {
    request.resume();
    fail(fault, response);
    return;
  }
  const hash = UPLOAD_PATH.exec(url.pathname)?.[1];
  if (!hash || url.searchParams.get('token') !== hash) {
    refuse(response, 400);
    return;
  }
  if (url.searchParams.get('auth') !== world.mediaAuth) {
    refuse(response, 401);
    return;
  }
  const stored = await world.media.keep(request, hash);
  if (!stored) {
    refuse(response, 400);
    return;
  }
  response.setHeader('content-type', 'application/json');
  response.end(JSON.stringify({ url: world.mediaUrl(stored.directPath), direct_path: stored.directPath }));
}

/**
 * @param {World} world
 * @param {URL} url
 * @param {Request} request
 * @param {Response} response
 */
async function download(world, url, request, response) {
  world.downloads.set(url.pathname, (world.downloads.get(url.pathname) ?? 0) + 1);
  const fault = world.faults.take('download', url.pathname);
  const stored = world.media.find(url.pathname);
  if (fault && (fault.status !== null || !stored)) {
    fail(fault, response);
    return;
  }
  if (!stored || stored.goneWith !== null) {
    refuse(response, stored?.goneWith ?? 404);
    return;
  }
  const range = rangeOf(request, stored.size);
  if (range === undefined) {
    refuse(response, 416);
    return;
  }
  const { start, end } = range ?? { start: 0, end: stored.size - 1 };
  if (range) {
    response.setHeader('content-range', `bytes ${start}-${end}/${stored.size}`);
  }
  response.writeHead(range ? 206 : 200, { 'content-type': 'application/octet-stream', 'content-length': end - start + 1 });
  if (fault) {
    await cut(stored, response);
  } else {
    await pipeline(createReadStream(stored.file, { start, end }), response);
  }
}

/**
 * @param {Request} request
 * @param {number} size
 * @returns {{ start: number, end: number } | null | undefined} null: everything; undefined: there is no such part
 */
function rangeOf(request, size) {
  const asked = RANGE.exec(request.headers.range ?? '');
  if (!asked) {
    return null;
  }
  const start = Number(asked[1]);
  return start < size ? { start, end: Math.min(asked[2] ? Number(asked[2]) : size - 1, size - 1) } : undefined;
}

/**
 * @param {import('./faults.js').Fault} fault
 * @param {Response} response
 */
function fail({ status }, response) {
  if (status === null) {
    response.destroy();
  } else {
    refuse(response, status);
  }
}

/**
 * Half of the file, then the end of the line.
 * @param {StoredFile} stored
 * @param {Response} response
 */
async function cut({ file, size }, response) {
  for await (const chunk of createReadStream(file, { end: Math.max(Math.floor(size / 2) - 1, 0) })) {
    response.write(chunk);
  }
  response.write('', () => response.destroy());
}

/**
 * @param {Response} response
 * @param {number} status
 */
function refuse(response, status) {
  response.writeHead(status, { 'content-type': 'text/plain', connection: 'close' });
  response.end();
}
