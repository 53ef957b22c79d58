import type { Inspection } from '#contract/rpc/sources';

/** What reading a small CSV without a clip says, with some of it changed. */
export function buildInspection(changes: Partial<Inspection> = {}): Inspection {
  return {
    format: 'CSV, one row per box',
    formatId: 'csv',
    formats: [{ id: 'csv', name: 'CSV, one row per box', sure: 0.94, because: 'it has a header' }],
    columns: [],
    sampleRows: [1, 2, 10],
    rows: 10,
    sampled: false,
    bytesRead: 100,
    bytesTotal: 100,
    quarantined: [],
    quarantinedRows: 0,
    quarantineGroups: [],
    tracks: 1,
    classes: ['person'],
    zones: [],
    space: 'metric',
    guess: {},
    preview: { byNumber: [], byTime: [] },
    remarks: [],
    problems: [],
    ...changes,
  };
}
