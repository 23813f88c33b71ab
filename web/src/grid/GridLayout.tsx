import type { LayoutProps } from '../views/viewQuery';

export default function GridLayout({ view }: LayoutProps) {
  return <p>{view.name}</p>;
}
