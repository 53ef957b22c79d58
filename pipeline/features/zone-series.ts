import type { FrameSpan } from '#contract/interval';
import type { Column, Kernels } from '#contract/ports/kernels';
import type { Series } from '#contract/ports/scene';
import { onSpan, type SeriesReader } from './series-reader.ts';
import { timeInsideInto } from './span-series.ts';
import { missingColumn, sharedFrames } from './track-paths.ts';
import { placeZone, type ZonePlane } from './zone-planes.ts';
import { insideOf, lengthIn, planePath, type PlanePath } from './zone-points.ts';

interface ZoneQuestion {
  readonly reader: SeriesReader;
  readonly track: number;
  readonly plane: ZonePlane;
  readonly span: FrameSpan;
}

function pathOf({ reader, track, plane, span }: ZoneQuestion): PlanePath {
  const read = (feature: string) => onSpan(reader.track(track, feature), span.startFrame, span.endFrame);
  return planePath(plane, reader.source, track, span, reader.kernels, read);
}

function inside(question: ZoneQuestion): Column {
  if (question.plane.kind !== 'area') return missingColumn(question.span);
  return insideOf(question.plane, pathOf(question), question.reader.kernels);
}

const flip = (values: Column, every: (index: number) => boolean) =>
  values.map((value, i) => (every(i) ? -value : value));

/** In the picture y points down, so sides are taken in its mirror image, where left is left. */
function sideOf(plane: ZonePlane, path: PlanePath, kernels: Kernels, out: Column): void {
  const line = Float32Array.from(plane.outline);
  if (plane.plane === 'ground') kernels.polylineSide(line, path.x, path.y, out);
  else
    kernels.polylineSide(
      flip(line, (i) => i % 2 === 1),
      path.x,
      flip(path.y, () => true),
      out,
    );
}

function perLength({ plane, reader, track }: ZoneQuestion, values: Column): Column {
  const length = lengthIn(plane, reader.source, track);
  return length === 1 ? values : values.map((value) => value / length);
}

function lineSide(question: ZoneQuestion): Column {
  const { plane, reader, span } = question;
  const out = missingColumn(span);
  if (plane.kind !== 'line' || !plane.measurable) return out;
  sideOf(plane, pathOf(question), reader.kernels, out);
  return perLength(question, out);
}

function zoneDistance(question: ZoneQuestion): Column {
  const { plane, reader, span } = question;
  if (plane.kind === 'line') return lineSide(question).map(Math.abs);
  const out = missingColumn(span);
  if (!plane.measurable) return out;
  const { x, y } = pathOf(question);
  reader.kernels.polygonDistance(Float32Array.from(plane.outline), x, y, out);
  return perLength(question, out);
}

/** What changes from one frame to the next; the frame before the span is looked at too. */
function changes(
  question: ZoneQuestion,
  measure: (wider: ZoneQuestion) => Column,
  change: (before: number, now: number) => number,
): Column {
  const { reader, track, span } = question;
  const first = reader.source.tracks[track]?.startFrame ?? span.startFrame;
  const startFrame = Math.max(first, span.startFrame - 1);
  const values = measure({ ...question, span: { startFrame, endFrame: span.endFrame } });
  const out = missingColumn(span);
  for (let i = 0; i < out.length; i += 1) {
    const at = span.startFrame + i - startFrame;
    const [before, now] = [values[at - 1] ?? Number.NaN, values[at] ?? Number.NaN];
    if (!Number.isNaN(before) && !Number.isNaN(now)) out[i] = change(before, now);
  }
  return out;
}

function timeInside(question: ZoneQuestion): Column {
  const { reader, track, span } = question;
  const startFrame = reader.source.tracks[track]?.startFrame ?? span.startFrame;
  const values = inside({ ...question, span: { startFrame, endFrame: span.endFrame } });
  const out = missingColumn(span);
  timeInsideInto(reader.source.frameIndex, { startFrame, values }, span, out);
  return out;
}

const measures: Readonly<Record<string, (question: ZoneQuestion) => Column>> = {
  inside,
  zone_distance: zoneDistance,
  line_side: lineSide,
  time_inside: timeInside,
  entering: (question) => changes(question, inside, (before, now) => (before === 0 && now === 1 ? 1 : 0)),
  leaving: (question) => changes(question, inside, (before, now) => (before === 1 && now === 0 ? 1 : 0)),
  crossing: (question) =>
    changes(question, lineSide, (before, now) => (now < 0 ? 1 : 0) - (before < 0 ? 1 : 0)),
};

/**
 * A feature of a track and a zone (an index into the source's zones) on the track's span, within `span` where given.
 * Undefined for a zone that cannot be held against the source's tracks. A line has no inside, and its distance no sign.
 */
export function zoneSeries(
  reader: SeriesReader,
  track: number,
  zone: number,
  feature: string,
  span?: FrameSpan,
): Series | undefined {
  const { source } = reader;
  const declared = source.zones[zone];
  const plane = declared && placeZone(source, declared, zone);
  const whole = source.tracks[track];
  const measure = measures[feature];
  if (plane === undefined || whole === undefined || measure === undefined) return undefined;
  const asked = span === undefined ? whole : sharedFrames(whole, span);
  return { startFrame: asked.startFrame, values: measure({ reader, track, plane, span: asked }) };
}
