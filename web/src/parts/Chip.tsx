// A word in a tinted box. The tone says the same as the word, never more: colour is not the only carrier.
import classes from './Chip.module.css';

export type Tone = 'red' | 'orange' | 'yellow' | 'blue' | 'green' | 'purple' | 'grey';

export function Chip({ tone, strong = false, children }: { tone: Tone; strong?: boolean; children: string }) {
  return (
    <span className={classes.chip} data-tone={tone} data-strong={strong || undefined}>
      {children}
    </span>
  );
}
