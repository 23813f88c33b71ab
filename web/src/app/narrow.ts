// Whether the screen is so narrow that navigation becomes a drawer and what stands beside each other goes below each other.
import { useMediaQuery } from '@mantine/hooks';

export const useNarrow = () => useMediaQuery('(max-width: 900px)', false, { getInitialValueInEffect: false });
