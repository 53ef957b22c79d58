import { describe, expect, it } from 'vitest';
import {
  asSentence,
  formatBytes,
  formatDuration,
  formatInstant,
  formatNumber,
  formatScore,
  formatShare,
  formatSigned,
  formatTimecode,
  formatTook,
  plural,
  shortHash,
} from './format.ts';

/** Text with its non-breaking spaces made plain. */
function plain(text: string): string {
  return text.replaceAll('\u00a0', ' ');
}

describe('numbers', () => {
  it('separate thousands by commas and use the minus sign', () => {
    expect(formatNumber(48210)).toBe('48,210');
    expect(formatNumber(-3.14159, 2)).toBe('−3.14');
    expect(formatNumber(-0.001, 2)).toBe('0.00');
    expect(formatSigned(5)).toBe('+5');
    expect(formatSigned(-5)).toBe('−5');
    expect(formatSigned(0)).toBe('0');
  });

  it('drop the leading zero of a score', () => {
    expect(formatScore(0.5649)).toBe('.56');
    expect(formatScore(1)).toBe('1.00');
  });

  it('never call a part the whole, nor something nothing', () => {
    expect(plain(formatShare(0.39))).toBe('39 %');
    expect(plain(formatShare(0.9999))).toBe('99 %');
    expect(plain(formatShare(0.001))).toBe('1 %');
    expect(plain(formatShare(1))).toBe('100 %');
    expect(plain(formatShare(0))).toBe('0 %');
  });

  it('count nouns', () => {
    expect(plural(1, 'row')).toBe('1 row');
    expect(plural(2571, 'row')).toBe('2,571 rows');
    expect(plural(2, 'copy', 'copies')).toBe('2 copies');
  });
});

describe('times', () => {
  it('are said as people say them', () => {
    expect(plain(formatDuration(9.4))).toBe('9 s');
    expect(plain(formatDuration(59.7))).toBe('1 min');
    expect(plain(formatDuration(9600))).toBe('2 h 40 min');
    expect(plain(formatDuration(3900))).toBe('1 h 05 min');
  });

  it('of work are minutes and seconds', () => {
    expect(formatTook(9_400)).toBe('0:09');
    expect(formatTook(401_000)).toBe('6:41');
    expect(formatTook(3_723_000)).toBe('1:02:03');
  });

  it('in a clip keep milliseconds', () => {
    expect(formatTimecode(65.48)).toBe('01:05.480');
    expect(formatTimecode(3600.0004)).toBe('01:00:00.000');
    expect(formatTimecode(59.9996)).toBe('01:00.000');
  });

  it('of the day carry the date only when it is another day', () => {
    const now = new Date(2026, 10, 22, 18, 0);
    expect(formatInstant(new Date(2026, 10, 22, 9, 5).toISOString(), now)).toBe('09:05');
    expect(formatInstant(new Date(2026, 10, 17, 16, 40).toISOString(), now)).toBe('16:40, 17 Nov');
    expect(formatInstant(new Date(2025, 0, 3, 0, 0).toISOString(), now)).toBe('00:00, 3 Jan 2025');
  });
});

describe('sentences', () => {
  it('begin with a capital and end with a stop', () => {
    expect(asSentence('did you mean "speed"?')).toBe('Did you mean "speed"?');
    expect(asSentence(' known are: runs, meets ')).toBe('Known are: runs, meets.');
    expect(asSentence('`zones` declares it.')).toBe('`zones` declares it.');
    expect(asSentence('')).toBe('');
  });
});

describe('sizes and hashes', () => {
  it('use decimal units with the digits that matter', () => {
    expect(plain(formatBytes(812))).toBe('812 B');
    expect(plain(formatBytes(41_200))).toBe('41 kB');
    expect(plain(formatBytes(4_900_000))).toBe('4.9 MB');
    expect(plain(formatBytes(212_000_000))).toBe('212 MB');
    expect(plain(formatBytes(999_600))).toBe('1.0 MB');
  });

  it('shorten a hash to its ends', () => {
    expect(shortHash('7d0c0000000091ae')).toBe('7d0c…91ae');
  });
});
