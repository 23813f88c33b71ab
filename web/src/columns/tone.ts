// The palette: each colour name of the blueprint means one tone of the page, in both schemes.
import type { Option } from '../api/schema';
import type { Tone } from '../parts/Chip';

const tones: Record<string, Tone> = {
  red: 'red',
  orange: 'orange',
  yellow: 'yellow',
  green: 'green',
  'light-green': 'green',
  blue: 'blue',
  'light-blue': 'blue',
  purple: 'purple',
  gray: 'grey',
  grey: 'grey',
};

export const toneOf = (color: string | undefined): Tone => (color && tones[color]) || 'grey';

export const toneOfOption = (options: Option[] | undefined, name: string): Tone =>
  toneOf(options?.find((option) => option.name === name)?.color);
