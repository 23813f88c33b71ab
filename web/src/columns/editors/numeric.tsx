// What the editors of numbers share: reading within limits, writing with the decimal sign of the language, the unit behind.
import type { Column } from '../../api/schema';
import type { Value } from '../../api/values';
import { formatAny } from '../../format/number';
import type { EditorProps } from './editor';
import { LineEditor } from './LineEditor';
import { readTypedNumber } from './parse/number';
import { accept, localeOf, refuse, type ParseContext, type Parsed } from './parse/parsed';

export function withinLimits({ minimum, maximum }: Column, value: number): Parsed {
  const between = minimum !== undefined && maximum !== undefined ? `between ${formatAny(minimum)} and ${formatAny(maximum)}` : undefined;
  if (minimum !== undefined && value < minimum) return refuse(`It must be ${between ?? `${formatAny(minimum)} or more`}.`);
  if (maximum !== undefined && value > maximum) return refuse(`It must be ${between ?? `${formatAny(maximum)} or less`}.`);
  return accept(value);
}

export function parseNumber(column: Column, typed: string, context: ParseContext | undefined, isPercent = false): Parsed {
  const read = readTypedNumber(typed, localeOf(context), column.suffix);
  if (!read) return refuse(`“${typed.trim()}” is not a number.`);
  if (read.percent && !isPercent && !column.suffix?.includes('%')) {
    return refuse(`“${typed.trim()}” is a percentage; this column holds plain numbers.`);
  }
  return withinLimits(column, read.value);
}

/** Ungrouped and complete: what is edited is the number itself. */
export function writeNumber(_: Column, value: Value, context?: ParseContext): string {
  if (typeof value !== 'number') return String(value ?? '');
  return new Intl.NumberFormat(localeOf(context), { useGrouping: false, maximumFractionDigits: 15, maximumSignificantDigits: 15 }).format(value);
}

export function NumberLine({ unit, ...props }: EditorProps & { unit?: string | undefined }) {
  return <LineEditor {...props} inputMode="decimal" align="right" behind={unit && props.placement === 'field' ? unit : undefined} />;
}
