import type { Figure } from './figures.ts';

/** Figures in two columns, names at the left of each. */
export function FigureGrid({ items }: { readonly items: readonly Figure[] }) {
  return (
    <dl className="grid grid-cols-2 gap-x-4 gap-y-1">
      {items.map(({ key, value, mono = false }) => (
        <div key={key} className="flex min-w-0 items-baseline gap-2">
          <dt className="shrink-0 text-fg-2">{key}</dt>
          <dd className={`ml-auto truncate text-right text-fg-0 ${mono ? 'mono' : ''}`} title={value}>
            {value}
          </dd>
        </div>
      ))}
    </dl>
  );
}
