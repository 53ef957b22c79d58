import { describe, expect, it } from 'vitest';
import type { Inspection } from '#contract/rpc/sources';
import type { SourceDraft } from './draft.ts';
import { doubledRole, fpsFault, isAboutPlace, toAttestation, toRequest, whyNot } from './import-plan.ts';

const tracks = {
  key: 'file-1',
  name: 'plaza.csv',
  sizeBytes: 10,
  role: 'tracks',
  sent: 1,
  uploadId: '0198c2a4-0000-7000-8000-000000000001',
} as const;

const inspection: Inspection = {
  format: 'CSV',
  columns: [],
  rows: 10,
  quarantined: [],
  quarantinedRows: 0,
  tracks: 1,
  classes: ['person'],
  zones: [],
  space: 'metric',
  problems: [],
};

function draft(changes: Partial<SourceDraft> = {}): SourceDraft {
  return {
    files: [tracks],
    name: 'plaza',
    named: false,
    fps: '',
    attest: false,
    what: '',
    by: '',
    ...changes,
  };
}

describe('an import', () => {
  it('is possible once its files are sent and read', () => {
    expect(whyNot(draft(), inspection, undefined)).toBeUndefined();
  });

  it('says the first reason against it', () => {
    const { uploadId: _gone, ...unsent } = tracks;
    expect(whyNot(draft({ files: [] }), undefined, undefined)).toBe('Waits for files');
    expect(whyNot(draft({ files: [unsent] }), undefined, undefined)).toBe('Waits until the files are sent');
    expect(whyNot(draft({ files: [{ ...tracks, role: 'clip' }] }), undefined, undefined)).toBe(
      'Needs a file with tracks',
    );
    expect(whyNot(draft(), undefined, undefined)).toBe('Waits until the files are read');
    expect(whyNot(draft({ attest: true, what: 'heads filled' }), inspection, undefined)).toBe(
      'Say what was done and by whom',
    );
    const fault = { code: 'frame_mismatch', message: 'The file and the clip disagree.' } as const;
    expect(whyNot(draft(), undefined, fault)).toBe('The files cannot be read as they are');
  });

  it('is refused at once where two files have one role', () => {
    const second = { ...tracks, key: 'file-2', name: 'other.csv' };
    const both = draft({ files: [tracks, second] });
    expect(doubledRole(both)?.message).toBe(
      'plaza.csv and other.csv both have the role tracks, and a source has one file of each role.',
    );
    expect(toRequest(both, 'p')).toBeUndefined();
    expect(doubledRole(draft({ files: [tracks, { ...second, role: 'frame_index' }] }))).toBeUndefined();
  });

  it('leaves mismatches to the second step', () => {
    expect(isAboutPlace({ code: 'frame_mismatch', message: 'They disagree.' })).toBe(true);
    expect(isAboutPlace({ code: 'bad_request', message: 'No rate.', field: 'fps' })).toBe(true);
    expect(isAboutPlace({ code: 'missing_column', message: 'No frame.' })).toBe(false);
  });

  it('is not stopped by a warning', () => {
    const warning = { code: 'space_mismatch', message: 'A zone is in metres.' } as const;
    expect(whyNot(draft(), { ...inspection, problems: [warning] }, undefined)).toBeUndefined();
  });

  it('sends a rate only when one was typed', () => {
    expect(toRequest(draft(), 'p')).not.toHaveProperty('fps');
    expect(toRequest(draft({ fps: '29.97' }), 'p')).toMatchObject({ fps: 29.97 });
    expect(fpsFault('fast')).toBeDefined();
    expect(fpsFault('25')).toBeUndefined();
  });

  it('attests only what is wanted and complete', () => {
    expect(toAttestation(draft({ what: 'heads filled', by: 'M. Okafor' }))).toBeUndefined();
    expect(toAttestation(draft({ attest: true, what: ' heads filled ', by: 'M. Okafor' }))).toEqual({
      what: 'heads filled',
      by: 'M. Okafor',
    });
  });
});
