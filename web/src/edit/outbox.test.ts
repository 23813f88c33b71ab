import { describe, expect, it } from 'vitest';
import { openOutbox } from './outbox';

const request = (value: number) => ({ actions: [{ write: { table: 't', row: 'i-1', cells: { c: value } } }] });

function storage(text?: string): Storage {
  const kept = new Map<string, string>(text === undefined ? [] : [['csip-outbox', text]]);
  return {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  } as unknown as Storage;
}

describe('the outbox', () => {
  it('keeps edits in order, also over a reload of the page', () => {
    const store = storage();
    const outbox = openOutbox(store);
    outbox.add(request(1));
    outbox.add(request(2));
    const after = openOutbox(store);
    expect(after.all()).toEqual([request(1), request(2)]);
    after.drop();
    expect(openOutbox(store).all()).toEqual([request(2)]);
    after.drop();
    expect(store.getItem('csip-outbox')).toBeNull();
  });

  it('starts empty where what was kept is not readable', () => {
    for (const text of ['nonsense', '{}', '[1, null, {"actions": 3}]']) expect(openOutbox(storage(text)).all()).toEqual([]);
  });

  it('works without storage', () => {
    const outbox = openOutbox(undefined);
    outbox.add(request(1));
    expect(outbox.all()).toHaveLength(1);
  });
});
