// How close together rows stand. Chosen once, kept in this browser.
import { Menu } from '@mantine/core';
import { useLocalStorage } from '@mantine/hooks';

export type Density = 'compact' | 'normal' | 'comfortable';

/** Height of a row of a grid, in CSS pixels. */
export const rowHeights: Record<Density, number> = { compact: 28, normal: 32, comfortable: 40 };
const order: Density[] = ['compact', 'normal', 'comfortable'];

export const useDensity = () => useLocalStorage<Density>({ key: 'csip-density', defaultValue: 'normal' });

export function DensityItem() {
  const [density, setDensity] = useDensity();
  const next = order[(order.indexOf(density) + 1) % order.length] ?? 'normal';
  return (
    <Menu.Item closeMenuOnClick={false} onClick={() => setDensity(next)}>
      Row height: {density}
    </Menu.Item>
  );
}
