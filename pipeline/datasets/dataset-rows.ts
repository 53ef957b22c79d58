import type { Split } from '#contract/entities/dataset-version';
import type { Participant } from '#contract/entities/candidate';
import type { ColumnSpec, ColumnTable } from '#contract/ports/columnar';
import type { DatasetMaterial, MaterialEvent } from './material.ts';
import { splitOf } from './splits.ts';

/** One published event. Intervals are half-open; `start_t` and `end_t` are seconds from the first picture. */
export interface DatasetRow {
  readonly event_id: string;
  readonly sequence: string;
  readonly source_id: string;
  readonly type: string;
  readonly kind: string;
  readonly start_frame: number;
  readonly end_frame: number;
  readonly start_t: number;
  readonly end_t: number;
  readonly actors: string;
  readonly objects: string;
  readonly confidence: number;
  readonly origin: string;
  readonly verified_by: string;
  readonly plan_view: string;
}

export interface SplitRow {
  readonly split: Split;
  readonly row: DatasetRow;
  readonly material: MaterialEvent;
}

interface ColumnDescription extends ColumnSpec {
  readonly name: keyof DatasetRow;
  readonly unit?: string;
  readonly says: string;
}

/** Columns of the split files in order, with what each means. */
export const datasetColumns: readonly ColumnDescription[] = [
  { name: 'event_id', type: 'utf8', nullable: false, says: 'UUID of the event, the same in every version' },
  { name: 'sequence', type: 'utf8', nullable: false, says: 'name of the source' },
  { name: 'source_id', type: 'utf8', nullable: false, says: 'UUID of the source' },
  { name: 'type', type: 'utf8', nullable: false, says: 'event type of the ontology' },
  {
    name: 'kind',
    type: 'utf8',
    nullable: false,
    says: 'movement, action, interaction, decision or reaction',
  },
  {
    name: 'start_frame',
    type: 'i32',
    nullable: false,
    unit: 'frame',
    says: 'first presented picture inside, from 0',
  },
  {
    name: 'end_frame',
    type: 'i32',
    nullable: false,
    unit: 'frame',
    says: 'first presented picture after it',
  },
  { name: 'start_t', type: 'f64', nullable: false, unit: 's', says: 'when start_frame appears' },
  {
    name: 'end_t',
    type: 'f64',
    nullable: false,
    unit: 's',
    says: 'when end_frame appears, or the clip ends',
  },
  { name: 'actors', type: 'utf8', nullable: false, says: 'JSON array of track ids that do it' },
  { name: 'objects', type: 'utf8', nullable: false, says: 'JSON array of track ids and zones it is done to' },
  {
    name: 'confidence',
    type: 'f64',
    nullable: false,
    says: 'score of the candidate in [0, 1]; 1 for an added event',
  },
  { name: 'origin', type: 'utf8', nullable: false, says: 'rule, model or person' },
  {
    name: 'verified_by',
    type: 'utf8',
    nullable: false,
    says: 'JSON array of the reviewers who confirmed it',
  },
  {
    name: 'plan_view',
    type: 'utf8',
    nullable: false,
    says: 'yes where it was reviewed on tracks without the picture',
  },
];

function trackIds(participants: readonly Participant[]): string {
  return JSON.stringify(participants.map(({ trackId }) => trackId).toSorted());
}

function toRow(material: DatasetMaterial, { event }: MaterialEvent, sequence: string): DatasetRow {
  return {
    event_id: event.id,
    sequence,
    source_id: event.sourceId,
    type: event.type,
    kind: material.kinds.get(event.type) ?? '',
    start_frame: event.startFrame,
    end_frame: event.endFrame,
    start_t: event.startS,
    end_t: event.endS,
    actors: trackIds(event.actors),
    objects: trackIds(event.objects),
    confidence: event.confidence,
    origin: event.source,
    verified_by: JSON.stringify(event.verifiedBy.toSorted()),
    plan_view: event.planView ? 'yes' : 'no',
  };
}

function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

function compareRows({ row: a }: SplitRow, { row: b }: SplitRow): number {
  return (
    compareText(a.sequence, b.sequence) ||
    a.start_frame - b.start_frame ||
    compareText(a.type, b.type) ||
    compareText(a.event_id, b.event_id)
  );
}

/** The rows of a version with their split, in the order in which they are written: sequence, start, type, id. */
export function datasetRows(material: DatasetMaterial): readonly SplitRow[] {
  const sources = new Map(material.sources.map((source) => [source.id, source]));
  return material.events
    .flatMap((entry) => {
      const source = sources.get(entry.event.sourceId);
      if (source === undefined) return [];
      const split = splitOf(material.project.id, source);
      return [{ split, row: toRow(material, entry, source.name), material: entry }];
    })
    .toSorted(compareRows);
}

function toColumn(spec: ColumnSpec, values: readonly (string | number)[]) {
  if (spec.type === 'utf8') return values.map(String);
  return spec.type === 'i32' ? Int32Array.from(values, Number) : Float64Array.from(values, Number);
}

/** Rows as columns of `datasetColumns`. */
export function rowsToTable(rows: readonly DatasetRow[]): ColumnTable {
  const columns = datasetColumns.map(
    (spec) =>
      [
        spec.name,
        toColumn(
          spec,
          rows.map((row) => row[spec.name]),
        ),
      ] as const,
  );
  return { rows: rows.length, columns: Object.fromEntries(columns) };
}
