// Writing from the grid: what is selected becomes a plan, what does not fit is asked about, the rest is one edit and one step of undo.
import { notifications } from '@mantine/notifications';
import { useCallback, useMemo, useState } from 'react';
import type { EditAction, EditOutcome } from '../api/edits';
import { ApiError } from '../api/http';
import { fetchAllRows, fetchRecord, fetchRowIds, type Row, type RowQuery } from '../api/rows';
import type { Column, Table, View } from '../api/schema';
import { isRowLink, type RowLink, type Value } from '../api/values';
import { useOpen } from '../app/open';
import { useSchema } from '../app/schemaContext';
import { useParseContext } from '../columns/editors/context';
import { fold } from '../columns/editors/parse/parsed';
import { tellRefused, useWriter, type WriteOptions } from '../edit/writer';
import { counted } from '../format/number';
import { blockOf, copies, deletions, neededFor, planClear, planFillColumns, planFillLines } from './edits';
import type { Cell, Grid } from './grid';
import { planPaste, planValues, type Misfit, type Plan } from './model/changes';
import { formatHtmlTable, formatTsv, parseHtmlTable, parseTsv, type Block } from './model/clipboard';
import type { PasteContext } from './model/parseCell';
import { mostRows, type RowSource } from './model/rowSource';
import type { Range } from './model/selection';

/** A plan of which some does not fit, or which would make new rows. */
export interface Question {
  misfits: Misfit[];
  cells: number;
  added: number;
  proceed: () => void;
}

export interface Refusal {
  cell: Cell;
  words: string;
}

interface Needs {
  grid: Grid | undefined;
  source: RowSource | undefined;
  table: Table;
  view: View;
  query: RowQuery;
  columns: Column[];
  /** What a new row begins with. */
  beginWith: Record<string, Value>;
  onRefused: (refusal: Refusal) => void;
}

const tell = (message: string) => notifications.show({ message, color: 'gray' });
const mostNames = 20_000;
/** Work that nobody waits for: what goes wrong is told. */
export const attempt = (work: Promise<unknown>) => void work.catch(tellRefused);

export function useEdits({ grid, source, table, view, query, columns, beginWith, onRefused }: Needs) {
  const writer = useWriter();
  const schema = useSchema();
  const open = useOpen();
  const context = useParseContext();
  const [question, setQuestion] = useState<Question>();

  const send = useCallback(
    async (actions: EditAction[], options?: WriteOptions, at?: Cell): Promise<EditOutcome | undefined> => {
      try {
        const outcome = await writer.write(actions, { ...options, quiet: at !== undefined });
        await source?.refresh();
        return outcome;
      } catch (error) {
        if (at) onRefused({ cell: at, words: error instanceof ApiError ? wordsOf(error) : String(error) });
        return undefined;
      }
    },
    [writer, source, onRefused],
  );

  /** Sends a plan; asks first when something of it does not fit. */
  const carryOut = useCallback(
    (plan: Plan, at?: Cell, after?: (outcome: EditOutcome | undefined) => void) => {
      const proceed = () => {
        setQuestion(undefined);
        if (plan.actions.length > 0) void send(plan.actions, undefined, at).then(after);
      };
      if (plan.misfits.length === 0 && plan.added === 0) proceed();
      else setQuestion({ misfits: plan.misfits, cells: plan.cells, added: plan.added, proceed });
    },
    [send],
  );

  const selectedRows = useCallback(async (): Promise<Row[]> => {
    if (!grid || !source) return [];
    const parts = grid.selectedRows;
    const count = parts.reduce((sum, { from, to }) => sum + to - from, 0);
    if (count > mostRows) {
      tell(`At most ${mostRows.toLocaleString()} rows can be changed at once; ${count.toLocaleString()} are selected.`);
      return [];
    }
    return source.readParts(parts);
  }, [grid, source]);

  const selectedColumns = useCallback(() => {
    const range = grid?.range;
    return range ? columns.slice(range.left, range.right + 1) : [];
  }, [grid, columns]);

  /** How names of rows are found for what is pasted; not at all where there are too many to be read. */
  const namesFor = useCallback(
    async (pasted: Column[]): Promise<PasteContext> => {
      const targets = new Map<string, Map<string, RowLink>>();
      for (const { target, writable } of pasted) {
        const other = target && writable ? schema.table(target) : undefined;
        if (!target || !other || targets.has(target)) continue;
        if (other.rowCount > mostNames) return context;
        const display = schema.displayOf(other);
        const { rows } = await fetchAllRows(other.id, display ? { columns: [display.id] } : {}, mostNames);
        targets.set(target, new Map(rows.map(({ id, name }) => [fold(name), { rowId: id, name }])));
      }
      return { ...context, findRow: (target, name) => targets.get(target)?.get(fold(name)) };
    },
    [schema, context],
  );

  return useMemo(() => {
    const pasteBlock = async (block: Block) => {
      const range = grid?.range;
      if (!grid || !source || !range || block.length === 0) return;
      const height = range.bottom - range.top + 1;
      const width = range.right - range.left + 1;
      const [tall, wide] = [block.length, block[0]?.length ?? 1];
      // The block is repeated over a selection that it fits into; else it begins at its corner.
      const repeats = height % tall === 0 && width % wide === 0;
      const pasted = columns.slice(range.left, range.left + (repeats ? width : wide));
      const first = grid.offsetAt(range.top);
      const wanted = repeats ? grid.selectedRows.reduce((sum, { from, to }) => sum + to - from, 0) || tall : tall;
      const rows = repeats && grid.selectedRows.length > 0 ? await selectedRows() : first === undefined ? [] : await source.read(first, Math.min(first + wanted, source.total));
      if (Math.max(wanted, rows.length) > mostRows) return tell(`At most ${mostRows.toLocaleString()} rows can be pasted at once.`);
      const plan = planPaste(table.id, block, rows, pasted, Math.max(wanted, rows.length), await namesFor(pasted));
      if (wide > pasted.length && !repeats) {
        tell(`${counted(wide - pasted.length, 'column')} of what you pasted ${wide - pasted.length === 1 ? 'lies' : 'lie'} beyond the last column and ${wide - pasted.length === 1 ? 'is' : 'are'} left out.`);
      }
      carryOut(plan, undefined, () => {
        const bottom = Math.min(range.top + Math.max(wanted, 1) - 1, (grid.total || 1) - 1 + range.top);
        grid.select({ active: { line: range.top, column: range.left }, from: { line: range.top, column: range.left }, to: { line: bottom, column: range.left + pasted.length - 1 } }, false);
      });
    };

    const clear = async () => carryOut(planClear(table, await selectedRows(), selectedColumns()));

    const insert = async (cells: Record<string, Value>) => {
      if (neededFor(table, cells).length > 0) {
        open.add(table.id, Object.fromEntries(Object.entries(cells).map(([column, value]) => [column, isRowLink(value) ? value.rowId : String(value ?? '')])));
        return;
      }
      const outcome = await send([{ write: { table: table.id, cells } }]);
      const [row] = outcome?.inserted ?? [];
      if (row) await goTo(row);
    };

    const goTo = async (row: string) => {
      grid?.goTo(row);
      if (source?.find(row) !== undefined) return;
      const { ids } = await fetchRowIds(view.id, query);
      const at = ids.indexOf(row);
      if (at >= 0) grid?.goTo(row, at);
      else tell('The new row is not in this view: its filter leaves it out.');
    };

    return {
      commit(cell: Cell, value: Value) {
        const range = grid?.range;
        const several = range && range.top !== range.bottom && cell.place.line >= range.top && cell.place.line <= range.bottom;
        if (!several) carryOut(planValues(table.id, [cell.row], [cell.column], () => value), cell);
        else attempt(selectedRows().then((rows) => carryOut(planValues(table.id, rows, [cell.column], () => value), cell)));
      },
      clear,
      copy(event: ClipboardEvent, cut: boolean) {
        const rows = grid && source?.here(grid.selectedRows);
        if (!grid?.range) return;
        event.preventDefault();
        if (!rows) {
          attempt(selectedRows().then((read) => read.length > 0 && tell('The rows have been read: copy once more.')));
          return;
        }
        const block = blockOf(rows, selectedColumns());
        event.clipboardData?.setData('text/plain', formatTsv(block));
        event.clipboardData?.setData('text/html', formatHtmlTable(block));
        grid.surface.say(`${counted(rows.length * selectedColumns().length, 'cell')} copied`);
        if (cut) attempt(clear());
      },
      paste(event: ClipboardEvent) {
        const text = event.clipboardData?.getData('text/plain') ?? '';
        const html = event.clipboardData?.getData('text/html') ?? '';
        const block = text !== '' ? parseTsv(text) : parseHtmlTable(html);
        event.preventDefault();
        if (block) attempt(pasteBlock(block));
      },
      async pasteFromMenu() {
        // Only offered by the browser on a safe origin; elsewhere the keys do it.
        const text = await globalThis.navigator.clipboard?.readText().catch(() => undefined);
        if (text) await pasteBlock(parseTsv(text));
        else tell('This browser lets a page paste only by Ctrl+V (⌘V).');
      },
      async fill(from: Range, to: Range) {
        if (!grid || !source) return;
        const all = await source.readParts(grid.rowsIn(to));
        const first = grid.rowsIn({ top: to.top, bottom: from.top - 1 }).reduce((sum, part) => sum + part.to - part.from, 0);
        const count = grid.rowsIn(from).reduce((sum, part) => sum + part.to - part.from, 0);
        const across = columns.slice(to.left, to.right + 1);
        carryOut(
          from.left === to.left && from.right === to.right
            ? planFillLines(table, all, across, first, count)
            : planFillColumns(table, all, across, from.left - to.left, from.right - from.left + 1, context),
        );
      },
      fillDown() {
        const range = grid?.range;
        if (!range) return;
        const top = range.top === range.bottom ? Math.max(0, range.top - 1) : range.top;
        attempt(this.fill({ ...range, top, bottom: top }, { ...range, top }));
      },
      fillRight() {
        const range = grid?.range;
        if (!range) return;
        const left = range.left === range.right ? Math.max(0, range.left - 1) : range.left;
        attempt(this.fill({ ...range, left, right: left }, { ...range, left }));
      },
      async deleteRows() {
        const rows = await selectedRows();
        if (rows.length > 0) await send(deletions(table, rows), { toast: `${counted(rows.length, 'row')} moved to the bin.` });
      },
      async duplicate() {
        const rows = await Promise.all((await selectedRows()).slice(0, 200).map(({ id }) => fetchRecord(table.id, id)));
        const outcome = await send(copies(table, rows), { toast: `${counted(rows.length, 'row')} duplicated.` });
        const [row] = outcome?.inserted ?? [];
        if (row) await goTo(row);
      },
      newRow(line?: number) {
        const keys = grid && line !== undefined ? grid.groupKeysAt(line) : [];
        const ofGroup = keys.filter(([id]) => table.columns.find((column) => column.id === id)?.writable);
        return insert({ ...beginWith, ...Object.fromEntries(ofGroup) });
      },
      goTo,
      question,
      dismiss: () => setQuestion(undefined),
    };
  }, [grid, source, table, view, query, columns, context, beginWith, question, send, carryOut, selectedRows, selectedColumns, namesFor, open]);
}

function wordsOf(error: ApiError): string {
  const faults = error.body.codaDetail?.validationErrors ?? [];
  return faults.length > 0 ? faults.map(({ message }) => message).join(' ') : error.message;
}
