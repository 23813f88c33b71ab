// Rich text as it is read: plain at first, with its marks as soon as what draws them is there.
import { lazy, Suspense } from 'react';
import classes from './Editor.module.css';

const Formatted = lazy(() => import('./markdown/CanvasText'));

export function CanvasText({ text }: { text: string }) {
  const plain = <span className={classes.plainText}>{text}</span>;
  // Most texts have no marks; these need nothing more.
  if (!/[*_`#>[\]]|^\s*([-+]|\d+\.)\s/m.test(text)) return plain;
  return (
    <Suspense fallback={plain}>
      <Formatted text={text} />
    </Suspense>
  );
}
