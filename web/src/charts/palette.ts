// The colours of charts, out of the page's own tokens, in the scheme that is on.
import { useComputedColorScheme } from '@mantine/core';
import { useMemo } from 'react';
import type { Tone } from '../parts/Chip';

export interface Palette {
  text: string;
  dimmed: string;
  border: string;
  surface: string;
  line: Record<Tone, string>;
  back: Record<Tone, string>;
}

const tones: Tone[] = ['blue', 'orange', 'green', 'purple', 'yellow', 'red', 'grey'];

/** Tokens name two colours each, for light and dark; a drawing needs the one that holds now. */
function readPalette(): Palette {
  const probe = document.createElement('span');
  probe.hidden = true;
  document.body.append(probe);
  const read = (token: string) => {
    probe.style.color = `var(--csip-${token})`;
    return getComputedStyle(probe).color;
  };
  const each = (part: string) => Object.fromEntries(tones.map((tone) => [tone, read(`${tone}-${part}`)])) as Record<Tone, string>;
  const palette = { text: read('text'), dimmed: read('dimmed'), border: read('border'), surface: read('surface'), line: each('line'), back: each('back') };
  probe.remove();
  return palette;
}

export function usePalette(): Palette {
  const scheme = useComputedColorScheme('light', { getInitialValueInEffect: false });
  return useMemo(readPalette, [scheme]);
}

/** A colour for each of several things: the blueprint's own where they can be told apart by it. */
export function colorsOf(palette: Palette, wanted: (Tone | undefined)[]): string[] {
  const known = wanted.filter((tone): tone is Tone => tone !== undefined && tone !== 'grey');
  const own = known.length > 0 && new Set(known).size === known.length && known.length >= wanted.length - 1;
  const circle = tones.filter((tone) => tone !== 'grey');
  return wanted.map((tone, index) => palette.line[own ? (tone ?? 'grey') : (circle[index % circle.length] ?? 'grey')]);
}
