// How a grid is set up beyond its question, as text in the address and in saved views: widths, frozen columns, row height, wrap,
// totals. What is not understood is left out.
import type { Aggregate } from '../api/rows';

export type RowHeight = 'compact' | 'normal' | 'comfortable' | 'tall' | 'taller';

export interface GridOptions {
  widths: Record<string, number>;
  frozen: number;
  height: RowHeight | undefined; // undefined: as the reader's density says
  wrap: boolean;
  aggregates: Record<string, Aggregate>;
}

export const lineHeights: Record<RowHeight, number> = { compact: 28, normal: 32, comfortable: 40, tall: 64, taller: 104 };

const pairs = (text: string | undefined) =>
  (text ?? '').split(',').flatMap((pair): [string, string][] => {
    const at = pair.lastIndexOf(':');
    return at > 0 ? [[pair.slice(0, at), pair.slice(at + 1)]] : [];
  });

const isHeight = (text: string | undefined): text is RowHeight => text !== undefined && text in lineHeights;

export function readGridOptions(options: Record<string, string> | undefined): GridOptions {
  const widths = pairs(options?.widths).flatMap(([column, width]): [string, number][] =>
    Number.isFinite(Number(width)) ? [[column, Number(width)]] : [],
  );
  const frozen = Number(options?.frozen ?? 1);
  return {
    widths: Object.fromEntries(widths),
    frozen: Number.isInteger(frozen) && frozen >= 0 ? frozen : 1,
    height: isHeight(options?.height) ? options.height : undefined,
    wrap: options?.wrap === 'true',
    aggregates: Object.fromEntries(pairs(options?.aggregates)) as Record<string, Aggregate>,
  };
}

const joined = (map: Record<string, string | number>) =>
  Object.entries(map)
    .map(([column, value]) => `${column}:${value}`)
    .join(',');

/** The options with some of them changed; undefined when nothing is left that differs from the usual. */
export function withGridOptions(options: Record<string, string> | undefined, part: Partial<GridOptions>): Record<string, string> | undefined {
  const next: Record<string, string> = { ...options };
  const set = (key: string, text: string | undefined) => {
    if (text) next[key] = text;
    else delete next[key];
  };
  if (part.widths) set('widths', joined(part.widths));
  if (part.aggregates) set('aggregates', joined(part.aggregates));
  if (part.frozen !== undefined) set('frozen', part.frozen === 1 ? undefined : String(part.frozen));
  if ('height' in part) set('height', part.height);
  if (part.wrap !== undefined) set('wrap', part.wrap ? 'true' : undefined);
  return Object.keys(next).length > 0 ? next : undefined;
}
