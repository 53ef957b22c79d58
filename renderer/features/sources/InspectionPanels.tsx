import type { Inspection } from '#contract/rpc/sources';
import { Badge } from '../../shared-ui/Badge.tsx';
import { formatNumber, formatTimecode, plural } from '../../shared-ui/format.ts';
import { Panel, PanelBody, PanelHead } from '../../shared-ui/Panel.tsx';
import { ScrollRegion } from '../../shared-ui/ScrollRegion.tsx';
import { Table } from '../../shared-ui/Table.tsx';
import type { Column } from '../../shared-ui/Table.tsx';
import type { KeyValue } from '../../shared-ui/KeyValues.tsx';
import { QuarantineList } from './QuarantineList.tsx';

type InspectedColumn = Inspection['columns'][number];

const columns: readonly Column<InspectedColumn>[] = [
  {
    key: 'name',
    header: 'Column',
    widthPx: 136,
    names: true,
    cell: (c) => <span className="mono">{c.name}</span>,
  },
  {
    key: 'samples',
    header: 'First values',
    cell: (c) => <span className="mono text-fg-1">{c.samples.join(' · ')}</span>,
  },
  {
    key: 'becomes',
    header: 'Becomes',
    widthPx: 112,
    cell: (c) => (c.becomes === undefined ? <span className="text-fg-2">not read</span> : c.becomes),
  },
];

/** The columns that were found in the tracks and what each becomes. */
export function ColumnsPanel({ inspection }: { readonly inspection: Inspection }) {
  return (
    <Panel className="min-h-32 flex-3">
      <PanelHead title="Columns" meta={`${inspection.format} · ${plural(inspection.rows, 'row')} load`} />
      <ScrollRegion label="Columns of the tracks" className="min-h-0 flex-1">
        <Table
          label="Columns"
          tight
          columns={columns}
          rows={inspection.columns}
          rowKey={(column) => column.name}
        />
      </ScrollRegion>
    </Panel>
  );
}

/** The first rows that would be kept out. */
export function QuarantinePanel({ inspection }: { readonly inspection: Inspection }) {
  const all = inspection.rows + inspection.quarantinedRows;
  return (
    <Panel className="min-h-24 flex-2">
      <PanelHead
        title="Quarantine"
        meta={`${formatNumber(inspection.quarantinedRows)} of ${plural(all, 'row')}`}
      />
      <PanelBody>
        {inspection.quarantinedRows === 0 ? (
          <p className="text-fg-2">Every row loads.</p>
        ) : (
          <QuarantineList rows={inspection.quarantined} />
        )}
      </PanelBody>
    </Panel>
  );
}

/** The figures of the clip, or what stands in for one. `indexFile` is true where a frame index came with the files. */
export function frameFigures(inspection: Inspection, indexFile: boolean): readonly KeyValue[] {
  const { clip, frames } = inspection;
  const span: readonly KeyValue[] =
    frames === undefined
      ? []
      : [
          {
            key: 'Frames in the tracks',
            value: `${formatNumber(frames.first)} to ${formatNumber(frames.last)}`,
          },
        ];
  if (clip === undefined) {
    const times = indexFile ? 'none, times from the frame index' : 'none, so the index is nominal';
    return [...span, { key: 'Clip', value: times }];
  }
  return [
    { key: 'Presented pictures', value: formatNumber(clip.pictures) },
    ...span,
    { key: 'Length', value: <span className="mono">{formatTimecode(clip.durationS)}</span> },
    { key: 'Typical rate', value: `${formatNumber(clip.typicalFps, 2)} fps` },
    { key: 'Longest gap', value: `${formatNumber(clip.longestGapMs, 1)} ms` },
    { key: 'Picture', value: `${clip.widthPx} × ${clip.heightPx} px` },
    { key: 'Codec', value: clip.codec },
    { key: 'Audio', value: clip.audioStreams === 0 ? 'none' : plural(clip.audioStreams, 'stream') },
  ];
}

/** What the tracks and zones say about space. */
export function spaceFigures(inspection: Inspection): readonly KeyValue[] {
  return [
    { key: 'Lengths in', value: inspection.space === 'metric' ? 'metres' : 'body heights' },
    { key: 'Tracks', value: formatNumber(inspection.tracks) },
    { key: 'Classes', value: inspection.classes.length === 0 ? 'none given' : inspection.classes.join(', ') },
    {
      key: 'Zones',
      value:
        inspection.zones.length === 0 ? (
          'none'
        ) : (
          <span className="inline-flex flex-wrap justify-end gap-1">
            {inspection.zones.map((zone) => (
              <Badge key={zone.id}>
                {zone.id}, {zone.kind}
              </Badge>
            ))}
          </span>
        ),
    },
  ];
}
