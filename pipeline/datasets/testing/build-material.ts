import type { Decision } from '#contract/entities/decision';
import type { SecondaryEvent } from '#contract/entities/event';
import type { Source } from '#contract/entities/source';
import type { DatasetMaterial, MaterialEvent } from '../material.ts';

const hash = 'a'.repeat(64);

/** A UUIDv7-shaped id that ends in `n`, the same at every call. */
export function idOf(n: number): string {
  return `01900000-0000-7000-8000-${String(n).padStart(12, '0')}`;
}

/** A passed source named after its number, with a clip of its own. */
export function buildSource(n: number, parts: Partial<Source> = {}): Source {
  return {
    id: idOf(n),
    projectId: idOf(0),
    name: `camera-${n}`,
    files: [{ role: 'tracks', name: 'tracks.csv', sha256: hash, sizeBytes: 10 }],
    sha256: hash,
    tracksSha256: hash,
    frameIndexSha256: hash,
    clipSha256: n.toString(16).padStart(64, '0'),
    nominalIndex: false,
    frameCount: 1000,
    durationS: 40,
    fps: 25,
    widthPx: 640,
    heightPx: 360,
    space: 'metric',
    zones: [],
    captions: [],
    trackCount: 2,
    rowCount: 100,
    quarantinedRows: 0,
    classes: ['person'],
    privacyState: 'passed',
    schemaVersion: 1,
    createdAt: '2026-01-01T00:00:00.000Z',
    rev: 1,
    ...parts,
  };
}

function buildDecision(event: SecondaryEvent): Decision {
  const { id, projectId, sourceId, type, startFrame, endFrame, startS, endS, actors, objects } = event;
  return {
    id: idOf(900),
    projectId,
    sourceId,
    eventId: id,
    parents: [],
    reviewerId: 'ada',
    deviceId: 'desk',
    kind: 'accept',
    type,
    startFrame,
    endFrame,
    startS,
    endS,
    actors: [...actors],
    objects: [...objects],
    planView: false,
    elapsedMs: 1000,
    decidedAt: '2026-02-03T04:05:06.000Z',
    sequence: 1,
    prevHash: hash,
    hash,
  };
}

/** A confirmed event of source `source`, ten frames long from `startFrame`. */
export function buildEvent(
  n: number,
  source: number,
  startFrame: number,
  parts: Partial<SecondaryEvent> = {},
): MaterialEvent {
  const event: SecondaryEvent = {
    id: idOf(100 + n),
    projectId: idOf(0),
    sourceId: idOf(source),
    type: 'runs',
    startFrame,
    endFrame: startFrame + 10,
    startS: startFrame / 25,
    endS: (startFrame + 10) / 25,
    actors: [{ role: 'actor', trackId: 'p01' }],
    objects: [],
    confidence: 0.75,
    source: 'rule',
    status: 'confirmed',
    verifiedBy: ['ada'],
    planView: false,
    createdAt: '2026-02-03T04:05:06.000Z',
    ...parts,
  };
  return { event, decisions: [buildDecision(event)] };
}

/** A project of the given sources and events. */
export function buildMaterial(sources: readonly Source[], events: readonly MaterialEvent[]): DatasetMaterial {
  return {
    project: {
      id: idOf(0),
      name: 'Plaza',
      status: 'active',
      plan: 'local',
      policy: { kind: 'single' },
      sample: false,
      createdAt: '2026-01-01T00:00:00.000Z',
      rev: 1,
    },
    sources,
    events,
    kinds: new Map([['runs', 'movement']]),
    undecided: 3,
    disputed: 1,
  };
}
