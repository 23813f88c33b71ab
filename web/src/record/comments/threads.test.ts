import { describe, expect, it } from 'vitest';
import type { Comment } from '../../api/comments';
import { readTab, writeTab } from '../place';
import { threadsOf } from './threads';

const comment = (id: string, parent = ''): Comment => ({
  id, parent, table: 't', row: 'i-1', column: '', text: id, resolved: false, author: 'Ida', time: '2026-11-22T12:00:00Z', edited: false, mine: false,
});

describe('threads of comments', () => {
  it('have their answers in order, and lose none', () => {
    const threads = threadsOf([comment('a'), comment('b', 'a'), comment('c'), comment('d', 'a'), comment('e', 'gone')]);
    expect(threads.map(({ first, answers }) => [first.id, answers.map(({ id }) => id)])).toEqual([['a', ['b', 'd']], ['c', []], ['e', []]]);
  });
});

describe('the part of a record in an address', () => {
  it('is read as it is written', () => {
    for (const place of [{ tab: 'comments', column: 'c-1' }, { tab: 'history', column: undefined }]) {
      expect(readTab(writeTab(place.tab, place.column))).toEqual(place);
    }
    expect(readTab(undefined)).toEqual({ tab: undefined, column: undefined });
    expect(readTab('comments:')).toEqual({ tab: 'comments', column: undefined });
  });
});
