// The colour of a word in a column: of its option, or of the format of the table that is about this word.
import type { Column, Table } from '../api/schema';
import { toneOf, toneOfOption } from '../columns/tone';
import type { Tone } from '../parts/Chip';

export function toneOfValue(column: Column | undefined, table: Table | undefined, value: string): Tone {
  if (!column) return 'grey';
  if (column.options) return toneOfOption(column.options, value);
  const condition = `[${column.name}] = "${value}"`;
  const format = table?.formats?.find(({ when }) => when === condition);
  return toneOf(format?.style.background ?? format?.style.color);
}
