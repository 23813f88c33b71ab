// The one door to the server. Every path is relative: the page talks to the server it came from and to nobody else.

/** The server answered with words of refusal, or could not be reached (status 0). */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
    this.name = 'ApiError';
  }
}

const TIMEOUT_MS = 20_000;

/** The words of an error answer: the API's own message where there is one. */
async function wordsOf(response: Response): Promise<string> {
  try {
    const body: unknown = await response.json();
    if (typeof body === 'object' && body !== null && 'message' in body && typeof body.message === 'string') {
      return body.message;
    }
  } catch {
    // Not JSON: something between us and the server answered.
  }
  return `The server answered ${response.status} ${response.statusText}`.trim();
}

export async function getJson<T>(path: string, signal?: AbortSignal): Promise<T> {
  const timeout = AbortSignal.timeout(TIMEOUT_MS);
  let response: Response;
  try {
    response = await fetch(path, {
      credentials: 'same-origin',
      headers: { Accept: 'application/json' },
      signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
    });
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new ApiError(0, timeout.aborted ? 'The server took too long to answer.' : 'The server cannot be reached.');
  }
  if (!response.ok) throw new ApiError(response.status, await wordsOf(response));
  return (await response.json()) as T;
}
