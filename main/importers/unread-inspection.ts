import { stat } from 'node:fs/promises';
import type { Problem } from '#contract/errors';
import type { ClipProbe } from '#contract/ports/media';
import type { Inspection } from '#contract/rpc/sources';
import { mapColumns, trackSynonyms } from '#pipeline/normalize/column-map';
import { inspectedClip } from './inspection.ts';
import { inspectColumns } from './inspected-columns.ts';
import type { InputPart } from './input-part.ts';
import { chooseFormat, trackFormats } from './formats.ts';
import { compareFrames } from './judge-frames.ts';
import type { SourceReading } from './source-reading.ts';
import { readTableHeader } from './table-header.ts';

/** Faults of a table that a person may mend by saying what its columns are, or how large its picture. */
const mendable: ReadonlySet<Problem['code']> = new Set(['missing_column', 'unit_mismatch', 'bad_request']);

/** The inspection of a table whose columns say too little to read it: the columns, and why. Undefined where nothing may be mended. */
export async function inspectUnread(
  { options, tools }: SourceReading,
  part: InputPart,
  clip: ClipProbe | undefined,
  refusal: Problem,
): Promise<Inspection | undefined> {
  if (!mendable.has(refusal.code)) return undefined;
  const chosen = await chooseFormat(part, trackFormats(tools.columnar), options.formatId);
  if (!chosen.ok) return undefined;
  const { format, candidates } = chosen.value;
  const header = await readTableHeader(part, format, tools.columnar);
  if (header.length === 0) return undefined;
  const map = mapColumns(
    header.map(({ name }) => name),
    trackSynonyms,
  );
  const fields = new Map([...map].map(([field, at]) => [at, field]));
  const columns = header.map((column, at) => {
    const becomes = fields.get(at);
    return becomes === undefined ? column : { ...column, becomes };
  });
  return {
    format: format.name,
    formatId: format.id,
    formats: [...candidates],
    columns: inspectColumns(columns, format.id, options),
    sampleRows: (columns[0]?.samples ?? []).map((_, at) => at + 1),
    rows: 0,
    sampled: true,
    bytesRead: 0,
    bytesTotal: (await stat(part.path)).size,
    quarantined: [],
    quarantinedRows: 0,
    quarantineGroups: [],
    tracks: 0,
    classes: [],
    ...(clip === undefined ? {} : { clip: inspectedClip(clip), comparison: compareFrames(clip, undefined) }),
    zones: [],
    space: 'body',
    guess: { ...options, formatId: format.id },
    preview: { byNumber: [], byTime: [] },
    remarks: [],
    refusal,
    problems: [],
  };
}
