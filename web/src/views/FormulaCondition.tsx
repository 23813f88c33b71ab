// A condition in the language of formulas, in the editor that all formulas have. Only one that makes sense filters.
import { useState } from 'react';
import type { Table } from '../api/schema';
import { FormulaField } from '../formula/FormulaField';
import classes from './FilterBuilder.module.css';

export function FormulaCondition({ table, formula, onChange }: { table: Table; formula: string; onChange: (formula: string) => void }) {
  const [text, setText] = useState(formula);
  return (
    <div className={classes.formula}>
      <FormulaField
        value={text}
        onChange={(next) => {
          setText(next);
          if (next.trim() === '') onChange(next);
        }}
        table={table}
        label="Formula that must hold"
        placeholder={`[${table.columns[0]?.name ?? 'Name'}] != ""`}
        onCheck={(check, checked) => {
          if (!(check instanceof Error) && check.ok && checked !== formula) onChange(checked);
        }}
      />
    </div>
  );
}
