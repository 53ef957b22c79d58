import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { err, ok, type Result } from '#contract/errors';
import type { ClipProbe } from '#contract/ports/media';
import type { MappingPreset, SourceReadOptions } from '#contract/rpc/source-reading';
import type { Inspection } from '#contract/rpc/sources';
import { chooseFormat, trackFormats } from './formats.ts';
import { writeFrameIndex } from './frame-index-file.ts';
import { createFrameTally, type FrameTally } from './frame-tally.ts';
import { inspectionOf } from './inspection.ts';
import type { ImportReport, ImportRequest, SourceFacts } from './import-report.ts';
import { relabel } from './input-part.ts';
import type { PartOf } from './find-parts.ts';
import { createQuarantine } from './quarantine.ts';
import { partsOf, readFrame, readSource } from './read-source.ts';
import { quietPulse, type Pulse } from './read-watch.ts';
import { usualSizes, type SpoolSizes } from './row-spool.ts';
import { factsOf } from './source-facts.ts';
import type { ImportTools, ReadSource, SourceReading } from './source-reading.ts';
import { readTableHeader } from './table-header.ts';
import { inspectUnread } from './unread-inspection.ts';

interface Mapped {
  readonly options: SourceReadOptions;
  readonly preset: string | undefined;
}

function hasHeader({ header }: MappingPreset, names: readonly string[]): boolean {
  return header.length === names.length && header.every((name, at) => name === names[at]);
}

/** The request's options over those of the saved mapping that fits the file's header. */
async function mapFile(request: ImportRequest, { columnar }: ImportTools): Promise<Mapped> {
  const own = request.options ?? {};
  const part = request.parts.find(({ role }) => role === 'tracks');
  const presets = request.presets ?? [];
  if (part === undefined || presets.length === 0 || own.columns !== undefined)
    return { options: own, preset: undefined };
  const chosen = await chooseFormat(part, trackFormats(columnar), own.formatId);
  if (!chosen.ok) return { options: own, preset: undefined };
  const header = await readTableHeader(part, chosen.value.format, columnar);
  const names = header.map(({ name }) => name);
  const preset = names.length === 0 ? undefined : presets.find((saved) => hasHeader(saved, names));
  return { options: { ...preset?.options, ...own }, preset: preset?.name };
}

async function writeIndex(source: ReadSource, { request, tools }: SourceReading): Promise<Result<void>> {
  if (request.outputs === undefined) return ok(undefined);
  const written = await writeFrameIndex(tools.columnar, request.outputs.frameIndex, source.index);
  if (written.ok) return ok(undefined);
  return err(relabel({ role: 'tracks', path: '', label: '' }, written.error));
}

function reportOf(
  source: ReadSource,
  { quarantine, options, tally }: SourceReading,
  preset: string | undefined,
): ImportReport {
  const facts = factsOf(source, options, quarantine);
  return {
    inspection: inspectionOf(source, facts, quarantine, options, { tally, preset }),
    facts,
    quarantined: [...quarantine.rows()],
    hasPoses: source.hasPoses,
  };
}

function emptyFacts(inspection: Inspection): SourceFacts {
  return {
    nominalIndex: true,
    frameCount: 1,
    durationS: 0,
    fps: 0,
    widthPx: inspection.clip?.widthPx ?? 1,
    heightPx: inspection.clip?.heightPx ?? 1,
    space: 'body',
    zones: [],
    captions: [],
    trackCount: 0,
    rowCount: 0,
    quarantinedRows: 0,
    classes: [],
  };
}

/** A table that cannot be read as it is may still be shown, so that a person says how. */
async function unreadReport(
  reading: SourceReading,
  partOf: PartOf,
  clip: ClipProbe | undefined,
  read: Result<ReadSource> & { readonly ok: false },
): Promise<Result<ImportReport>> {
  const part = partOf('tracks');
  if (part === undefined || reading.tally === undefined) return read;
  const inspection = await inspectUnread(reading, part, clip, read.error);
  if (inspection === undefined) return read;
  return ok({ inspection, facts: emptyFacts(inspection), quarantined: [], hasPoses: false });
}

async function importInto(reading: SourceReading, preset: string | undefined): Promise<Result<ImportReport>> {
  const parts = partsOf(reading);
  if (!parts.ok) return parts;
  const partOf = parts.value;
  const frame = await readFrame(reading, partOf);
  if (!frame.ok) return frame;
  const { reference, calibrated } = frame.value;
  const source = await readSource(reading, partOf, reference, calibrated);
  if (!source.ok) return unreadReport(reading, partOf, reference.clip, source);
  const index = await writeIndex(source.value, reading);
  return index.ok ? ok(reportOf(source.value, reading, preset)) : index;
}

function spoolPlace(request: ImportRequest, pulse: Pulse, sizes: SpoolSizes): SourceReading['place'] {
  return { filePath: () => join(request.workFolder, `${randomUUID()}.rows`), sizes, pulse };
}

/**
 * Reads a source's files, judges them, and writes the canonical ones where asked to, in memory that does not grow with them; a
 * refusal names file, line and field. Throws `cancelled` where the pulse says so.
 */
export async function importFiles(
  request: ImportRequest,
  tools: ImportTools,
  pulse: Pulse = quietPulse,
  sizes: SpoolSizes = usualSizes,
): Promise<Result<ImportReport>> {
  const tally: FrameTally | undefined = request.outputs === undefined ? createFrameTally() : undefined;
  const { options, preset } = await mapFile(request, tools);
  const reading: SourceReading = {
    request,
    options,
    tools,
    quarantine: createQuarantine(),
    place: spoolPlace(request, pulse, sizes),
    ...(tally === undefined ? {} : { tally }),
    spooled: [],
  };
  try {
    return await importInto(reading, preset);
  } finally {
    for (const spooled of reading.spooled) spooled.drop();
  }
}
