import { useTypeColor } from './type-color.ts';

/** The name of an event type with its colour. */
export function TypeName({ type }: { readonly type: string }) {
  const color = useTypeColor(type);
  return (
    <span className="inline-flex min-w-0 max-w-full items-center gap-2 align-bottom">
      <span aria-hidden className="size-2 shrink-0 rounded-[2px]" style={{ backgroundColor: color }} />
      <span className="truncate text-fg-0" title={type}>
        {type}
      </span>
    </span>
  );
}
