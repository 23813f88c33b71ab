// The path of a small line without axes; where a value is missing the line has a gap. Pure.
export function sparkline(values: (number | null)[], width: number, height: number, margin = 2): { path: string; last: { x: number; y: number } | undefined } {
  const known = values.filter((value): value is number => value !== null && Number.isFinite(value));
  if (known.length === 0) return { path: '', last: undefined };
  const [low, high] = [Math.min(...known), Math.max(...known)];
  const round = (value: number) => Math.round(value * 100) / 100;
  const x = (index: number) => round(margin + (values.length > 1 ? (index / (values.length - 1)) * (width - 2 * margin) : (width - 2 * margin) / 2));
  // A line that never changes lies in the middle.
  const y = (value: number) => round(high === low ? height / 2 : margin + (1 - (value - low) / (high - low)) * (height - 2 * margin));
  let path = '';
  let drawing = false;
  let last: { x: number; y: number } | undefined;
  values.forEach((value, index) => {
    if (value === null || !Number.isFinite(value)) {
      drawing = false;
      return;
    }
    last = { x: x(index), y: y(value) };
    path += `${drawing ? 'L' : 'M'}${last.x} ${last.y}`;
    drawing = true;
  });
  return { path, last };
}
