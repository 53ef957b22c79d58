import type { Source } from '#contract/entities/source';
import { newId } from '#contract/ids';

/** A passed source of 100 pictures at 10 per second, changed by `parts`. */
export function buildSource(parts: Partial<Source> = {}): Source {
  const sha256 = 'a'.repeat(64);
  return {
    id: newId(),
    projectId: newId(),
    name: 'camera-1',
    files: [{ role: 'tracks', name: 'tracks.csv', sha256, sizeBytes: 1 }],
    sha256,
    tracksSha256: sha256,
    frameIndexSha256: sha256,
    nominalIndex: false,
    frameCount: 100,
    durationS: 10,
    fps: 10,
    widthPx: 640,
    heightPx: 360,
    space: 'body',
    zones: [],
    captions: [],
    trackCount: 1,
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
