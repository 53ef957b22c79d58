import type { QuarantinedRow } from '#contract/entities/source';

function place(row: QuarantinedRow): string {
  return [row.file, row.line, row.column].filter((part) => part !== undefined).join(':');
}

/** Rows that were not loaded: where each stands, the field, why, and its text. */
export function QuarantineList({ rows }: { readonly rows: readonly QuarantinedRow[] }) {
  return (
    <ul>
      {rows.map((row) => (
        <li
          key={`${place(row)} ${row.field ?? ''} ${row.message}`}
          className="grid grid-cols-[minmax(120px,auto)_minmax(0,1fr)] gap-x-3 py-1 not-first:border-t not-first:border-hair"
        >
          <span className="mono text-fg-1">{place(row)}</span>
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
