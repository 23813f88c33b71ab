// What stands in for a list that has nothing to show: why, and the one thing to do about it.
import type { ReactNode } from 'react';
import classes from './Message.module.css';

interface Props {
  icon: ReactNode;
  title: string;
  children: ReactNode;
  action?: ReactNode;
  role?: 'alert' | 'status';
}

export function Message({ icon, title, children, action, role }: Props) {
  return (
    <div className={classes.message} role={role}>
      <span className={classes.icon} aria-hidden>
        {icon}
      </span>
      <h2 className={classes.title}>{title}</h2>
      <div className={classes.text}>{children}</div>
      {action}
    </div>
  );
}
