// Gives the focus back to what had it before a layer opened, when the layer is taken away: a layer that is there only as long
// as it is open has no moment of closing of its own.
import { useEffect } from 'react';

export function useFocusBack() {
  useEffect(() => {
    const origin = document.activeElement;
    return () => {
      // After the layer has left the page; whoever closed it may have moved the focus on purpose.
      requestAnimationFrame(() => {
        const lost = document.activeElement === null || document.activeElement === document.body;
        if (lost && origin instanceof HTMLElement && origin.isConnected) origin.focus({ preventScroll: true });
      });
    };
  }, []);
}
