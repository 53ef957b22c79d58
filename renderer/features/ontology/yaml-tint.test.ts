import { describe, expect, it } from 'vitest';
import { tintLine } from './yaml-tint.ts';

describe('tinting a line of YAML', () => {
  it.each([
    '    kind: interaction',
    'threat_distance: { default: 0.12 m, range: [0.05 m, 0.30 m] }  # at least',
    '- distance(actor, target) < 1.5 m',
    'says: "a: b # no comment"',
    '',
  ])('keeps every character of %j', (line) => {
    expect(
      tintLine(line)
        .map((piece) => piece.text)
        .join(''),
    ).toBe(line);
  });

  it('knows keys, numbers with their unit, texts and comments', () => {
    const tinted = tintLine('reach: { default: 1.5 m/s } # why').filter((piece) => piece.tint !== 'plain');
    expect(tinted).toEqual([
      { tint: 'key', text: 'reach' },
      { tint: 'key', text: 'default' },
      { tint: 'number', text: '1.5 m/s' },
      { tint: 'comment', text: '# why' },
    ]);
    expect(tintLine('version: 1.0.0').at(-1)).toEqual({ tint: 'plain', text: ': 1.0.0' });
    expect(tintLine('turn > 25 deg/s and').at(-2)).toEqual({ tint: 'number', text: '25 deg/s' });
    expect(tintLine('says: "a # b"').at(-1)).toEqual({ tint: 'text', text: '"a # b"' });
  });
});
