// The one door to the server. Every path is relative: the page talks to the server it came from and to nobody else.

/** The server answered with words of refusal, or could not be reached (status 0). */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    message: string,
    /** The whole answer, where it was JSON: validation errors, conflicts. */
    readonly body: ErrorBody = {},
  ) {
    super(message);
    this.name = 'ApiError';
  }
}

export interface ErrorBody {
  message?: string;
  codaDetail?: { validationErrors?: { path: string; message: string }[] };
  conflicts?: Conflict[];
}

/** A cell that somebody else wrote since the writer had read it. */
export interface Conflict {
  table: string;
  row: string;
  column: string;
  yours: unknown;
  theirs: unknown;
  expected: unknown;
  actor: string;
  time: string;
}

const TIMEOUT_MS = 20_000;

async function refusal(response: Response): Promise<ApiError> {
  const fallback = `The server answered ${response.status} ${response.statusText}`.trim();
  try {
    const body: unknown = await response.json();
    if (typeof body === 'object' && body !== null) {
      const { message } = body as ErrorBody;
      return new ApiError(response.status, typeof message === 'string' ? message : fallback, body as ErrorBody);
    }
  } catch {
    // Not JSON: something between us and the server answered.
  }
  return new ApiError(response.status, fallback);
}

async function ask(path: string, init: RequestInit, signal: AbortSignal | undefined): Promise<Response> {
  const timeout = AbortSignal.timeout(TIMEOUT_MS);
  let response: Response;
  try {
    response = await fetch(path, {
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

export async function getJson<T>(path: string, signal?: AbortSignal): Promise<T> {
  const response = await ask(path, { headers: { Accept: 'application/json' } }, signal);
  return (await response.json()) as T;
}

type Method = 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** Sends JSON (or nothing) and gives the JSON of the answer. */
export async function sendJson<T>(method: Method, path: string, body?: unknown, signal?: AbortSignal): Promise<T> {
  const headers = { Accept: 'application/json', ...(body === undefined ? {} : { 'Content-Type': 'application/json' }) };
  const response = await ask(path, { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) }, signal);
  const text = await response.text();
  return (text === '' ? {} : JSON.parse(text)) as T;
}

/** Sends a file as it is. */
export async function sendFile<T>(path: string, file: Blob, signal?: AbortSignal): Promise<T> {
  const response = await ask(path, { method: 'POST', body: file, headers: { Accept: 'application/json' } }, signal);
  return (await response.json()) as T;
}
