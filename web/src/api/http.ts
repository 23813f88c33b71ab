// The one door to the server. Every path is relative: the page talks to the server it came from and to nobody else. Which
// operations there are, what each is asked with and what it answers is the server's own description (generated.ts): a path
// that there is not, a parameter that nobody reads or another body does not compile.
import type { ApiError as ErrorAnswer, Operations } from './generated';

/** The server answered with words of refusal, or could not be reached (status 0). */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    message: string,
    /** The whole answer, where it was JSON: validation errors, conflicts. */
    readonly body: Partial<ErrorAnswer> = {},
  ) {
    super(message);
    this.name = 'ApiError';
  }
}

type Method = Operations[keyof Operations]['method'];
type PathOf<M extends Method> = {
  [Id in keyof Operations]: Operations[Id] extends { method: M } ? Operations[Id]['path'] : never;
}[keyof Operations];
/** The operation of a method at a path. */
type At<M extends Method, P> = {
  [Id in keyof Operations]: Operations[Id] extends { method: M; path: P } ? Operations[Id] : never;
}[keyof Operations];
type Answer<M extends Method, P> = [At<M, P>] extends [{ response: infer R }] ? R : never;

type Parameters<Q> = { [K in keyof Q]: Q[K] | undefined };
/** What an address is made of: `{table}` in the path, and what comes behind "?". */
type Place<O> = ([O] extends [{ pathParameters: infer P }] ? { path: P } : unknown) &
  ([O] extends [{ query: infer Q }] ? { query?: Parameters<Q> } : unknown);
/** All that an operation is asked with; `signal` gives the question up. */
type Question<O> = Place<O> & ([O] extends [{ request: infer B }] ? { body: B } : unknown) & { signal?: AbortSignal | undefined };

/** The parameters of an operation, by its operationId. */
export type QueryOf<Id extends keyof Operations> = Operations[Id] extends { query: infer Q } ? Q : never;

interface AnyPlace {
  path?: object;
  query?: object;
}

/** As they stand behind "?": of a list each item, nothing of what is undefined. */
export function searchOf(query: object): URLSearchParams {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    for (const item of Array.isArray(value) ? value : [value]) if (item !== undefined) search.append(name, String(item));
  }
  return search;
}

function fill(template: string, { path = {}, query = {} }: AnyPlace): string {
  const values = new Map<string, unknown>(Object.entries(path));
  const filled = template.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(values.get(name))));
  const search = searchOf(query);
  return search.size > 0 ? `${filled}?${search}` : filled;
}

/** The address of an operation, for what the browser fetches by itself. */
export const addressOf = <M extends Method, P extends PathOf<M>>(_method: M, path: P, place: Place<At<M, P>>): string =>
  fill(path, place as unknown as AnyPlace);

const TIMEOUT_MS = 20_000;

async function refusal(response: Response): Promise<ApiError> {
  const fallback = `The server answered ${response.status} ${response.statusText}`.trim();
  try {
    const body: unknown = await response.json();
    if (typeof body === 'object' && body !== null) {
      const answer = body as Partial<ErrorAnswer>;
      return new ApiError(response.status, typeof answer.message === 'string' ? answer.message : fallback, answer);
    }
  } catch {
    // Not JSON: something between us and the server answered.
  }
  return new ApiError(response.status, fallback);
}

async function ask(address: string, init: RequestInit, signal: AbortSignal | undefined): Promise<Response> {
  const timeout = AbortSignal.timeout(TIMEOUT_MS);
  let response: Response;
  try {
    response = await fetch(address, {
      credentials: 'same-origin',
      ...init,
      signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
    });
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new ApiError(0, timeout.aborted ? 'The server took too long to answer.' : 'The server cannot be reached.');
  }
  if (!response.ok) throw await refusal(response);
  return response;
}

export async function getJson<P extends PathOf<'GET'>>(path: P, question: Question<At<'GET', P>>): Promise<Answer<'GET', P>> {
  const { signal, ...place } = question as unknown as AnyPlace & { signal?: AbortSignal };
  const response = await ask(fill(path, place), { headers: { Accept: 'application/json' } }, signal);
  return (await response.json()) as Answer<'GET', P>;
}

type WritingMethod = Exclude<Method, 'GET'>;

/** Sends JSON (or nothing) and gives the JSON of the answer, if it has any. */
export async function sendJson<M extends WritingMethod, P extends PathOf<M>>(method: M, path: P, question: Question<At<M, P>>): Promise<Answer<M, P>> {
  const { signal, body, ...place } = question as unknown as AnyPlace & { body?: unknown; signal?: AbortSignal };
  const headers = { Accept: 'application/json', ...(body === undefined ? {} : { 'Content-Type': 'application/json' }) };
  const response = await ask(fill(path, place), { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) }, signal);
  const text = await response.text();
  return (text === '' ? undefined : JSON.parse(text)) as Answer<M, P>;
}

/** Sends a file as it is and gives the JSON of the answer. */
export async function sendFile<P extends PathOf<'POST'>>(path: P, file: Blob, type: string): Promise<Answer<'POST', P>> {
  const response = await ask(path, { method: 'POST', headers: { Accept: 'application/json', 'Content-Type': type }, body: file }, undefined);
  return (await response.json()) as Answer<'POST', P>;
}
