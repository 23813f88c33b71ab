// What a page is called, where it belongs and what can be done with all of it. On a wide screen it stands in the bar at the
// top, so that the page has its height for its content; on a narrow one above the content.
import { Link } from '@tanstack/react-router';
import { use, useEffect, type ReactNode } from 'react';
import { createPortal } from 'react-dom';
import { IconChevronRight } from '../parts/icons';
import { useNarrow } from './narrow';
import classes from './PageHeader.module.css';
import { TitleSlot } from './titleSlot';

export interface Crumb {
  title: string;
  /** Where it leads; the last crumbs may lead nowhere. */
  to?: string;
}

interface Props {
  crumbs?: Crumb[];
  title: string;
  /** A few words beside the title; cut off where there is no room. */
  about?: string | undefined;
  /** A sentence that has to be read, above the content. */
  description?: string | undefined;
  /** To the right: buttons, switches. */
  children?: ReactNode;
}

export function PageHeader({ crumbs = [], title, about, description, children }: Props) {
  const slot = use(TitleSlot);
  const narrow = useNarrow();
  useEffect(() => {
    document.title = `${title} · csip`;
  }, [title]);
  const head = (
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
        <h1 className={classes.title} title={title}>
          {title}
        </h1>
        {about && (
          <p className={classes.about} title={about}>
            {about}
          </p>
        )}
      </div>
      {children && <div className={`${classes.tools} no-print`}>{children}</div>}
    </div>
  );
  return (
    <>
      {narrow ? head : slot && createPortal(head, slot)}
      {description && <p className={classes.description}>{description}</p>}
    </>
  );
}
