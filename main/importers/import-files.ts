import { durationS, frameCount, typicalFps, type FrameIndex } from '#contract/entities/frame-index';
import { ok, problem, refuse, type Problem, type Result } from '#contract/errors';
import type { Caption, SourceFileRole } from '#contract/entities/source';
import type { TrackTable } from '#contract/entities/track';
import type { Homography, Zone } from '#contract/entities/zone';
import type { Columnar } from '#contract/ports/columnar';
import type { ClipProbe, Media } from '#contract/ports/media';
import type { Inspection } from '#contract/rpc/sources';
import { writeFrameIndex } from './frame-index-file.ts';
import { judgeTimes, nominalReference, readFrameReference, type FrameReference } from './frame-reference.ts';
import type { ImportReport, ImportRequest, SourceFacts } from './import-report.ts';
import { extensionOf, relabel, unknownFormat, type InputPart } from './input-part.ts';
import { readPosesCsv } from './poses-csv.ts';
import { writePoses, type PoseTable } from './pose-table.ts';
import { createQuarantine, type Quarantine } from './quarantine.ts';
import { readCaptions, readHomography, readZones } from './side-files.ts';
import { writeTrackTable } from './track-file.ts';
import { readTracks, refuseMostlyBad, type ReadTracks } from './tracks-file.ts';

/** What reads and writes files for an import. */
export interface ImportTools {
  readonly columnar: Columnar;
  readonly media: Media;
}

type PartOf = (role: SourceFileRole) => InputPart | undefined;

/** Everything the files of one source hold. */
interface ReadSource {
  readonly clip: ClipProbe | undefined;
  readonly index: FrameIndex;
  readonly read: ReadTracks;
  readonly zones: readonly Zone[];
  readonly homography: Homography | undefined;
  readonly captions: readonly Caption[];
  readonly poses: PoseTable | undefined;
  readonly warnings: readonly Problem[];
}

/** About nine hours at 300 pictures per second: what a source without a clip may reach. */
const mostFrames = 10_000_000;
const inspectedRows = 200;

function findParts(parts: readonly InputPart[]): Result<PartOf> {
  const byRole = new Map<SourceFileRole, InputPart>();
  for (const part of parts) {
    const other = byRole.get(part.role);
    if (other !== undefined)
      return refuse(
        'bad_request',
        `There are two files for ${part.role}: ${other.label} and ${part.label}.`,
        {
          file: part.label,
          field: part.role,
        },
      );
    byRole.set(part.role, part);
  }
  return ok((role) => byRole.get(role));
}

async function readDatedTracks(
  part: InputPart,
  reference: FrameReference,
  fps: number | undefined,
  columnar: Columnar,
  quarantine: Quarantine,
): Promise<Result<{ read: ReadTracks; index: FrameIndex; warnings: readonly Problem[] }>> {
  const { clip, index: known } = reference;
  const count = known === undefined ? mostFrames : frameCount(known);
  const limitedBy = `the ${clip === undefined ? 'frame index' : 'clip'}, which has ${count} pictures`;
  const reason = known === undefined ? `frame ${mostFrames}, the most there can be` : limitedBy;
  const read = await readTracks(part, columnar, quarantine, count, reason);
  if (!read.ok) return read;
  const index = known === undefined ? nominalReference(read.value.tracks, fps, part) : ok(known);
  if (!index.ok) return index;
  const times = judgeTimes(read.value.tracks, index.value, part);
  if (times?.refused === true) return { ok: false, error: times.fault };
  const warnings = times === undefined ? [] : [times.fault];
  return ok({ read: read.value, index: index.value, warnings: [...read.value.warnings, ...warnings] });
}

async function readPoses(
  part: InputPart | undefined,
  table: TrackTable,
  index: FrameIndex,
  quarantine: Quarantine,
): Promise<Result<PoseTable | undefined>> {
  if (part === undefined) return ok(undefined);
  if (extensionOf(part) !== 'csv') return { ok: false, error: unknownFormat(part, 'Poses', ['csv']) };
  const limits = { trackIds: table.trackIds, frameCount: frameCount(index) };
  const read = await readPosesCsv(part, limits, quarantine);
  if (!read.ok) return read;
  const usable = refuseMostlyBad(part, quarantine, read.value.rowsGiven);
  return usable.ok ? ok(read.value.poses) : usable;
}

async function readSource(
  request: ImportRequest,
  { columnar, media }: ImportTools,
  quarantine: Quarantine,
): Promise<Result<ReadSource>> {
  const found = findParts(request.parts);
  if (!found.ok) return found;
  const partOf = found.value;
  const tracksPart = partOf('tracks');
  if (tracksPart === undefined)
    return refuse('bad_request', 'A source needs a file of tracks.', { field: 'tracks' });
  const reference = await readFrameReference(media, partOf('clip'), partOf('frame_index'));
  if (!reference.ok) return reference;
  const dated = await readDatedTracks(tracksPart, reference.value, request.fps, columnar, quarantine);
  if (!dated.ok) return dated;
  const zones = await readZones(partOf('zones'));
  if (!zones.ok) return zones;
  const homography = await readHomography(partOf('homography'));
  if (!homography.ok) return homography;
  const captions = await readCaptions(partOf('captions'), quarantine);
  if (!captions.ok) return captions;
  const { read, index, warnings } = dated.value;
  const poses = await readPoses(partOf('poses'), read.tracks.table, index, quarantine);
  if (!poses.ok) return poses;
  return ok({
    clip: reference.value.clip,
    index,
    read,
    zones: zones.value,
    homography: homography.value,
    captions: captions.value,
    poses: poses.value,
    warnings,
  });
}

function boxSpan(position: Float32Array, size: Float32Array): number {
  return position.reduce((most, value, row) => Math.max(most, Math.ceil(value + (size[row] ?? 0))), 1);
}

function spaceOf(table: TrackTable, homography: Homography | undefined): 'metric' | 'body' {
  const grounded = homography !== undefined || table.xM.some((x) => !Number.isNaN(x));
  return grounded ? 'metric' : 'body';
}

function factsOf(source: ReadSource, quarantine: Quarantine): SourceFacts {
  const { clip, index, homography, captions } = source;
  const { table } = source.read.tracks;
  return {
    ...(clip === undefined ? {} : { clipMime: clip.mime }),
    nominalIndex: index.nominal,
    frameCount: frameCount(index),
    durationS: durationS(index),
    fps: typicalFps(index),
    widthPx: clip?.widthPx ?? boxSpan(table.xPx, table.wPx),
    heightPx: clip?.heightPx ?? boxSpan(table.yPx, table.hPx),
    space: spaceOf(table, homography),
    ...(homography === undefined ? {} : { homography: [...homography] }),
    zones: [...source.zones],
    captions: [...captions],
    trackCount: table.trackIds.length,
    rowCount: table.frame.length,
    quarantinedRows: quarantine.count(),
    classes: [...new Set(table.classes)].toSorted(),
  };
}

function clipOf({ index, codec, widthPx, heightPx, audioStreams }: ClipProbe): Inspection['clip'] {
  return {
    pictures: frameCount(index),
    durationS: durationS(index),
    widthPx,
    heightPx,
    codec,
    audioStreams,
    typicalFps: typicalFps(index),
    longestGapMs: index.durationUs.reduce((most, us) => Math.max(most, us), 0) / 1000,
  };
}

function warningsOf(source: ReadSource, facts: SourceFacts, parts: readonly InputPart[]): readonly Problem[] {
  const inMetres = source.zones.find(({ space }) => space === 'm');
  if (inMetres === undefined || facts.space === 'metric') return source.warnings;
  const says = `Zone ${inMetres.id} is in metres, but nothing says where the tracks are on the ground.`;
  const hint = 'Give a homography, or xw and yw with the tracks.';
  const file = parts.find(({ role }) => role === 'zones')?.label ?? 'zones';
  return [...source.warnings, problem('space_mismatch', says, { file, field: 'space', hint })];
}

function inspectionOf(
  source: ReadSource,
  facts: SourceFacts,
  quarantine: Quarantine,
  parts: readonly InputPart[],
): Inspection {
  const { read, clip, zones } = source;
  const { frame } = read.tracks.table;
  const range = frame.reduce(
    ({ first, last }, at) => ({ first: Math.min(first, at), last: Math.max(last, at) }),
    {
      first: frame[0] ?? 0,
      last: 0,
    },
  );
  return {
    format: read.format,
    columns: read.columns.map((column) => ({ ...column, samples: [...column.samples] })),
    rows: facts.rowCount,
    quarantined: quarantine.rows().slice(0, inspectedRows),
    quarantinedRows: facts.quarantinedRows,
    tracks: facts.trackCount,
    classes: facts.classes,
    frames: range,
    ...(clip === undefined ? {} : { clip: clipOf(clip) }),
    zones: zones.map(({ id, kind }) => ({ id, kind })),
    space: facts.space,
    problems: [...warningsOf(source, facts, parts)],
  };
}

async function writeOutputs(
  source: ReadSource,
  outputs: NonNullable<ImportRequest['outputs']>,
  columnar: Columnar,
): Promise<Result<unknown>> {
  const tracks = await writeTrackTable(columnar, outputs.tracks, source.read.tracks.table);
  if (!tracks.ok) return tracks;
  const index = await writeFrameIndex(columnar, outputs.frameIndex, source.index);
  if (!index.ok || source.poses === undefined) return index;
  return writePoses(columnar, outputs.poses, source.poses);
}

/** Reads a source's files whole, judges them, and writes the canonical ones where asked to; a refusal names file, line and field. */
export async function importFiles(request: ImportRequest, tools: ImportTools): Promise<Result<ImportReport>> {
  const quarantine = createQuarantine();
  const source = await readSource(request, tools, quarantine);
  if (!source.ok) return source;
  const facts = factsOf(source.value, quarantine);
  if (request.outputs !== undefined) {
    const written = await writeOutputs(source.value, request.outputs, tools.columnar);
    if (!written.ok)
      return { ok: false, error: relabel({ role: 'tracks', path: '', label: '' }, written.error) };
  }
  return ok({
    inspection: inspectionOf(source.value, facts, quarantine, request.parts),
    facts,
    quarantined: [...quarantine.rows()],
    hasPoses: source.value.poses !== undefined,
  });
}
