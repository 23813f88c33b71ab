// The colour of a row by one of its columns: the blueprint's format of the cell, or the colour of the option.
import type { Row } from '../api/rows';
import type { Column } from '../api/schema';
import { toneOf, toneOfOption } from '../columns/tone';
import type { Tone } from '../parts/Chip';

export function toneBy(row: Row, column: Column | undefined): Tone {
  const style = (column && row.styles[column.id]) ?? row.styles['*'];
  const color = style?.background ?? style?.color;
  if (color) return toneOf(color);
  const value = column && row.values[column.id];
  return column?.options && typeof value === 'string' ? toneOfOption(column.options, value) : 'blue';
}
