import type { QuarantinedRow } from '#contract/entities/source';

function place(row: QuarantinedRow): string {
  return [row.file, row.line, row.column].filter((part) => part !== undefined).join(':');
}

function Place({ row }: { readonly row: QuarantinedRow }) {
  const position = [row.line, row.column].filter((part) => part !== undefined).join(':');
  return (
    <span className="mono flex min-w-0 text-fg-1" title={place(row)}>
      <span className="truncate">{row.file}</span>
      <span className="shrink-0">:{position}</span>
    </span>
  );
}

/** Rows that were not loaded: where each stands, the field, why, and its text. */
export function QuarantineList({ rows }: { readonly rows: readonly QuarantinedRow[] }) {
  return (
    <ul className="grid grid-cols-[fit-content(40%)_minmax(0,1fr)] gap-x-3">
      {rows.map((row) => (
        <li
          key={`${place(row)} ${row.field ?? ''} ${row.message}`}
          className="col-span-2 grid grid-cols-subgrid py-1 not-first:border-t not-first:border-hair"
        >
          <Place row={row} />
          <span className="text-fg-0">
            {row.field === undefined ? null : <span className="mono mr-2 text-fg-1">{row.field}</span>}
            {row.message}
          </span>
          <code className="col-start-2 truncate text-fg-2" title={row.text}>
            {row.text}
          </code>
        </li>
      ))}
    </ul>
  );
}
