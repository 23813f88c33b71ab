// Arrows on a board: up and down within a lane, left and right to the neighbouring lane that has cards.
export function cardBeside(board: Element, card: Element, key: string): HTMLElement | undefined {
  const lanes = [...board.querySelectorAll('[data-lane]')].map((lane) => [...lane.querySelectorAll<HTMLElement>('[data-card]')]);
  const lane = lanes.findIndex((cards) => cards.includes(card as HTMLElement));
  const at = lanes[lane]?.indexOf(card as HTMLElement) ?? -1;
  if (lane < 0 || at < 0) return undefined;
  switch (key) {
    case 'ArrowDown':
      return lanes[lane]?.[at + 1];
    case 'ArrowUp':
      return lanes[lane]?.[at - 1];
    case 'Home':
      return lanes[lane]?.[0];
    case 'End':
      return lanes[lane]?.at(-1);
    case 'ArrowRight':
    case 'ArrowLeft': {
      const step = key === 'ArrowRight' ? 1 : -1;
      for (let to = lane + step; to >= 0 && to < lanes.length; to += step) {
        const cards = lanes[to];
        if (cards?.length) return cards[Math.min(at, cards.length - 1)];
      }
      return undefined;
    }
    default:
      return undefined;
  }
}
