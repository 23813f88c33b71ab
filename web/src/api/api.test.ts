// The page asks the server through the types that are made from the server's own description, and through nothing else.
import { afterEach, describe, expect, it, vi } from 'vitest';
import { addressOf, getJson, searchOf, sendJson } from './http';

const modules = import.meta.glob<string>(['../**/*.{ts,tsx}', '!../**/*.test.{ts,tsx}'], { query: '?raw', import: 'default', eager: true });
const sources = Object.entries(modules).map(([path, text]) => ({ path: path.replace('./', 'api/').replace('.api/', ''), text }));
const inApi = sources.filter(({ path }) => path.startsWith('api/') && path !== 'api/generated.ts');

/** Types with members that the page makes up itself: none of them is an answer of the server, or the body of a request. */
const own: Record<string, string[]> = {
  'api/explain.ts': ['FormulaSubject'],
  'api/rows.ts': ['RowQuery'],
  // The server keeps a definition as it is given.
  'api/savedViews.ts': ['Definition', 'SavedView'],
};

describe('the modules of the API', () => {
  it('take the types of requests and answers from generated.ts', () => {
    expect(inApi.length).toBeGreaterThan(15);
    for (const { path, text } of inApi) {
      if (path === 'api/http.ts') continue; // makes them of the description
      const declared = [...text.matchAll(/^(?:export )?(?:interface (\w+)|type (\w+)[^=;]*=[^;]*\{)/gm)].map(([, first, second]) => first ?? second);
      expect(declared, `${path}: declare it in src/api/components of the server instead, and run tools/api_types.mjs`).toEqual(own[path] ?? []);
    }
  });
  it('are the only ones that know addresses or fetch', () => {
    const found = sources.filter(({ path, text }) => !path.startsWith('api/') && /['"`]\/api\/|(?<!\.)\bfetch\(|XMLHttpRequest|sendBeacon/.test(text));
    expect(found.map(({ path }) => path)).toEqual([]);
  });
});

describe('a question', () => {
  afterEach(() => vi.unstubAllGlobals());
  const answers = (body: string, status = 200) => {
    const asked = vi.fn(async (_address: string, _init: RequestInit) => new Response(status === 204 ? null : body, { status }));
    vi.stubGlobal('fetch', asked);
    return asked;
  };

  it('has its parts where the description puts them', async () => {
    const asked = answers('{"sequence":7}');
    const done = await sendJson('DELETE', '/api/comments/{row}', { path: { row: 'i/1 ä' } });
    expect(done.sequence).toBe(7);
    expect(asked.mock.calls[0]?.[0]).toBe('/api/comments/i%2F1%20%C3%A4');
    expect(addressOf('GET', '/api/views/{view}/rows', { path: { view: 'v' }, query: { sort: ['a', '-b'], 'control.Who': 'i-1', filter: undefined } })).toBe(
      '/api/views/v/rows?sort=a&sort=-b&control.Who=i-1',
    );
    expect(String(searchOf({}))).toBe('');
  });
  it('may be answered by nothing', async () => {
    answers('', 204);
    expect(await sendJson('POST', '/api/presence', { body: { client: 'c', leave: true } })).toBeUndefined();
  });
  it('does not compile where the server would not understand it', () => {
    const wrong = [
      // @ts-expect-error: there is no such path
      () => getJson('/api/tabels', {}),
      // @ts-expect-error: nor one for this method
      () => sendJson('POST', '/api/search', {}),
      // @ts-expect-error: nobody reads such a parameter
      () => getJson('/api/search', { query: { text: 'a' } }),
      // @ts-expect-error: a part of the path is missing
      () => getJson('/api/tables/{table}/rows/{row}', { path: { table: 't' } }),
      // @ts-expect-error: the body has another shape
      () => sendJson('POST', '/api/comments', { body: { table: 't', text: 'a' } }),
      // @ts-expect-error: the answer has no such member
      async () => (await getJson('/api/search', {})).found,
    ];
    expect(wrong).toHaveLength(6);
  });
});
