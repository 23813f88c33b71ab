// From the scroll bar to the lines and back. Browsers end an element's height at some 17 to 33 million pixels; a grid taller than
// `tallest` is scrolled by a smaller canvas, on which a pixel of the scroll bar stands for more than one.
export const tallest = 15_000_000;

export interface Geometry {
  lineHeight: number;
  lines: number;
  viewport: number; // height that lines are seen in
}

export const fullHeight = ({ lineHeight, lines }: Geometry) => lineHeight * lines;
export const canvasHeight = (geometry: Geometry) => Math.min(fullHeight(geometry), tallest);

function scale(geometry: Geometry): number {
  const real = fullHeight(geometry) - geometry.viewport;
  const shown = canvasHeight(geometry) - geometry.viewport;
  return real > shown && shown > 0 ? real / shown : 1;
}

/** How far down the lines are scrolled, for a place of the scroll bar. */
export const lineTop = (geometry: Geometry, scrollTop: number) => scrollTop * scale(geometry);

/** Where a line stands on the canvas while the scroll bar is at this place. */
export const placeOf = (geometry: Geometry, scrollTop: number, line: number) =>
  scrollTop + line * geometry.lineHeight - lineTop(geometry, scrollTop);

/** The lines to be drawn, with some beyond the edges: the first and the one behind the last. */
export function linesInView(geometry: Geometry, scrollTop: number, beyond = 4): [number, number] {
  const top = lineTop(geometry, scrollTop);
  const first = Math.max(0, Math.floor(top / geometry.lineHeight) - beyond);
  const last = Math.min(geometry.lines, Math.ceil((top + geometry.viewport) / geometry.lineHeight) + beyond);
  return [first, Math.max(first, last)];
}

/** Where the scroll bar has to be so that the line is in full view; the place it is at when it is. */
export function scrollTo(geometry: Geometry, scrollTop: number, line: number): number {
  const factor = scale(geometry);
  const top = scrollTop * factor;
  const wanted = line * geometry.lineHeight;
  if (wanted < top) return wanted / factor;
  const under = wanted + geometry.lineHeight - geometry.viewport;
  return under > top ? under / factor : scrollTop;
}
