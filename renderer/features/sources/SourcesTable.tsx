import type { Source } from '#contract/entities/source';
import { href } from '../../app/router.ts';
import { Badge } from '../../shared-ui/Badge.tsx';
import { formatInstant, formatNumber, formatTimecode } from '../../shared-ui/format.ts';
import { Table } from '../../shared-ui/Table.tsx';
import type { Column } from '../../shared-ui/Table.tsx';

/** How far the clip of a source is cleared, in a badge; a source without a clip has no picture to clear. */
export function PrivacyBadge({ source }: { readonly source: Source }) {
  if (source.clipSha256 === undefined) return <Badge>no clip</Badge>;
  if (source.privacyState === 'passed') return <Badge tone="ok">passed</Badge>;
  return (
    <Badge tone="warn">{source.privacyState === 'checked' ? 'checked, not passed' : 'not passed'}</Badge>
  );
}

function Quarantined({ source, onOpen }: { readonly source: Source; readonly onOpen: () => void }) {
  if (source.quarantinedRows === 0) return <span className="text-fg-2">0</span>;
  return (
    <button
      type="button"
      aria-label={`${source.quarantinedRows} rows of ${source.name} in quarantine`}
      onClick={onOpen}
      className="text-warn-text underline decoration-dotted underline-offset-2"
    >
      {formatNumber(source.quarantinedRows)}
    </button>
  );
}

function figure(key: string, header: string, widthPx: number, cell: Column<Source>['cell']): Column<Source> {
  return { key, header, widthPx, align: 'right', cell };
}

function columns(onQuarantine: (source: Source) => void): readonly Column<Source>[] {
  return [
    {
      key: 'name',
      header: 'Source',
      names: true,
      cell: (source) => (
        <a
          href={href({ screen: 'sources', sourceId: source.id })}
          title={source.name}
          className="hover:underline"
        >
          {source.name}
        </a>
      ),
    },
    { key: 'privacy', header: 'Privacy', widthPx: 136, cell: (source) => <PrivacyBadge source={source} /> },
    figure('length', 'Length', 92, (source) => (
      <span className="mono">{formatTimecode(source.durationS)}</span>
    )),
    figure('pictures', 'Pictures', 84, (source) => formatNumber(source.frameCount)),
    figure('tracks', 'Tracks', 68, (source) => formatNumber(source.trackCount)),
    figure('rows', 'Rows', 84, (source) => formatNumber(source.rowCount)),
    figure('quarantine', 'Quarantine', 92, (source) => (
      <Quarantined source={source} onOpen={() => onQuarantine(source)} />
    )),
    figure('added', 'Added', 120, (source) => formatInstant(source.createdAt)),
  ];
}

export interface SourcesTableProps {
  readonly sources: readonly Source[];
  readonly selectedId: string | undefined;
  readonly onQuarantine: (source: Source) => void;
}

/** The sources of the project in rows. */
export function SourcesTable({ sources, selectedId, onQuarantine }: SourcesTableProps) {
  return (
    <Table
      label="Sources"
      columns={columns(onQuarantine)}
      rows={sources}
      rowKey={(source) => source.id}
      rowState={(source) => (source.id === selectedId ? 'selected' : 'plain')}
    />
  );
}
