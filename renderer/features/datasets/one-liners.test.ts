import { describe, expect, it } from 'vitest';
import type { DatasetVersion } from '#contract/entities/dataset-version';
import { oneLiners } from './one-liners.ts';

const hash = '0'.repeat(64);

function version(folder: string, paths: readonly string[]): DatasetVersion {
  return {
    id: '0198c2a4-0000-7000-8000-000000000001',
    projectId: '0198c2a4-0000-7000-8000-000000000002',
    semver: '1.0.0',
    folder,
    manifestSha256: hash,
    rows: 1,
    sizeBytes: 1,
    rowsBySplit: { train: 1, validation: 0, test: 0 },
    rowsByType: { waits: 1 },
    files: paths.map((path) => ({ path, sizeBytes: 1, sha256: hash })),
    publishedBy: 'me',
    createdAt: '2026-11-22T10:00:00.000Z',
  };
}

describe('one-liners', () => {
  it('name a file that is in the version', () => {
    const lines = oneLiners(
      version('plaza/1.0.0', ['README.md', 'data/test-0.parquet', 'data/train-0.parquet']),
      '/w',
    );
    expect(lines.map((line) => line.tool)).toEqual(['DuckDB', 'pandas', 'Check']);
    expect(lines[1]?.text).toBe('pd.read_parquet("/w/exports/plaza/1.0.0/data/train-0.parquet")');
  });

  it('survive quotes in a folder name', () => {
    const lines = oneLiners(version('plaza/1.0.0', ['data/train-0.parquet']), "/Ann's data");
    expect(lines[0]?.text).toContain("'/Ann''s data/exports/plaza/1.0.0/data/*.parquet'");
    expect(lines[2]?.text).toBe("cd '/Ann'\\''s data/exports/plaza/1.0.0' && sha256sum -c SHA256SUMS");
  });

  it('only check a version that has no table', () => {
    expect(oneLiners(version('plaza/1.0.0', ['README.md']), '/w').map((line) => line.tool)).toEqual([
      'Check',
    ]);
  });
});
