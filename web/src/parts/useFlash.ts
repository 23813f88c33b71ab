// Tells a component that a value on the screen has just changed, for as long as the highlight is to be seen.
import { useEffect, useRef, useState } from 'react';

const FLASH_MS = 900;

export function useFlash(value: unknown): boolean {
  const before = useRef(value);
  const [flashing, setFlashing] = useState(false);
  useEffect(() => {
    if (Object.is(before.current, value)) return;
    before.current = value;
    setFlashing(true);
    const timer = setTimeout(() => setFlashing(false), FLASH_MS);
    return () => clearTimeout(timer);
  }, [value]);
  return flashing;
}
