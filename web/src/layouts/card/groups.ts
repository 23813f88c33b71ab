// The groups of a card view: the server's, the gravest first where the rows are painted by how grave they are.
import type { Group, Row, RowPage } from '../../api/rows';
import type { Column } from '../../api/schema';
import { toneOf } from '../../columns/tone';
import type { Tone } from '../../parts/Chip';

export interface CardGroup {
  group: Group | undefined; // none when the view is not grouped
  tone: Tone | undefined;
  rows: Row[];
}

const grave: Tone[] = ['red', 'orange', 'yellow', 'blue', 'purple', 'green', 'grey'];

export const rowTone = (row: Row | undefined): Tone | undefined => {
  const style = row?.styles['*'];
  const color = style?.background ?? style?.color;
  return color ? toneOf(color) : undefined;
};

export function cardGroups(page: RowPage, column: Column | undefined): CardGroup[] {
  const top = page.groups?.filter(({ level }) => level === 0) ?? [];
  if (top.length === 0) return page.rows.length > 0 ? [{ group: undefined, tone: undefined, rows: page.rows }] : [];
  const groups = top.map((group) => {
    const rows = page.rows.slice(group.offset - page.offset, group.offset - page.offset + group.count);
    const tones = new Set(rows.map(rowTone));
    return { group, rows, tone: tones.size === 1 ? [...tones][0] : undefined };
  });
  // Options and dates have an order of their own; words that are computed have none but what their colour says.
  const ordered = column?.options || column?.storage !== 'text' || groups.some(({ tone, rows }) => rows.length > 0 && !tone);
  const rank = ({ tone }: CardGroup) => (tone ? grave.indexOf(tone) : grave.length);
  return ordered ? groups : groups.toSorted((a, b) => rank(a) - rank(b));
}
