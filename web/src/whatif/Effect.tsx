// The effect of a change on the values there are: who moves between tiers, which sums change, which rows change most.
import { useState } from 'react';
import type { ColumnEffect, MoneyEffect, TierEffect as Tier } from '../api/effect';
import { isBlank, type Value } from '../api/values';
import { titleOf, type Column, type Table } from '../api/schema';
import { RecordLink } from '../app/RecordLink';
import { useSchema } from '../app/schemaContext';
import { toneOfValue } from './tone';
import { formatChange, formatCurrencyShort, formatNumber } from '../format/number';
import { Chip } from '../parts/Chip';
import { showValue } from '../explain/show';
import classes from './Effect.module.css';

interface Named {
  effect: ColumnEffect;
  table: Table | undefined;
  column: Column | undefined;
  title: string;
}

export function EffectOf({ columns, changedValues }: { columns: ColumnEffect[]; changedValues: number }) {
  const schema = useSchema();
  const named = columns
    .filter(({ count }) => count > 0)
    .map((effect): Named => {
      const table = schema.table(effect.tableId);
      const column = table && schema.column(table, effect.columnId);
      const title = `${titleOf(column ?? { name: effect.column })}${table ? ` · ${titleOf(table)}` : ''}`;
      return { effect, table, column, title };
    });
  // Tiers say most, then numbers with many changes.
  const coloured = ({ effect, table, column }: Named) => Number(effect.tiers?.some(({ value }) => toneOfValue(column, table, value) !== 'grey') ?? false);
  const tiers = named.filter(({ effect }) => effect.tiers && effect.tiers.length > 0).sort((a, b) => coloured(b) - coloured(a));
  const others = named.filter((one) => !tiers.includes(one));
  if (named.length === 0) return <p className={classes.none}>No value would change.</p>;
  return (
    <div className={classes.effect}>
      <p className={classes.sentence}>
        <strong className="number">{formatNumber(changedValues)}</strong> {changedValues === 1 ? 'value changes' : 'values change'} in{' '}
        {named.length === 1 ? '1 column' : `${named.length} columns`}.
      </p>
      {tiers.map((one) => (
        <TierEffect key={one.title} {...one} />
      ))}
      {others.map((one, index) => (
        <NumberEffect key={one.title} {...one} first={index === 0} />
      ))}
    </div>
  );
}

const shown = (value: Value, column: Column | undefined) => (isBlank(value) ? 'blank' : showValue(value, column ?? {}));
const tierName = (value: string) => value || 'Blank';
const signed = (value: number) => formatChange(value, 0);

function TierEffect({ effect, table, column, title }: Named) {
  const tiers = ordered(effect.tiers ?? [], column);
  const moves = effect.moves ?? [];
  return (
    <section className={classes.block}>
      <h4 className={classes.heading}>
        {title} <span className={classes.count}>{formatNumber(effect.count)} change</span>
      </h4>
      <div className={classes.scroll} tabIndex={0} role="region" aria-label={`${title}: now and then`}>
      <table className={classes.tiers}>
        <thead>
          <tr>
            <th scope="col">{titleOf(column ?? { name: effect.column })}</th>
            <th scope="col">Now</th>
            <th scope="col">Then</th>
            <th scope="col">Change</th>
            {(tiers[0]?.money ?? []).slice(0, 1).map((sum) => (
              <th scope="col" key={sum.column}>
                {sum.column.replaceAll('_', ' ')}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {tiers.map((tier) => (
            <tr key={tier.value}>
              <th scope="row">
                <Chip tone={toneOfValue(column, table, tier.value)}>{tierName(tier.value)}</Chip>
              </th>
              <td className="number">{formatNumber(tier.before)}</td>
              <td className="number">{formatNumber(tier.after)}</td>
              <td className="number">{tier.after === tier.before ? '–' : signed(tier.after - tier.before)}</td>
              {(tier.money ?? []).slice(0, 1).map((sum) => (
                <td key={sum.column} className="number">
                  <Money sum={sum} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      </div>
      {moves.length > 0 && <Matrix moves={moves} tiers={tiers} />}
      <Movers effect={effect} table={table} column={column} />
    </section>
  );
}

function Money({ sum }: { sum: MoneyEffect }) {
  const { currency } = useSchema().answer;
  const before = formatCurrencyShort(sum.before, currency);
  const after = formatCurrencyShort(sum.after, currency);
  return before === after ? (
    <>{after}</>
  ) : (
    <>
      {before} → <strong>{after}</strong>
    </>
  );
}

/** From which tier to which: one line for each, one column for each. */
function Matrix({ moves, tiers }: { moves: NonNullable<ColumnEffect['moves']>; tiers: Tier[] }) {
  const { currency } = useSchema().answer;
  const from = tiers.filter(({ value }) => moves.some((move) => move.from === value));
  const to = tiers.filter(({ value }) => moves.some((move) => move.to === value));
  return (
    <div className={classes.scroll} tabIndex={0} role="region" aria-label="Moves between tiers">
      <table className={classes.matrix}>
        <thead>
          <tr>
            <th scope="col">From ↓ to →</th>
            {to.map(({ value }) => (
              <th scope="col" key={value}>
                {tierName(value)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {from.map((row) => (
            <tr key={row.value}>
              <th scope="row">{tierName(row.value)}</th>
              {to.map((cell) => {
                const move = moves.find((one) => one.from === row.value && one.to === cell.value);
                return (
                  <td key={cell.value} className="number" data-moved={move ? true : undefined}>
                    {move ? formatNumber(move.rows) : ''}
                    {move?.money?.[0] && <span className={classes.money}>{formatCurrencyShort(move.money[0].after, currency)}</span>}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function NumberEffect({ effect, table, column, title, first }: Named & { first: boolean }) {
  const [open, setOpen] = useState(first);
  const { numbers } = effect;
  const average = numbers?.before.average != null && numbers.after.average != null;
  return (
    <section className={classes.block}>
      <h4 className={classes.heading}>
        <button type="button" className={classes.fold} aria-expanded={open} onClick={() => setOpen(!open)}>
          {title}
        </button>{' '}
        <span className={classes.count}>
          {formatNumber(effect.count)} {effect.kind === 'new' ? 'new' : effect.kind === 'removed' ? 'lost' : 'change'}
          {average && `; average ${showValue(numbers.before.average, column ?? { decimals: 1 })} → ${showValue(numbers.after.average, column ?? { decimals: 1 })}`}
          {effect.errors && effect.errors.appear > 0 && `; ${formatNumber(effect.errors.appear)} errors appear`}
        </span>
      </h4>
      {open && <Movers effect={effect} table={table} column={column} />}
    </section>
  );
}

function Movers({ effect, table, column }: { effect: ColumnEffect; table: Table | undefined; column: Column | undefined }) {
  if (effect.samples.length === 0) return null;
  const more = effect.count - effect.samples.length;
  return (
    <ul className={classes.movers}>
      {effect.samples.map((sample) => (
        <li key={sample.row}>
          <RecordLink table={table?.id ?? effect.table} row={sample.row} className={classes.record}>
            {sample.name || sample.row}
          </RecordLink>
          <span className="number">
            {shown(sample.before, column)} → <strong>{shown(sample.after, column)}</strong>
          </span>
        </li>
      ))}
      {more > 0 && <li className={classes.more}>and {formatNumber(more)} more</li>}
    </ul>
  );
}

/** In the order of the options, else as the formula names them, else as they came. */
function ordered(tiers: Tier[], column: Column | undefined): Tier[] {
  const formula = column?.formula ?? '';
  const options = column?.options?.map(({ name }) => name) ?? [];
  const place = ({ value }: Tier) => {
    const option = options.indexOf(value);
    if (option >= 0) return option;
    const at = value ? formula.indexOf(`"${value}"`) : -1;
    return at >= 0 ? 1000 + at : Number.MAX_SAFE_INTEGER;
  };
  return [...tiers].sort((a, b) => place(a) - place(b));
}
