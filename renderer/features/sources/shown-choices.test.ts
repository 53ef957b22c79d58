import { describe, expect, it } from 'vitest';
import { shownChoices } from './shown-choices.ts';
import { buildInspection } from './testing/build-inspection.ts';

describe('the choices of the reading', () => {
  it('ask for a rate unless a frame index dates the rows, and for a picture size unless there is a clip', () => {
    const inspection = buildInspection();
    expect(shownChoices(inspection, undefined, ['tracks'])).toMatchObject({ rate: true, pictureSize: true });
    expect(shownChoices(inspection, undefined, ['tracks', 'clip'])).toMatchObject({ pictureSize: false });
    expect(shownChoices(inspection, undefined, ['tracks', 'frame_index'])).toMatchObject({ rate: false });
  });

  it('offer units only where the file has what is measured', () => {
    const table = buildInspection({ formatId: 'tracks_csv', boxUnit: 'px', groundUnit: 'cm' });
    expect(shownChoices(table, undefined, ['tracks'])).toMatchObject({ boxUnit: true, groundUnit: true });
    const shares = buildInspection({ formatId: 'tracks_csv', guess: { unit: 'share' } });
    expect(shownChoices(shares, undefined, ['tracks'])).toMatchObject({ boxUnit: true, groundUnit: false });
  });

  it('leave out the first frame where the format says it', () => {
    const first = (formatId: string) =>
      shownChoices(buildInspection({ formatId }), undefined, ['tracks']).firstFrame;
    expect([first('mot'), first('cvat_xml')]).toEqual([false, true]);
  });

  it('offer a likelihood where there are keypoints', () => {
    const poses = buildInspection({ columns: [{ name: 'nose_x', becomes: 'nose.x', samples: [] }] });
    expect(shownChoices(poses, undefined, ['tracks']).leastScore).toBe(true);
    expect(shownChoices(buildInspection(), undefined, ['tracks']).leastScore).toBe(false);
  });

  it('ask for the picture size where a refusal does', () => {
    const refusal = { code: 'bad_request', message: 'No size.', field: 'widthPx' } as const;
    expect(shownChoices(undefined, refusal, ['tracks']).pictureSize).toBe(true);
    expect(shownChoices(undefined, undefined, ['tracks']).pictureSize).toBe(false);
  });
});
