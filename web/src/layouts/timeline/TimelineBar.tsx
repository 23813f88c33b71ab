// A bar: dragged as a whole or by one end with a mouse or pen; with the keyboard, arrows move it and Shift with arrows moves its
// end, Enter saves, Escape gives it up. Leaving a bar that was moved saves it.
import { useRef, useState, type KeyboardEvent, type PointerEvent } from 'react';
import { formatDay, readDay } from '../../format/date';
import type { Tone } from '../../parts/Chip';
import { isoOf } from '../calendar/days';
import { shifted, type Bar, type Part } from './scale';
import classes from './Timeline.module.css';

interface Props {
  bar: Bar;
  /** The first day of the scale, and pixels per day. */
  origin: number;
  width: number;
  tone: Tone;
  progress: number | undefined;
  movable: boolean;
  onMove: (to: Bar) => void;
  onOpen: () => void;
  announce: (words: string) => void;
}

const dayText = (day: number) => {
  const read = readDay(isoOf(day));
  return read ? formatDay(read) : '';
};
const spanText = ({ from, to }: Bar) => (from === to ? dayText(from) : `${dayText(from)} to ${dayText(to)}`);

export function TimelineBar({ bar, origin, width, tone, progress, movable, onMove, onOpen, announce }: Props) {
  const [preview, setPreview] = useState<Bar>();
  const drag = useRef<{ x: number; part: Part; moved: boolean }>(undefined);
  const shown = preview ?? bar;
  const name = bar.row.name || 'Without a name';
  const done = progress === undefined ? undefined : Math.min(100, Math.max(0, progress));

  const finish = () => {
    if (preview && (preview.from !== bar.from || preview.to !== bar.to)) onMove(preview);
    setPreview(undefined);
  };
  const onPointerDown = (event: PointerEvent<HTMLButtonElement>) => {
    // A finger scrolls; what it taps opens.
    if (!movable || event.button !== 0 || event.pointerType === 'touch') return;
    const part = ((event.target as Element).closest('[data-part]')?.getAttribute('data-part') ?? 'whole') as Part;
    drag.current = { x: event.clientX, part, moved: false };
    event.currentTarget.setPointerCapture(event.pointerId);
  };
  const onPointerMove = (event: PointerEvent) => {
    const held = drag.current;
    if (!held) return;
    const days = Math.round((event.clientX - held.x) / width);
    held.moved ||= days !== 0;
    if (held.moved) setPreview(shifted(bar, held.part, days));
  };
  const onPointerUp = () => {
    if (drag.current?.moved) finish();
  };
  const onClick = () => {
    const moved = drag.current?.moved;
    drag.current = undefined;
    if (!moved) onOpen();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (step !== undefined && movable && !event.ctrlKey && !event.metaKey && !event.altKey) {
      const next = shifted(shown, event.shiftKey ? 'end' : 'whole', step);
      setPreview(next);
      announce(spanText(next));
    } else if (event.key === 'Enter' && preview) finish();
    else if (event.key === 'Escape' && preview) {
      setPreview(undefined);
      announce(`Back at ${spanText(bar)}`);
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <button
      type="button"
      className={classes.bar}
      data-bar={bar.row.id}
      data-tone={tone}
      data-movable={movable || undefined}
      data-preview={preview ? true : undefined}
      style={{ left: (shown.from - origin) * width, width: Math.max(8, (shown.to - shown.from + 1) * width - 2) }}
      aria-label={`${name}, ${spanText(shown)}${done === undefined ? '' : `, ${done} % done`}`}
      title={`${name}\n${spanText(shown)}${done === undefined ? '' : `\n${done} % done`}`}
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onPointerUp={onPointerUp}
      onPointerCancel={() => {
        drag.current = undefined;
        setPreview(undefined);
      }}
      onClick={onClick}
      onKeyDown={onKeyDown}
      onBlur={finish}
    >
      {done !== undefined && <span className={classes.progress} style={{ width: `${done}%` }} aria-hidden />}
      {movable && <span className={classes.handle} data-part="start" aria-hidden />}
      <span className={classes.barName} aria-hidden>
        {name}
      </span>
      {movable && <span className={classes.handle} data-part="end" aria-hidden />}
      {preview && (
        <span className={classes.preview} aria-hidden>
          {spanText(preview)}
        </span>
      )}
    </button>
  );
}
