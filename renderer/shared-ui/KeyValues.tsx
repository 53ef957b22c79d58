import type { ReactNode } from 'react';

export interface KeyValue {
  readonly key: string;
  readonly value: ReactNode;
}

/** Names at the left, values at the right, 4 px apart. */
export function KeyValues({ items }: { readonly items: readonly KeyValue[] }) {
  return (
    <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-3 gap-y-1">
      {items.map((item) => (
        <div key={item.key} className="contents">
          <dt className="whitespace-nowrap text-fg-2">{item.key}</dt>
          <dd className="truncate text-right text-fg-0">{item.value}</dd>
        </div>
      ))}
    </dl>
  );
}
