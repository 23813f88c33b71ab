// The lines of a grid: rows, headers of groups over them, and the line for a new row at the end. Nothing is kept per row: a
// line is found by halving over the stretches between headers, so that a million rows cost as much as their groups.
import type { Group } from '../../api/rows';
import type { Scalar, Value } from '../../api/values';
import { isRowLink } from '../../api/values';

export type Line =
  | { kind: 'row'; offset: number; level: number }
  | { kind: 'group'; group: Group; path: string; collapsed: boolean }
  | { kind: 'new' };

interface Stretch {
  first: number; // index of its first line
  lines: number;
  offset: number; // of its first row among all rows
  level: number;
  group?: Group;
  path?: string;
}

const keyText = (key: Value): string =>
  Array.isArray(key) ? key.map((item) => keyText(item as Scalar)).join('\u001f') : isRowLink(key) ? key.rowId : String(key ?? '');

export class VirtualRows {
  private readonly stretches: Stretch[] = [];
  readonly count: number;
  /** Paths of all groups that there are. */
  readonly paths: string[] = [];

  constructor(
    readonly total: number,
    groups: Group[],
    private readonly collapsed: ReadonlySet<string>,
    private readonly withNew: boolean,
  ) {
    let lines = 0;
    const add = (stretch: Omit<Stretch, 'first'>) => {
      this.stretches.push({ first: lines, ...stretch });
      lines += stretch.lines;
    };
    if (groups.length === 0) {
      if (total > 0) add({ lines: total, offset: 0, level: 0 });
    } else {
      const deepest = Math.max(...groups.map(({ level }) => level));
      const path: string[] = [];
      let closedAt = Infinity; // level of the collapsed group that we are in
      for (const group of groups) {
        path.length = group.level;
        path.push(keyText(group.key));
        const name = path.join('\u001e');
        this.paths.push(name);
        if (group.level > closedAt) continue;
        closedAt = collapsed.has(name) ? group.level : Infinity;
        add({ lines: 1, offset: group.offset, level: group.level, group, path: name });
        if (group.level === deepest && closedAt === Infinity && group.count > 0) {
          add({ lines: group.count, offset: group.offset, level: deepest + 1 });
        }
      }
    }
    this.count = lines + (withNew ? 1 : 0);
  }

  /** Some group is open. */
  get anyOpen() {
    return this.paths.some((path) => !this.collapsed.has(path));
  }

  at(index: number): Line | undefined {
    if (index < 0 || index >= this.count) return undefined;
    if (this.withNew && index === this.count - 1) return { kind: 'new' };
    const stretch = this.stretches[this.find((other) => other.first <= index)];
    if (!stretch) return undefined;
    if (stretch.group) {
      const path = stretch.path ?? '';
      return { kind: 'group', group: stretch.group, path, collapsed: this.collapsed.has(path) };
    }
    return { kind: 'row', offset: stretch.offset + index - stretch.first, level: stretch.level };
  }

  /** The line of the row at this place among all rows; undefined while its group is closed. */
  indexOf(offset: number): number | undefined {
    for (let i = this.find((other) => other.offset <= offset); i >= 0; --i) {
      const stretch = this.stretches[i];
      if (!stretch || stretch.group) continue;
      return offset >= stretch.offset && offset < stretch.offset + stretch.lines ? stretch.first + offset - stretch.offset : undefined;
    }
    return undefined;
  }

  /** Stretches of rows (not headers) between two lines, both included: places among all rows, half open. */
  rowsBetween(from: number, to: number): { from: number; to: number }[] {
    const found: { from: number; to: number }[] = [];
    for (const { first, lines, offset, group } of this.stretches) {
      const low = Math.max(from, first);
      const high = Math.min(to + 1, first + lines);
      if (!group && low < high) found.push({ from: offset + low - first, to: offset + high - first });
    }
    return found;
  }

  /** The last stretch for which this holds; it must hold up to some stretch and for none behind it. */
  private find(holds: (stretch: Stretch) => boolean): number {
    let low = 0;
    let high = this.stretches.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      const stretch = this.stretches[middle];
      if (stretch && holds(stretch)) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  }
}
