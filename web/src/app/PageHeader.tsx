// The top of a page: where one is, what it is called, and what can be done here.
import { Link } from '@tanstack/react-router';
import { useEffect, type ReactNode } from 'react';
import { IconChevronRight } from '../parts/icons';
import classes from './PageHeader.module.css';

export interface Crumb {
  title: string;
  /** Where it leads; the last crumbs may lead nowhere. */
  to?: string;
}

interface Props {
  crumbs?: Crumb[];
  title: string;
  description?: string | undefined;
  /** To the right: buttons, switches. */
  children?: ReactNode;
}

export function PageHeader({ crumbs = [], title, description, children }: Props) {
  useEffect(() => {
    document.title = `${title} · csip`;
  }, [title]);
  return (
    <div className={classes.header}>
      <div className={classes.words}>
        {crumbs.length > 0 && (
          <nav aria-label="Breadcrumbs" className={classes.crumbs}>
            <ol>
              {crumbs.map(({ title: crumb, to }) => (
                <li key={crumb}>
                  {to ? <Link to={to}>{crumb}</Link> : <span>{crumb}</span>}
                  <IconChevronRight size={12} aria-hidden />
                </li>
              ))}
            </ol>
          </nav>
        )}
        <h1 className={classes.title}>{title}</h1>
        {description && <p className={classes.description}>{description}</p>}
      </div>
      {children && <div className={`${classes.tools} no-print`}>{children}</div>}
    </div>
  );
}
