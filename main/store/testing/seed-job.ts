import type { Source } from '#contract/entities/source';
import type { OntologyVersion } from '#contract/entities/ontology-version';
import { insertRow } from '../rows.ts';
import type { StoreContext } from '../operation.ts';

/** A project with one source and one ontology version, as a job needs them. */
export interface SeededJob {
  readonly projectId: string;
  readonly source: Source;
  readonly ontology: OntologyVersion;
}

const digest = (letter: string) => letter.repeat(64);

/** Inserts a project, a source of 100 pictures (4 s) and an ontology version; `overrides` change the source. */
export function seedJob(
  context: StoreContext,
  overrides: Partial<Source> = {},
  text = 'ontology: plaza',
): SeededJob {
  const { db } = context;
  const createdAt = '2026-01-05T09:00:00.000Z';
  const projectId = context.newId();
  const policy = { kind: 'single' };
  const project = { id: projectId, name: 'Plaza', status: 'active', plan: 'local', policy, sample: false };
  insertRow(db, 'projects', { ...project, createdAt, rev: 1 });
  const source: Source = {
    id: context.newId(),
    projectId,
    name: 'Clip 1',
    files: [{ role: 'tracks', name: 'tracks.csv', sha256: digest('a'), sizeBytes: 10 }],
    sha256: digest('b'),
    tracksSha256: digest('c'),
    frameIndexSha256: digest('d'),
    nominalIndex: true,
    frameCount: 100,
    durationS: 4,
    fps: 25,
    widthPx: 640,
    heightPx: 360,
    space: 'body',
    zones: [],
    captions: [],
    trackCount: 2,
    rowCount: 200,
    quarantinedRows: 0,
    classes: ['person'],
    privacyState: 'unknown',
    schemaVersion: 1,
    createdAt,
    rev: 1,
    ...overrides,
  };
  insertRow(db, 'sources', source);
  const ontology: OntologyVersion = {
    id: context.newId(),
    projectId,
    name: 'plaza',
    version: '1.0.0',
    sha256: digest('e'),
    text,
    createdAt,
  };
  insertRow(db, 'ontology_versions', ontology);
  return { projectId, source, ontology };
}
