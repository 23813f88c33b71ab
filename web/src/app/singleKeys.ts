// Whether single keys ("?", "/", "G") are shortcuts. Who dictates or hits keys by mistake switches them off (WCAG 2.1.4);
// kept in this browser.
import { useLocalStorage } from '@mantine/hooks';

export const useSingleKeys = () => useLocalStorage<boolean>({ key: 'csip-single-keys', defaultValue: true, getInitialValueInEffect: false });
