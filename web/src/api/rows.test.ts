import { afterEach, expect, test, vi } from 'vitest';
import { fetchAllRows } from './rows';

afterEach(() => vi.unstubAllGlobals());

/** Answers pages of a view of `total` rows; the sequence of each answer is that of `sequenceOf`. */
function serve(total: number, sequenceOf: (request: number) => number) {
  const asked: string[] = [];
  vi.stubGlobal('fetch', (path: string) => {
    asked.push(path);
    const params = new URL(path, 'http://localhost').searchParams;
    const offset = Number(params.get('offset'));
    const count = Math.max(0, Math.min(Number(params.get('limit')), total - offset));
    const rows = Array.from({ length: count }, (_, index) => ({ id: `i-${offset + index}` }));
    return Promise.resolve(new Response(JSON.stringify({ total, offset, rows, sequence: sequenceOf(asked.length) })));
  });
  return asked;
}

test('all rows come in their order, up to the limit', async () => {
  const asked = serve(3500, () => 7);
  const page = await fetchAllRows('v', {}, 3000);
  expect(page.rows.map(({ id }) => id)).toEqual(Array.from({ length: 3000 }, (_, index) => `i-${index}`));
  expect(asked).toHaveLength(3);
});

test('pages of different states are not put together', async () => {
  const asked = serve(2500, (request) => (request === 3 ? 8 : 7));
  const page = await fetchAllRows('v', {});
  expect(page.rows).toHaveLength(2500);
  expect(asked.length).toBeGreaterThan(3);
});
