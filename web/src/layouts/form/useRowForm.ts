// The state of a form for a new row: what it begins with, what was written, what is wrong with it, and sending it.
import { useQueries } from '@tanstack/react-query';
import { useEffect, useMemo, useRef, useState } from 'react';
import { ApiError } from '../../api/http';
import { keys } from '../../api/queries';
import { fetchRecord } from '../../api/rows';
import { titleOf, type Column, type Table } from '../../api/schema';
import { isBlank, type Value } from '../../api/values';
import { useSchema } from '../../app/schemaContext';
import { useWriter } from '../../edit/writer';
import { errorsByColumn, formSections, knownValue, literalDefault, missing } from './fields';

const nothing: Record<string, string> = {};

/** What is known from the start, with the names of the rows it points at. */
function useKnown(table: Table, known: Record<string, string>): Record<string, Value> {
  const schema = useSchema();
  const links = Object.entries(known).flatMap(([key, text]) => {
    const column = schema.column(table, key);
    const target = column?.target && schema.table(column.target);
    return column && target ? text.split(',').map((row) => ({ table: target.id, row })) : [];
  });
  const records = useQueries({
    queries: links.map(({ table: target, row }) => ({
      queryKey: keys.record(target, row),
      queryFn: ({ signal }: { signal: AbortSignal }) => fetchRecord(target, row, signal),
    })),
  });
  const names = JSON.stringify(links.map(({ row }, index) => [row, records[index]?.data?.name]));
  return useMemo(() => {
    const byRow = new Map(JSON.parse(names) as [string, string | undefined][]);
    return Object.fromEntries(
      Object.entries(known).flatMap(([key, text]) => {
        const column = schema.column(table, key);
        return column ? [[column.id, knownValue(column, text, (row) => byRow.get(row))]] : [];
      }),
    );
  }, [schema, table, known, names]);
}

export function useRowForm(table: Table, wanted?: string[], known: Record<string, string> = nothing) {
  const { write } = useWriter();
  const sections = useMemo(() => formSections(table, wanted), [table, wanted]);
  const columns = useMemo(() => sections.flatMap((section) => section.columns), [sections]);
  const given = useKnown(table, known);
  const [written, setWritten] = useState<Record<string, Value>>({});
  const [errors, setErrors] = useState<Record<string, string>>({});
  const [other, setOther] = useState<string[]>([]);
  const [sending, setSending] = useState(false);
  const [round, setRound] = useState(0);
  const form = useRef<HTMLFormElement>(null);

  const values = useMemo(() => {
    const start = Object.fromEntries(columns.map((column) => [column.id, literalDefault(column)]));
    return { ...start, ...given, ...written };
  }, [columns, given, written]);
  // The first field at fault, once it has been drawn as such.
  const [faults, setFaults] = useState(0);
  useEffect(() => {
    if (faults > 0) form.current?.querySelector<HTMLElement>('[aria-invalid="true"], [data-fault] input, [data-fault] [tabindex]')?.focus();
  }, [faults]);

  const set = ({ id }: Column, value: Value) => {
    setWritten((before) => ({ ...before, [id]: value }));
    setErrors(({ [id]: _, ...others }) => others);
  };
  const refuse = (fields: Record<string, string>, words: string[]) => {
    setErrors(fields);
    setOther(words);
    setFaults((count) => count + 1);
    return undefined;
  };
  /** The id of the new row; undefined when something has to be put right first, or the edit waits for the line. */
  const send = async (): Promise<{ row: string | undefined } | undefined> => {
    if (sending) return undefined;
    const absent = missing(columns, values);
    if (absent.length > 0) return refuse(Object.fromEntries(absent.map((column) => [column.id, `${titleOf(column)} is needed.`])), []);
    // A text that could not be read stands in its field with the reason.
    const invalid = [...(form.current?.querySelectorAll('[aria-invalid="true"]') ?? [])];
    if (invalid.some((field) => !field.closest('[data-fault]'))) return refuse(errors, []);
    setSending(true);
    setOther([]);
    try {
      const cells = Object.fromEntries(Object.entries(values).filter(([id, value]) => !isBlank(value) || id in written));
      const outcome = await write([{ write: { table: table.id, cells } }], { toast: `Added to ${titleOf(table)}.`, quiet: true });
      setErrors({});
      return { row: outcome?.inserted[0] };
    } catch (error) {
      const details = error instanceof ApiError ? (error.body.codaDetail?.validationErrors ?? []) : [];
      const sorted = errorsByColumn(table.columns, details);
      const words = error instanceof Error ? error.message : String(error);
      return refuse(sorted.fields, details.length > 0 ? sorted.other : [words]);
    } finally {
      setSending(false);
    }
  };
  const reset = () => {
    setWritten({});
    setErrors({});
    setOther([]);
    setRound((before) => before + 1);
  };
  const dirty = Object.values(written).some((value) => !isBlank(value));
  return { form, sections, values, errors, other, sending, dirty, round, set, send, reset };
}

export type RowForm = ReturnType<typeof useRowForm>;
