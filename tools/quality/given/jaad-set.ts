import { z } from 'zod';
import { nominalFrameIndex } from '#contract/entities/frame-index';
import { buildTracks, type TrackRow } from './build-tracks.ts';
import type { GivenEvent, GivenSequence, GivenSet, Runs } from './given-set.ts';
import { readFolds, readRows, readText, readTruth, whole } from './read-given.ts';

const sequenceSchema = z.object({
  sequence: z.string(),
  fps: z.coerce.number(),
  n_frames: whole,
  width: whole,
  height: whole,
});
const spanSchema = z.object({
  sequence: z.string(),
  track_id: z.string(),
  class: z.string(),
  start_frame: whole,
  end_frame: whole,
});

/** The recording car: a track of all frames whose box is the whole picture. */
export const egoTrack = { trackId: 'ego', className: 'ego_vehicle' };

const renamed: Readonly<Record<string, string>> = {
  'ego_vehicle:accelerating': 'ego_accelerating',
  'ego_vehicle:decelerating': 'ego_decelerating',
  'reaction:clear_path': 'clear_path',
  'reaction:slow_down': 'slow_down',
  'reaction:speed_up': 'speed_up',
};

/** A label of the set as the ontology `street` names it. */
export function jaadType(label: string): string {
  return renamed[label] ?? label;
}

function boxOf(cells: readonly string[]): NonNullable<TrackRow['box']> {
  const [x = 0, y = 0, w = 0, h = 0] = cells.map(Number);
  return [x, y, w, h];
}

function readBoxes(): ReadonlyMap<string, readonly TrackRow[]> {
  const lines = readText('jaad', 'tracks.csv.gz').trim().split('\n').slice(1);
  const rows = lines.map((line) => {
    const [sequence = '', frame, , trackId = '', className = '', ...box] = line.split(',');
    return { sequence, trackId, className, frame: Number(frame), box: boxOf(box) };
  });
  return Map.groupBy(rows, ({ sequence }) => sequence);
}

function labelledTracks(): ReadonlyMap<string, ReadonlyMap<string, Runs>> {
  const labelled = new Map<string, Map<string, [number, number][]>>();
  for (const span of readRows(spanSchema, 'jaad', 'spans.csv')) {
    const tracks = labelled.get(span.sequence) ?? new Map<string, [number, number][]>();
    labelled.set(span.sequence, tracks);
    if (span.class !== 'pedestrian') continue;
    const runs = tracks.get(span.track_id) ?? [];
    tracks.set(span.track_id, runs);
    runs.push([span.start_frame, span.end_frame + 1]);
  }
  return labelled;
}

const instantType = 'decision_point';
const halfSecond = 15;

/** A decision is said of a single frame, which nothing overlaps: it counts as the second around it. */
function aroundInstant(event: GivenEvent): GivenEvent {
  if (event.type !== instantType) return event;
  const startFrame = Math.max(0, event.startFrame - halfSecond);
  return { ...event, startFrame, endFrame: event.endFrame + halfSecond };
}

/** Clips of pedestrians seen from a moving car; boxes and picture rates are all that the rules read. */
export function readJaad(): GivenSet {
  const boxes = readBoxes();
  const folds = readFolds('jaad');
  const sequences = readRows(sequenceSchema, 'jaad', 'sequences.csv').map((row): GivenSequence => {
    const ego = Array.from({ length: row.n_frames }, (_, frame) => ({
      ...egoTrack,
      frame,
      box: [0, 0, row.width, row.height] as const,
    }));
    return {
      id: row.sequence,
      frames: row.n_frames,
      fps: row.fps,
      fold: folds.get(row.sequence),
      parts: {
        table: buildTracks([...(boxes.get(row.sequence) ?? []), ...ego]),
        frameIndex: nominalFrameIndex(row.n_frames, row.fps),
        space: 'body',
        picture: { widthPx: row.width, heightPx: row.height },
      },
    };
  });
  const truth = readTruth(jaadType, 'jaad', 'events.csv.gz').map(aroundInstant);
  return { name: 'jaad', sequences, truth, labelled: labelledTracks() };
}
