// A line of past values, as wide as its place.
import type { TrackedPoint } from './since';
import classes from './ChangeSince.module.css';

const WIDTH = 480;
const HEIGHT = 48;

export function Sparkline({ points, label }: { points: TrackedPoint[]; label: string }) {
  if (points.length < 2) return null;
  const values = points.map(({ value }) => value);
  const low = Math.min(...values);
  const range = Math.max(...values) - low || 1;
  const at = (value: number, index: number) =>
    `${((index / (points.length - 1)) * WIDTH).toFixed(1)},${(HEIGHT - 4 - ((value - low) / range) * (HEIGHT - 8)).toFixed(1)}`;
  return (
    <svg className={classes.line} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" role="img" aria-label={label}>
      <polyline points={values.map(at).join(' ')} />
    </svg>
  );
}
