// A number that matters: its value with its unit, what it has done since before, how it stands to its target, and its line.
// The number opens the rows it is made of.
import { Link } from '@tanstack/react-router';
import type { KpiTile } from '../api/dashboards';
import { isBlank, isCellError } from '../api/values';
import { viewSegment } from '../app/links';
import { useOpen } from '../app/open';
import { useSchema } from '../app/schemaContext';
import { formatCell, formatNumberOf, formatShort, type Shape } from '../columns/format';
import { rowsBehind } from '../layouts/summary/rowsBehind';
import { Chip } from '../parts/Chip';
import { IconInfoCircle } from '../parts/icons';
import classes from './Dashboard.module.css';
import { sparkline } from './sparkline';
import { statusOf, trendOf } from './trend';

export function Kpi({ tile, controls }: { tile: KpiTile; controls: Record<string, string> | undefined }) {
  const schema = useSchema();
  const { explain } = useOpen();
  const shape: Shape = tile.format ?? {};
  const opened = tile.open && schema.view(tile.open.view);
  const trend = trendOf(tile.value, tile.before, tile.good, shape);
  const status = statusOf(tile);
  const text = <Value tile={tile} shape={shape} />;
  return (
    <div className={classes.kpi}>
      <h3 className={classes.tileTitle}>
        {tile.title}
        {tile.formula && (
          <button type="button" className={classes.explain} aria-label={`Explain ${tile.title}`} onClick={() => explain({ formula: tile.formula ?? '', title: tile.title ?? '', ...(controls ? { controls } : {}) })}>
            <IconInfoCircle size={14} aria-hidden />
          </button>
        )}
      </h3>
      <div className={classes.kpiRow}>
        {opened ? (
          <Link to="/view/$view" params={{ view: viewSegment(opened.view) }} search={rowsBehind({ control: controls }, tile.open?.filter)} className={classes.kpiLink} aria-label={`${shown(tile, shape)}: the rows of ${tile.title}`}>
            {text}
          </Link>
        ) : (
          text
        )}
        {tile.series && tile.series.length > 1 && <Sparkline values={tile.series} shape={shape} />}
      </div>
      <div className={classes.kpiFoot}>
        {trend && (
          <span className={classes.trend} data-tone={trend.tone}>
            <span aria-hidden>{trend.arrow}</span> {trend.words}
          </span>
        )}
        {status && <Chip tone={status.tone}>{status.words}</Chip>}
        {tile.target !== undefined && <span className={classes.target}>Target {formatNumberOf(shape, tile.target)}</span>}
      </div>
    </div>
  );
}

/** As the tile writes it, so that who speaks what they see is understood. */
function shown({ value }: KpiTile, shape: Shape): string {
  if (isBlank(value)) return '–';
  if (isCellError(value)) return value.error;
  return typeof value === 'number' ? formatShort(shape, value) : formatCell(shape, value);
}

function Value({ tile, tile: { value }, shape }: { tile: KpiTile; shape: Shape }) {
  return (
    <span className={classes.kpiValue} title={isCellError(value) ? value.reason : formatCell(shape, value)}>
      {shown(tile, shape)}
    </span>
  );
}

const WIDTH = 96;
const HEIGHT = 32;

function Sparkline({ values, shape }: { values: (number | null)[]; shape: Shape }) {
  const { path, last } = sparkline(values, WIDTH, HEIGHT, 3);
  const known = values.filter((value) => value !== null);
  if (!last || known.length < 2) return null;
  const words = `From ${formatNumberOf(shape, known[0] ?? 0)} to ${formatNumberOf(shape, known.at(-1) ?? 0)} over ${values.length} values`;
  return (
    <svg className={classes.spark} width={WIDTH} height={HEIGHT} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={words}>
      <path d={path} />
      <circle cx={last.x} cy={last.y} r="2.5" />
    </svg>
  );
}
