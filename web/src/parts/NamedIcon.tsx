// Icons that a blueprint names ("building"): those that there are, and a circle for any other.
import * as icons from './icons';

type IconComponent = typeof icons.IconCircle;

const byName = new Map<string, IconComponent>(
  Object.entries(icons).map(([key, icon]) => [key.slice('Icon'.length).toLowerCase(), icon]),
);

export function NamedIcon({ name, size = 16 }: { name: string | undefined; size?: number }) {
  const Icon = byName.get((name ?? '').replaceAll('-', '').toLowerCase()) ?? icons.IconCircle;
  return <Icon size={size} aria-hidden />;
}
