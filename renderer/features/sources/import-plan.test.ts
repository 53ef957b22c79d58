import { describe, expect, it } from 'vitest';
import { noCalibration } from './calibration-draft.ts';
import { emptyDraft, withChoices } from './draft.ts';
import type { SourceDraft } from './draft.ts';
import {
  doubledRole,
  isAboutPlace,
  refusalOf,
  toAttestation,
  toInspectRequest,
  toReadOptions,
  toRequest,
  whyNot,
} from './import-plan.ts';
import { buildInspection } from './testing/build-inspection.ts';

const tracks = {
  key: 'file-1',
  name: 'plaza.csv',
  sizeBytes: 10,
  role: 'tracks',
  sent: 1,
  uploadId: '0198c2a4-0000-7000-8000-000000000001',
} as const;

const inspection = buildInspection();

function draft(changes: Partial<SourceDraft> = {}): SourceDraft {
  return { ...emptyDraft, files: [tracks], name: 'plaza', ...changes };
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
    expect(whyNot(draft(), undefined, fault)).toBe('Waits for step 2');
    const unread = { code: 'missing_column', message: 'No frame.' } as const;
    expect(whyNot(draft(), undefined, unread)).toBe('The files cannot be read as they are');
  });

  it('is refused at once where two files have one role, but for tracks, which some tools write in two', () => {
    const zones = { ...tracks, key: 'file-2', name: 'zones.json', role: 'zones' } as const;
    const both = draft({ files: [tracks, zones, { ...zones, key: 'file-3', name: 'other.json' }] });
    expect(doubledRole(both)?.message).toBe(
      'zones.json and other.json both have the role zones, and a source has one file of each role.',
    );
    expect(toRequest(both, 'p')).toBeUndefined();
    const metadata = { ...tracks, key: 'file-2', name: 'metadata.xml' };
    expect(doubledRole(draft({ files: [tracks, metadata] }))).toBeUndefined();
  });
});

describe('a draft', () => {
  it('leaves mismatches to the second step', () => {
    expect(isAboutPlace({ code: 'frame_mismatch', message: 'They disagree.' })).toBe(true);
    expect(isAboutPlace({ code: 'bad_request', message: 'No rate.', field: 'fps' })).toBe(true);
    expect(isAboutPlace({ code: 'missing_column', message: 'No frame.' })).toBe(false);
  });

  it('takes a refusal that asks for a decision as that decision', () => {
    const untracked = {
      code: 'bad_request',
      message: '5 rows have no track id.',
      field: 'track_id',
    } as const;
    const mismatch = { code: 'frame_mismatch', message: 'They disagree.' } as const;
    const detections = { rows: 5, proposal: { maxGapFrames: 2, leastIou: 0.3 } };
    const judgement = { says: 'They disagree.', recommended: 'time' as const, choices: [] };
    expect(refusalOf(buildInspection({ refusal: untracked, detections }))).toBeUndefined();
    expect(refusalOf(buildInspection({ refusal: mismatch, judgement }))).toBeUndefined();
    expect(refusalOf(buildInspection({ refusal: mismatch }))).toBe(mismatch);
  });

  it('is not stopped by a warning', () => {
    const warning = { code: 'space_mismatch', message: 'A zone is in metres.' } as const;
    expect(whyNot(draft(), { ...inspection, problems: [warning] }, undefined)).toBeUndefined();
  });

  it('waits for a decision where file and clip disagree, or boxes have no tracks', () => {
    const judgement = { says: 'They disagree.', recommended: 'time' as const, choices: [] };
    const mismatched = buildInspection({ judgement });
    expect(whyNot(draft(), mismatched, undefined)).toBe('Choose how frames find their pictures');
    expect(whyNot(draft({ choices: { matching: 'time' } }), mismatched, undefined)).toBeUndefined();
    const detections = { rows: 5, proposal: { maxGapFrames: 2, leastIou: 0.3 } };
    const loose = buildInspection({ detections });
    expect(whyNot(draft(), loose, undefined)).toBe('Choose how detections are linked');
    expect(whyNot(draft({ choices: { linking: detections.proposal } }), loose, undefined)).toBeUndefined();
    expect(whyNot(draft({ choices: { linking: 'refuse' } }), loose, undefined)).toBe(
      'Detections without tracks are refused',
    );
    const half = { ...noCalibration, kind: 'points' as const };
    expect(whyNot(draft({ calibration: half }), inspection, undefined)).toBe('Needs 4 more of 4 points');
  });
});

describe('the request', () => {
  it('reads with what was chosen and imports what was guessed besides', () => {
    const chosen = draft({
      choices: { fps: 29.97, linking: 'refuse' },
      edits: { right: { field: 'right', was: 'w' } },
    });
    expect(toInspectRequest(chosen, 'p')).toMatchObject({
      name: 'draft',
      fps: 29.97,
      readOptions: { fps: 29.97, columns: { right: 'right', w: '' } },
    });
    expect(toInspectRequest(chosen, 'p')?.readOptions).not.toHaveProperty('linking');
    expect(toRequest(chosen, 'p', { firstFrame: 1, unit: 'px' })?.readOptions).toEqual({
      firstFrame: 1,
      unit: 'px',
      fps: 29.97,
      linking: 'refuse',
      columns: { right: 'right', w: '' },
    });
    expect(toRequest(draft(), 'p')).not.toHaveProperty('readOptions');
    expect(toReadOptions(draft(), { columns: { x: 'left' } })).toEqual({ columns: { x: 'left' } });
  });

  it('goes back to the guess where a choice is taken back', () => {
    expect(withChoices({ fps: 25, unit: 'px' }, { fps: undefined, firstFrame: 1 })).toEqual({
      unit: 'px',
      firstFrame: 1,
    });
  });

  it('attests only what is wanted and complete', () => {
    expect(toAttestation(draft({ what: 'heads filled', by: 'M. Okafor' }))).toBeUndefined();
    expect(toAttestation(draft({ attest: true, what: ' heads filled ', by: 'M. Okafor' }))).toEqual({
      what: 'heads filled',
      by: 'M. Okafor',
    });
  });
});
