// What changed since: the value then and now, which parts the difference is made of, and the edits behind it. Where the change
// log does not reach back so far, the values that a table of snapshots kept.
import { SegmentedControl, Skeleton } from '@mantine/core';
import { useState } from 'react';
import { type CellAddress, type Explanation, type Subject } from '../api/explain';
import type { Column } from '../api/schema';
import { useSchema } from '../app/schemaContext';
import { formatDay, readDay } from '../format/date';
import { formatNumber } from '../format/number';
import { EditsBehind } from './EditsBehind';
import { OpenCell } from './OpenCell';
import { decompose, type Decomposition } from './decompose';
import { showChange, showPart, showValue, splitFactors, wordsOfFormula } from './show';
import { dayOf, useExplanation, useToday, useTracked, type Since } from './since';
import { columnOf, shapeOf } from './subject';
import classes from './ChangeSince.module.css';
import { Sparkline } from './Sparkline';

interface Props {
  subject: Subject;
  now: Explanation;
  since: Since;
  onSince: (since: Since) => void;
  onOpen: (cell: CellAddress) => void;
}

const presets = ['7', '30', '90'];
const dayWords = (day: string) => {
  const read = readDay(day);
  return read ? formatDay(read) : day;
};

export function ChangeSince({ subject, now, since, onSince, onOpen }: Props) {
  const schema = useSchema();
  const today = useToday();
  const day = presets.includes(since) ? (today ? dayOf(since, 'UTC', new Date(`${today}T12:00:00Z`)) : undefined) : since;
  const column = shapeOf(schema, subject, now);
  return (
    <section aria-label="What changed since">
      <div className={classes.head}>
        <h3 className={classes.heading}>What changed since</h3>
        <SegmentedControl
          size="xs"
          aria-label="Since when"
          value={presets.includes(since) ? since : 'date'}
          onChange={(value) => onSince(value === 'date' ? (day ?? today ?? '') : value)}
          data={[...presets.map((value) => ({ value, label: `${value} days` })), { value: 'date', label: 'Date' }]}
        />
        {!presets.includes(since) && (
          <input
            type="date"
            className={classes.date}
            aria-label="Since this day"
            value={since}
            max={today}
            onChange={({ currentTarget }) => currentTarget.value && onSince(currentTarget.value)}
          />
        )}
      </div>
      {day && day < now.logBegins && <NotKept key={day} subject={subject} now={now} day={day} column={column} words={`The log of this workspace begins on ${dayWords(now.logBegins)}`} />}
      {day && day >= now.logBegins && <Compared key={day} subject={subject} now={now} day={day} column={column} onOpen={onOpen} />}
    </section>
  );
}

interface ComparedProps {
  subject: Subject;
  now: Explanation;
  day: string;
  column: Column | undefined;
  onOpen: (cell: CellAddress) => void;
}

function Compared({ subject, now, day, column, onOpen }: ComparedProps) {
  const past = useExplanation(subject, day);
  if (past.isError) return <NotKept subject={subject} now={now} day={day} column={column} words={past.error.message} />;
  if (!past.data) return <Skeleton height={60} />;
  const before = past.data;
  const change = decompose(before, now);
  return (
    <>
      {change ? (
        <Numbers change={change} day={day} column={column} onOpen={onOpen} />
      ) : (
        <p className={classes.sentence}>
          <Pair before={showValue(before.value, column ?? {})} after={showValue(now.value, column ?? {})} day={day} />
        </p>
      )}
      {before.overridden && <p className={classes.note}>On that day {showValue(before.value, column ?? {})} was recorded; today’s formula gives {showValue(before.computed, column ?? {})} for it.</p>}
      {!change && <ChangedInputs before={before} now={now} onOpen={onOpen} />}
      <EditsBehind subject={subject} before={before} now={now} />
    </>
  );
}

function Pair({ before, after, day }: { before: string; after: string; day: string }) {
  if (before === after) return <>Unchanged since {dayWords(day)}: {after}.</>;
  return (
    <>
      <span className="number">{before}</span> on {dayWords(day)}, <strong className="number">{after}</strong> now.
    </>
  );
}

function Numbers({ change, day, column, onOpen }: { change: Decomposition; day: string; column: Column | undefined; onOpen: (cell: CellAddress) => void }) {
  const [all, setAll] = useState(false);
  if (change.parts.length === 0 && Math.abs(change.delta) < 1e-9) {
    return <p className={classes.sentence}>Unchanged since {dayWords(day)}: {showPart(column, change.after)}.</p>;
  }
  const most = Math.max(...change.parts.map(({ delta }) => Math.abs(delta)), 1e-9);
  const shown = all ? change.parts : change.parts.slice(0, 12);
  return (
    <>
      <p className={classes.sentence}>
        <strong className="number">{showChange(column, change.delta)}</strong>:{' '}
        <Pair before={showPart(column, change.before)} after={showPart(column, change.after)} day={day} />
      </p>
      <table className={classes.parts}>
        <thead>
          <tr>
            <th scope="col">Part</th>
            <th scope="col">Then → now</th>
            <th scope="col" aria-label="Size of the change" />
            <th scope="col">Change</th>
          </tr>
        </thead>
        <tbody>
          {shown.map((part) => (
            <tr key={`${part.label} ${part.cell?.row ?? ''}`}>
              <th scope="row">
                <OpenCell cell={part.cell} onOpen={onOpen}>
                  {wordsOfFormula(splitFactors(part.label).base)}
                </OpenCell>
                {part.fate && <span className={classes.fate}>{part.fate === 'new' ? 'new' : 'no longer a part'}</span>}
              </th>
              <td className="number">
                {part.fate === 'new' ? '–' : showPart(column, part.before)} → {part.fate === 'gone' ? '–' : showPart(column, part.after)}
              </td>
              <td aria-hidden className={classes.bars}>
                <span data-tone={part.delta < 0 ? 'red' : 'green'} style={{ width: `${(Math.abs(part.delta) / most) * 100}%` }} />
              </td>
              <td className="number">{showChange(column, part.delta)}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row" colSpan={3}>
              {Math.abs(change.open) < 1e-6 ? 'Adds up to the change' : `The parts leave ${showChange(column, change.open)} open`}
              {change.same > 0 && `; ${formatNumber(change.same)} ${change.same === 1 ? 'part' : 'parts'} did not change`}
            </th>
            <td className="number">{showChange(column, change.delta)}</td>
          </tr>
        </tfoot>
      </table>
      {change.parts.length > shown.length && (
        <button type="button" className="text-button" onClick={() => setAll(true)}>
          Show {formatNumber(change.parts.length - shown.length)} more
        </button>
      )}
    </>
  );
}

/** Of a word: what it was decided by then and now. */
function ChangedInputs({ before, now, onOpen }: { before: Explanation; now: Explanation; onOpen: (cell: CellAddress) => void }) {
  const schema = useSchema();
  const shape = ({ cell }: Explanation['inputs'][number]) => (cell && columnOf(schema, cell)) ?? { decimals: 1 };
  const changed = now.inputs.flatMap((input) => {
    const was = before.inputs.find(({ text }) => text === input.text);
    return was && showValue(was.value, shape(input)) !== showValue(input.value, shape(input)) ? [{ ...input, was: was.value }] : [];
  });
  if (changed.length === 0) return null;
  return (
    <ul className={classes.inputs}>
      {changed.map((input) => (
        <li key={input.text}>
          <OpenCell cell={input.cell} onOpen={onOpen}>
            {wordsOfFormula(input.text)}
          </OpenCell>
          : <span className="number">{showValue(input.was, shape(input))} → {showValue(input.value, shape(input))}</span>
        </li>
      ))}
    </ul>
  );
}

/** The log does not reach back so far: what a table of snapshots says. */
function NotKept({ subject, now, day, column, words }: Omit<ComparedProps, 'onOpen'> & { words: string }) {
  const tracked = useTracked(subject, day);
  const points = tracked.data?.points ?? [];
  const then = points.filter((point) => point.day <= day).at(-1) ?? points[0];
  const sentence = words.charAt(0).toUpperCase() + words.slice(1);
  return (
    <>
      <p className={classes.note}>{sentence.endsWith('.') ? sentence : `${sentence}.`}</p>
      {then && typeof now.value === 'number' && (
        <>
          <p className={classes.sentence}>
            {tracked.data?.title} has kept the value: <strong className="number">{showChange(column, now.value - then.value)}</strong>,{' '}
            <Pair before={showPart(column, then.value)} after={showPart(column, now.value)} day={then.day} />
          </p>
          <Sparkline points={[...points, { day: 'now', value: now.value }]} label={`From ${showPart(column, points[0]!.value)} on ${dayWords(points[0]!.day)} to ${showPart(column, now.value)} now`} />
        </>
      )}
    </>
  );
}
