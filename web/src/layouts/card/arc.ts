// The path of a gauge's arc in a box of 100 by 80: three quarters of a circle, from the lower left round to the lower right.
const CENTRE = { x: 50, y: 48 };
const RADIUS = 42;
const FROM = 210; // degrees from the right, counter-clockwise
const SWEEP = 240;

function point(share: number) {
  const angle = ((FROM - share * SWEEP) * Math.PI) / 180;
  return { x: CENTRE.x + RADIUS * Math.cos(angle), y: CENTRE.y - RADIUS * Math.sin(angle) };
}

const write = (value: number) => String(Math.round(value * 100) / 100);

export function arc(from: number, to: number): string {
  const [a, b] = [point(from), point(to)];
  const large = (to - from) * SWEEP > 180 ? 1 : 0;
  return `M${write(a.x)} ${write(a.y)}A${RADIUS} ${RADIUS} 0 ${large} 1 ${write(b.x)} ${write(b.y)}`;
}
