// Words for who does not see what has just happened: a polite live region and the way to speak through it.
import { useCallback, useState, type ReactNode } from 'react';

export function useAnnounce(): { region: ReactNode; announce: (words: string) => void } {
  const [said, setSaid] = useState({ words: '', times: 0 });
  const announce = useCallback((words: string) => setSaid(({ times }) => ({ words, times: times + 1 })), []);
  // The same words said again are another element: otherwise nothing would be heard.
  const region = (
    <div aria-live="polite" className="visually-hidden">
      <span key={said.times}>{said.words}</span>
    </div>
  );
  return { region, announce };
}
