// A cell as it is read, by its column's type. Grids draw the same with plain elements (grid/draw.ts); forms edit it with
// columns/editors.
import { IconAlertTriangle, IconCheck, IconExternalLink, IconPaperclip } from '../parts/icons';
import { fileAddress } from '../api/files';
import type { Column, Style } from '../api/schema';
import { isBlank, isCellError, isFileLink, isRowLink, itemsOf, type Scalar, type Value } from '../api/values';
import { RecordLink } from '../app/RecordLink';
import { Chip } from '../parts/Chip';
import { formatCell, formatNumberOf, isNumeric } from './format';
import { toneOf, toneOfOption } from './tone';
import classes from './Cell.module.css';

interface Props {
  column: Column;
  value: Value | undefined;
  /** Of the blueprint's conditional formats. */
  style?: Style | undefined;
  /** Rows are links to their record. */
  links?: boolean;
}

export function Cell({ column, value, style, links = true }: Props) {
  if (isBlank(value)) return null;
  if (isCellError(value)) {
    return (
      <span className={classes.error} title={value.reason}>
        <IconAlertTriangle size={14} aria-hidden />
        {value.error}
        <span className="visually-hidden">: {value.reason}</span>
      </span>
    );
  }
  if (style && (style.background || style.color)) {
    return (
      <Chip tone={toneOf(style.background ?? style.color)} strong={style.bold ?? false}>
        {formatCell(column, value)}
      </Chip>
    );
  }
  switch (column.type) {
    case 'select':
    case 'multi-select':
      return (
        <span className={classes.items}>
          {itemsOf(value).map((item) => (
            <Chip key={String(item)} tone={toneOfOption(column.options, String(item))}>
              {String(item)}
            </Chip>
          ))}
        </span>
      );
    case 'checkbox':
      return value === true ? <IconCheck size={16} aria-label="Yes" role="img" /> : <span className="visually-hidden">No</span>;
    case 'slider':
    case 'scale':
      return typeof value === 'number' ? <Measure column={column} value={value} /> : <>{formatCell(column, value)}</>;
    case 'email':
      return <a href={`mailto:${String(value)}`}>{String(value)}</a>;
    case 'phone':
      return <a href={`tel:${String(value)}`}>{String(value)}</a>;
    case 'link':
      return <WebLink address={String(value)} />;
    default:
      break;
  }
  const items = itemsOf(value);
  if (items.some(isRowLink) || items.some(isFileLink)) {
    return (
      <span className={classes.items}>
        {items.map((item, index) => (
          <Item key={index} item={item} column={column} links={links} />
        ))}
      </span>
    );
  }
  const text = formatCell(column, value);
  return isNumeric(column) ? <span className="number">{text}</span> : <>{text}</>;
}

function Item({ item, column, links }: { item: Scalar; column: Column; links: boolean }) {
  if (isRowLink(item)) {
    return links && column.target ? (
      <RecordLink table={column.target} row={item.rowId} className={classes.row}>
        {item.name}
      </RecordLink>
    ) : (
      <span className={classes.row}>{item.name}</span>
    );
  }
  if (isFileLink(item)) {
    return (
      <a href={fileAddress(item)} download={item.name} className={classes.row}>
        <IconPaperclip size={12} aria-hidden /> {item.name}
      </a>
    );
  }
  return <span>{formatCell(column, item)}</span>;
}

function Measure({ column, value }: { column: Column; value: number }) {
  const low = column.minimum ?? 0;
  const share = Math.min(100, Math.max(0, ((value - low) / ((column.maximum ?? 100) - low || 1)) * 100));
  return (
    <span className={classes.measure}>
      <span className={classes.track} aria-hidden>
        <span style={{ width: `${share}%` }} />
      </span>
      <span className="number">{formatNumberOf(column, value)}</span>
    </span>
  );
}

/** Only addresses of the web become links: a cell can hold anything, a script among it. */
function WebLink({ address }: { address: string }) {
  if (!/^https?:\/\//i.test(address)) return <>{address}</>;
  return (
    <a href={address} target="_blank" rel="noreferrer noopener">
      {address.replace(/^https?:\/\//i, '')} <IconExternalLink size={12} aria-label="(opens a new tab)" />
    </a>
  );
}
