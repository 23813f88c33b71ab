// The whole portfolio in three numbers.
import { formatCurrency, formatCurrencyShort, formatNumber } from '../format/number';
import type { Totals } from './order';
import classes from './Totals.module.css';

export function TotalsStrip({ totals, currency }: { totals: Totals; currency: string }) {
  const share = totals.accounts > 0 ? totals.atRisk / totals.accounts : 0;
  return (
    <dl className={classes.strip}>
      <Tile label="Accounts" value={formatNumber(totals.accounts)} note="managed customers" />
      <Tile
        label="ARR"
        value={formatCurrencyShort(totals.arr, currency)}
        title={formatCurrency(totals.arr, currency)}
        note="annual recurring revenue"
      />
      <Tile
        label="At risk"
        value={formatNumber(totals.atRisk)}
        tone={totals.atRisk > 0 ? 'red' : 'green'}
        title={formatCurrency(totals.arrAtRisk, currency)}
        note={
          totals.atRisk > 0
            ? `${formatNumber(share * 100)} % of accounts, ${formatCurrencyShort(totals.arrAtRisk, currency)} ARR`
            : 'no account is critical or at risk'
        }
      />
    </dl>
  );
}

interface TileProps {
  label: string;
  value: string;
  note: string;
  title?: string;
  tone?: 'red' | 'green';
}

function Tile({ label, value, note, title, tone }: TileProps) {
  return (
    <div className={classes.tile} data-tone={tone}>
      <dt className={classes.label}>{label}</dt>
      <dd className={`${classes.value} number`} title={title}>
        {value}
      </dd>
      <dd className={classes.note}>{note}</dd>
    </div>
  );
}
