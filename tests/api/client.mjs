// Requests and what the tests say about their answers.
import assert from 'node:assert/strict';

import { fitsContract } from './contract.mjs';
import { fitsOwnContract } from './own_contract.mjs';

export const doc = '/apis/v1/docs/csip';

/** {status, headers, text, body} of any answer. */
export async function ask(server, method, path, { body, token = server.token, headers = {}, raw } = {}) {
  const response = await fetch(server.url + path, {
    method,
    headers: {
      ...(token ? { Authorization: `Bearer ${token}` } : {}),
      'Content-Type': 'application/json', // as Coda's SDK sends it, with a body or without
      ...headers,
    },
    body: raw ?? (body === undefined ? undefined : JSON.stringify(body)),
  });
  const text = await response.text();
  let parsed;
  try {
    parsed = JSON.parse(text);
  } catch {
    // Not JSON; the test looks at `text`.
  }
  await fitsOwnContract(server, method, path, response.status, parsed);
  return { status: response.status, headers: response.headers, text, body: parsed };
}

/** The body of an answer that must have this status and fit Coda's contract for the operation. */
export async function coda(server, method, template, path, options = {}, status = method === 'GET' ? 200 : 202) {
  const answer = await ask(server, method, `/apis/v1${path}`, options);
  assert.equal(answer.status, status, `${method} ${path}: ${answer.text}`);
  fitsContract(method.toLowerCase(), template, status, answer.body);
  return answer.body;
}

/** Refused with this status, in Coda's shape, with words that match. */
export async function refused(server, method, path, options, status, words = /./) {
  const answer = await ask(server, method, path, options);
  assert.equal(answer.status, status, `${method} ${path}: ${answer.text}`);
  assert.equal(answer.body?.statusCode, status, answer.text);
  assert.ok(answer.body.statusMessage, answer.text);
  assert.match(answer.body.message, words);
  return answer.body;
}

/** Every item of a list, page by page. */
export async function all(server, path, limit) {
  const items = [];
  let next = `${path}${path.includes('?') ? '&' : '?'}limit=${limit}`;
  while (next) {
    const { status, body, text } = await ask(server, 'GET', next);
    assert.equal(status, 200, text);
    assert.ok(body.items.length <= limit);
    items.push(...body.items);
    next = body.nextPageLink?.slice(server.url.length);
  }
  return items;
}

export const cells = (values) => ({ cells: Object.entries(values).map(([column, value]) => ({ column, value })) });
