// A condition in the language of formulas. The server says whether it makes sense; only then it filters.
import { Textarea } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { useState } from 'react';
import { sendJson } from '../api/http';
import type { Table } from '../api/schema';
import classes from './FilterBuilder.module.css';

interface CheckAnswer {
  ok?: boolean;
  diagnostics?: Fault[];
}
interface Fault {
  message: string;
  suggestion?: string;
  severity?: string;
}

const WAIT_MS = 300;

async function faultOf(formula: string, table: Table): Promise<string | undefined> {
  try {
    const answer = await sendJson<CheckAnswer>('POST', '/api/formula/check', { formula, table: table.id });
    const faults = (answer.diagnostics ?? []).filter(({ severity }) => severity !== 'warning');
    return faults.length > 0 ? faults.map(({ message, suggestion }) => [message, suggestion].filter(Boolean).join(' ')).join('\n') : undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

export function FormulaCondition({ table, formula, onChange }: { table: Table; formula: string; onChange: (formula: string) => void }) {
  const [text, setText] = useState(formula);
  const [fault, setFault] = useState<string>();
  const check = useDebouncedCallback(async (next: string) => {
    const words = next.trim() === '' ? undefined : await faultOf(next, table);
    setFault(words);
    if (!words) onChange(next);
  }, WAIT_MS);
  return (
    <Textarea
      className={classes.formula ?? ''}
      size="xs"
      autosize
      minRows={1}
      maxRows={6}
      aria-label="Formula that must hold"
      placeholder={`[${table.columns[0]?.name ?? 'Name'}] != ""`}
      value={text}
      error={fault}
      onChange={(event) => {
        setText(event.currentTarget.value);
        void check(event.currentTarget.value);
      }}
    />
  );
}
