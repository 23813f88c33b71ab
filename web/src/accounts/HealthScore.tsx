// A health score: the number, a bar of its size, and where it is going in a word and a number. Opens its explanation.
import { IconArrowRight, IconTrendingDown, IconTrendingUp } from '../parts/icons';
import { formatChange, formatNumber } from '../format/number';
import type { Account } from './account';
import { riskLevels, trendDirections } from './fields';
import classes from './HealthScore.module.css';

export function HealthScore({ account, onExplain }: { account: Account; onExplain: () => void }) {
  const { health, healthChange, healthWord } = account;
  if (health === undefined) {
    return (
      <button type="button" data-explain className={classes.score} onClick={onExplain}>
        <span className={classes.unknown}>not known</span>
        <span className="visually-hidden">: explain the health of {account.name}</span>
      </button>
    );
  }
  const tone = riskLevels.find(({ name }) => name === account.risk)?.tone ?? 'grey';
  const Arrow = { up: IconTrendingUp, down: IconTrendingDown, level: IconArrowRight }[trendDirections[healthWord] ?? 'level'];
  return (
    <button type="button" data-explain className={classes.score} onClick={onExplain} title="Explain this score">
      <span className={`${classes.value} number`}>{formatNumber(health, 1)}</span>
      <span className={classes.track} data-tone={tone} aria-hidden>
        <span style={{ width: `${Math.min(100, Math.max(0, health))}%` }} />
      </span>
      {healthChange !== undefined && (
        <span className={`${classes.trend} number`}>
          <Arrow size={14} aria-hidden />
          {formatChange(healthChange)}
          <span className={classes.word}> {healthWord}</span>
          <span className="visually-hidden"> over 30 days</span>
        </span>
      )}
      <span className="visually-hidden">: explain the health of {account.name}</span>
    </button>
  );
}
