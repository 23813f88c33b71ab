// A number between two ends: typed, or set by a slider.
import { Slider } from '@mantine/core';
import { useState } from 'react';
import { titleOf } from '../../api/schema';
import type { EditorDescriptor, EditorProps } from './editor';
import classes from './Editor.module.css';
import { LineEditor } from './LineEditor';
import { parseNumber, writeNumber } from './numeric';
import { formatNumberOf } from '../format';
import { useEnd } from './useEnd';

function Scale(props: EditorProps) {
  const { column, value, placement, onChange, label } = props;
  const [low, high] = [column.minimum ?? 0, column.maximum ?? 100];
  const [dragged, setDragged] = useState<number>();
  const { commit } = useEnd(props);
  const line = (
    <LineEditor {...props} value={dragged ?? value} inputMode="decimal" align="right" behind={placement === 'field' ? column.suffix : undefined} />
  );
  if (placement === 'cell') return line;
  return (
    <span className={classes.scale}>
      <Slider
        className={classes.slider ?? ''}
        size="sm"
        min={low}
        max={high}
        step={column.step ?? 1}
        label={(at) => formatNumberOf(column, at)}
        thumbLabel={label ?? titleOf(column)}
        value={dragged ?? (typeof value === 'number' ? value : low)}
        onChange={(at) => {
          setDragged(at);
          onChange?.(at);
        }}
        onChangeEnd={(at) => {
          setDragged(undefined);
          if (at !== value) commit(at);
        }}
      />
      <span className={classes.figure}>{line}</span>
    </span>
  );
}

export const scale: EditorDescriptor = { types: ['slider', 'scale'], component: Scale, parse: parseNumber, write: writeNumber };
