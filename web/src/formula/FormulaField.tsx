// A formula to type, anywhere: the editor, what the server says of it, and each suggestion as a button. For conditions of filters,
// computed columns, and whatever else holds a formula.
import { Skeleton } from '@mantine/core';
import { lazy, Suspense, useState } from 'react';
import type { FormulaCheck } from '../api/formula';
import { IconAlertTriangle, IconCheck, IconCircleX } from '../parts/icons';
import { fixOf } from './fixes';
import type { FormulaEditorProps } from './FormulaEditor';
import classes from './FormulaField.module.css';

const FormulaEditor = lazy(() => import('./FormulaEditor'));

interface Props extends FormulaEditorProps {
  /** What the formula should give: "true or false". Said beside what it does give. */
  wanted?: string;
}

export function FormulaField({ wanted, onCheck, ...props }: Props) {
  const [check, setCheck] = useState<FormulaCheck | Error>();
  const [checked, setChecked] = useState('');
  return (
    <div className={classes.field}>
      <Suspense fallback={<Skeleton height={74} />}>
        <FormulaEditor
          {...props}
          onCheck={(result, formula) => {
            setCheck(result);
            setChecked(formula);
            onCheck?.(result, formula);
          }}
        />
      </Suspense>
      <div role="status" aria-live="polite">
        {check && props.value.trim() !== '' && <Verdict check={check} formula={checked} current={props.value} wanted={wanted} onChange={props.onChange} />}
      </div>
    </div>
  );
}

interface VerdictProps {
  check: FormulaCheck | Error;
  formula: string;
  current: string;
  wanted: string | undefined;
  onChange: (formula: string) => void;
}

function Verdict({ check, formula, current, wanted, onChange }: VerdictProps) {
  if (check instanceof Error) return <p className={classes.line} data-tone="red">{check.message}</p>;
  return (
    <>
      {check.diagnostics.map((diagnostic, index) => {
        const fix = formula === current ? fixOf(diagnostic, formula) : undefined;
        const Icon = diagnostic.severity === 'error' ? IconCircleX : IconAlertTriangle;
        return (
          <p key={index} className={classes.line} data-tone={diagnostic.severity === 'error' ? 'red' : 'yellow'}>
            <Icon size={14} aria-label={diagnostic.severity === 'error' ? 'Error:' : 'Warning:'} role="img" />
            <span>{diagnostic.message}</span>
            {fix && (
              <button type="button" className="text-button" onClick={() => onChange(formula.slice(0, fix.from) + fix.insert + formula.slice(fix.to))}>
                Use {fix.insert}
              </button>
            )}
          </p>
        );
      })}
      {check.ok && (
        <p className={classes.line} data-tone="green">
          <IconCheck size={14} aria-hidden />
          <span>
            Gives: {check.type}
            {wanted ? `; wanted: ${wanted}` : ''}
          </span>
        </p>
      )}
    </>
  );
}
