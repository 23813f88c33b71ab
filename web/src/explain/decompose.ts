// What a value's change is made of: "-7.2 = -4.1 Platform Technical Health, -3.1 Stakeholder Engagement". Both values are sums of
// parts, so their difference is the sum of the differences of the parts.
import type { CellAddress, Contribution, Explanation } from '../api/explain';

export interface ChangedPart {
  label: string;
  before: number;
  after: number;
  delta: number;
  cell?: CellAddress;
  /** It was no part of the value then, or is none now. */
  fate?: 'new' | 'gone';
}

export interface Decomposition {
  before: number;
  after: number;
  delta: number;
  /** The parts that changed, the largest change first. */
  parts: ChangedPart[];
  /** How many did not. */
  same: number;
  /** What the parts leave open: 0 but for rounding, unless one of the values was set by hand. */
  open: number;
}

const keyOf = ({ label, cell }: Contribution) => (cell ? `${cell.table}/${cell.row}/${cell.column}` : label);

function gather(parts: Contribution[]): Map<string, Contribution> {
  const byKey = new Map<string, Contribution>();
  for (const part of parts) {
    const key = keyOf(part);
    const known = byKey.get(key);
    byKey.set(key, known ? { ...known, value: known.value + part.value } : part);
  }
  return byKey;
}

/** Undefined where one of the values is no number. */
export function decompose(before: Explanation, after: Explanation): Decomposition | undefined {
  if (typeof before.value !== 'number' || typeof after.value !== 'number') return undefined;
  const then = gather(before.contributions);
  const now = gather(after.contributions);
  const parts: ChangedPart[] = [];
  let same = 0;
  let explained = 0;
  for (const key of new Set([...then.keys(), ...now.keys()])) {
    const was = then.get(key);
    const is = now.get(key);
    const part = is ?? was;
    if (!part) continue;
    const delta = (is?.value ?? 0) - (was?.value ?? 0);
    explained += delta;
    if (Math.abs(delta) < 1e-9) {
      same += 1;
      continue;
    }
    parts.push({
      label: part.label,
      before: was?.value ?? 0,
      after: is?.value ?? 0,
      delta,
      ...(part.cell ? { cell: part.cell } : {}),
      ...(was && is ? {} : { fate: was ? ('gone' as const) : ('new' as const) }),
    });
  }
  parts.sort((a, b) => Math.abs(b.delta) - Math.abs(a.delta));
  const delta = after.value - before.value;
  return { before: before.value, after: after.value, delta, parts, same, open: delta - explained };
}
