// A number on its scale: an arc that is filled as far as the number goes, the number, and how it has moved. All of it is
// also said in words.
import { formatNumberOf, type Shape } from '../../columns/format';
import { formatChange } from '../../format/number';
import type { Tone } from '../../parts/Chip';
import { arc } from './arc';
import classes from './Gauge.module.css';

interface Props {
  label: string;
  shape: Shape;
  value: number | undefined;
  minimum?: number | undefined;
  maximum?: number | undefined;
  tone?: Tone | undefined;
  delta?: number | undefined;
  size?: number;
}

const direction = (delta: number) => (delta > 0 ? 'up' : delta < 0 ? 'down' : 'unchanged');
const arrow = (delta: number) => (delta > 0 ? '▲' : delta < 0 ? '▼' : '■');

export function Gauge({ label, shape, value, minimum = 0, maximum = 100, tone = 'grey', delta, size = 76 }: Props) {
  const share = value === undefined ? 0 : Math.min(1, Math.max(0, (value - minimum) / (maximum - minimum || 1)));
  const number = value === undefined ? '–' : formatNumberOf(shape, value);
  const rounded = delta === undefined ? undefined : Math.round(delta * 10) / 10;
  const moved = rounded === undefined ? '' : `, ${direction(rounded)}${rounded === 0 ? '' : ` ${formatNumberOf({ decimals: 1 }, Math.abs(rounded))}`}`;
  const words = value === undefined ? `${label}: not known` : `${label}: ${number} of ${maximum}${moved}`;
  return (
    <div className={classes.gauge} data-tone={tone} role="img" aria-label={words} title={words}>
      <svg width={size} height={size * 0.8} viewBox="0 0 100 80" aria-hidden>
        <path d={arc(0, 1)} className={classes.track} />
        {share > 0 && <path d={arc(0, share)} className={classes.fill} />}
        <text x="50" y="56" className={classes.number}>
          {number}
        </text>
      </svg>
      {rounded !== undefined && (
        <span className={classes.delta} aria-hidden>
          {arrow(rounded)} {formatChange(rounded)}
        </span>
      )}
    </div>
  );
}
