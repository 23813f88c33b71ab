// The formula of a value: in plain words first, in symbols on request. The reader of formulas is loaded when it is needed.
import { SegmentedControl } from '@mantine/core';
import { useLocalStorage } from '@mantine/hooks';
import { lazy, Suspense, type ReactNode } from 'react';
import classes from './ExplanationView.module.css';

const FormulaWords = lazy(() => import('./FormulaWords'));

export function FormulaSection({ formula, children }: { formula: string; children?: ReactNode }) {
  const [how, setHow] = useLocalStorage<'words' | 'symbols'>({ key: 'csip-formula-reading', defaultValue: 'words' });
  return (
    <section>
      <div className={classes.headingRow}>
        <h3 className={classes.heading}>Formula</h3>
        <SegmentedControl
          size="xs"
          aria-label="How the formula is shown"
          value={how}
          onChange={(value) => setHow(value as 'words' | 'symbols')}
          data={[
            { value: 'words', label: 'In words' },
            { value: 'symbols', label: 'In symbols' },
          ]}
        />
        {children}
      </div>
      {how === 'words' ? (
        <Suspense fallback={<div className={classes.words} />}>
          <FormulaWords formula={formula} />
        </Suspense>
      ) : (
        <pre className={classes.formula} tabIndex={0} aria-label="Formula">
          {formula}
        </pre>
      )}
    </section>
  );
}
