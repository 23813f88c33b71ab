// The words at a field that was not understood or not taken.
import { IconAlertCircle } from '../../parts/icons';
import classes from './Editor.module.css';

export function FieldError({ id, placement, children }: { id: string; placement: 'cell' | 'field'; children: string | undefined }) {
  if (!children) return null;
  return (
    <span id={id} role="alert" className={classes.error} data-placement={placement}>
      <IconAlertCircle size={14} aria-hidden /> {children}
    </span>
  );
}
