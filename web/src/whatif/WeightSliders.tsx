// The numbers of one formula as sliders: weights of a score, thresholds of a level.
import { Button, NumberInput, Slider } from '@mantine/core';
import { titleOf, type Column } from '../api/schema';
import { useSchema } from '../app/schemaContext';
import { namingOf } from '../explain/subject';
import { formatAny } from '../format/number';
import { findWeights, scaledToOne, sharesOf, withNumber, type Weight } from './weights';
import classes from './WhatIf.module.css';

interface Props {
  column: Column;
  formula: string;
  onChange: (formula: string) => void;
}

export function WeightSliders({ column, formula, onChange }: Props) {
  const nameOf = namingOf(useSchema());
  const original = findWeights(column.formula ?? '', nameOf);
  const weights = findWeights(formula, nameOf);
  const shares = sharesOf(weights);
  const sum = shares.reduce((total, { value }) => total + value, 0);
  if (weights.length === 0) return <p className={classes.dim}>The formula of {titleOf(column)} has no numbers in it.</p>;
  return (
    <div className={classes.sliders}>
      {weights.map((weight, index) => (
        <WeightSlider key={index} weight={weight} before={original.length === weights.length ? original[index]?.value : undefined} onChange={(value) => onChange(withNumber(formula, weight, value))} />
      ))}
      {shares.length > 0 && Math.abs(sum - 1) > 1e-6 && (
        <p className={classes.sum}>
          The weights make {formatAny(sum)}, not 1.{' '}
          <Button size="compact-xs" variant="light" onClick={() => onChange(scaledToOne(formula))}>
            Scale them to 1
          </Button>
        </p>
      )}
    </div>
  );
}

function WeightSlider({ weight, before, onChange }: { weight: Weight; before: number | undefined; onChange: (value: number) => void }) {
  const { label, value, kind } = weight;
  const base = Math.abs(before ?? value);
  const share = kind === 'weight' && base <= 1;
  const most = share ? 1 : Math.max(10, 2 ** Math.ceil(Math.log2(Math.max(base, 1) * 2)));
  const step = share ? 0.01 : most <= 20 ? 0.5 : 1;
  return (
    <div className={classes.slider}>
      <span className={classes.sliderLabel}>
        {label}
        {before !== undefined && before !== value && <span className={classes.dim}> was {formatAny(before)}</span>}
      </span>
      <Slider min={Math.min(0, value)} max={Math.max(most, value)} step={step} value={value} onChange={onChange} label={formatAny} thumbLabel={label} className={classes.track ?? ''} size="sm" />
      <NumberInput size="xs" aria-label={label} value={value} step={step} decimalScale={4} onChange={(next) => typeof next === 'number' && onChange(next)} className={classes.number ?? ''} />
    </div>
  );
}
