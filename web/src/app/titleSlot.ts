// The place in the bar at the top where a page says what it is; null until the bar is drawn.
import { createContext } from 'react';

export const TitleSlot = createContext<HTMLElement | null>(null);
