// "G", then a letter, goes to a page. While the letter is awaited, a list says which leads where.
import { Kbd } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useMemo, useState } from 'react';
import { destinationsOf } from './destinations';
import classes from './GoTo.module.css';
import { useSchema } from './schemaContext';

/** Whether a key that is pressed there is typed into something, or belongs to a dialog. */
const takesKeys = (target: EventTarget | null) =>
  target instanceof HTMLElement && (target.isContentEditable || target.closest('input, textarea, select, [role="dialog"], [role="menu"]') !== null);

export function GoTo() {
  const schema = useSchema();
  const navigate = useNavigate();
  const destinations = useMemo(() => destinationsOf(schema), [schema]);
  const [awaited, setAwaited] = useState(false);
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.key === 'Shift') return;
      const plain = !event.ctrlKey && !event.metaKey && !event.altKey;
      if (!awaited) {
        // A grid types into its cell, and says so by preventing the default.
        if (event.key === 'g' && plain && !event.repeat && !event.defaultPrevented && !takesKeys(event.target)) setAwaited(true);
        return;
      }
      setAwaited(false);
      const found = plain && destinations.find(({ letter }) => letter === event.key.toLowerCase());
      if (!found && event.key !== 'Escape') return;
      event.preventDefault();
      event.stopPropagation();
      if (found) void navigate(found.place);
    };
    const leave = () => setAwaited(false);
    // The letter is caught before anything else on the page takes it; "G" itself only when nothing else has.
    window.addEventListener('keydown', press, awaited);
    window.addEventListener('pointerdown', leave);
    window.addEventListener('blur', leave);
    return () => {
      window.removeEventListener('keydown', press, awaited);
      window.removeEventListener('pointerdown', leave);
      window.removeEventListener('blur', leave);
    };
  }, [awaited, destinations, navigate]);
  return (
    <div role="status" aria-label="Go to" className="no-print">
      {awaited && (
        <div className={classes.panel}>
          <p className={classes.words}>Go to…</p>
          <ul className={classes.list}>
            {destinations.map(({ letter, title }) => (
              <li key={letter}>
                <Kbd size="xs">{letter.toUpperCase()}</Kbd>
                {title}
              </li>
            ))}
          </ul>
        </div>
      )}
    </div>
  );
}
