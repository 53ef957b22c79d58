import { Braces, Import, Layers, ListChecks, Settings, SlidersHorizontal, SquarePlay } from 'lucide-react';
import type { LucideIcon } from 'lucide-react';
import { href } from './router.ts';
import type { Route } from './router.ts';
import { screenTitles } from './screen-titles.ts';

type Area = 'review' | 'sources' | 'jobs' | 'ontology' | 'events' | 'datasets' | 'settings';

const icons: Readonly<Record<Area, LucideIcon>> = {
  review: SquarePlay,
  sources: Import,
  jobs: SlidersHorizontal,
  ontology: Braces,
  events: ListChecks,
  datasets: Layers,
  settings: Settings,
};

const areas: readonly Area[] = ['review', 'sources', 'jobs', 'ontology', 'events', 'datasets', 'settings'];

interface ItemProps {
  readonly area: Area;
  readonly current: boolean;
  readonly compact: boolean;
}

function Item({ area, current, compact }: ItemProps) {
  const Icon = icons[area];
  return (
    <a
      href={href({ screen: area })}
      aria-current={current ? 'page' : undefined}
      {...(compact ? { 'aria-label': screenTitles[area], title: screenTitles[area] } : {})}
      className={`relative flex flex-col items-center justify-center gap-1 text-xs leading-3 tracking-[-0.01em] text-fg-2 last:mt-auto hover:text-fg-0 focus-visible:-outline-offset-2 aria-[current]:text-fg-0 aria-[current]:before:absolute aria-[current]:before:inset-y-2 aria-[current]:before:left-0 aria-[current]:before:w-0.5 aria-[current]:before:bg-accent ${compact ? 'h-11' : 'h-13'}`}
    >
      <Icon aria-hidden className="size-5" strokeWidth={1.5} />
      {compact ? null : screenTitles[area]}
    </a>
  );
}

/** The areas of the app: 56 px wide with labels, 48 without. */
export function Rail({ screen, compact }: { readonly screen: Route['screen']; readonly compact: boolean }) {
  const current = screen === 'add-source' ? 'sources' : screen;
  return (
    <nav aria-label="Areas" className="flex flex-col border-r border-line bg-bg-1 py-1">
      {areas.map((area) => (
        <Item key={area} area={area} current={area === current} compact={compact} />
      ))}
    </nav>
  );
}
