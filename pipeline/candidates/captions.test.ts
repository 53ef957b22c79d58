import { describe, expect, test } from 'vitest';
import type { Caption } from '#contract/entities/source';
import { captionContains } from './captions.ts';
import { planCandidates } from './plan.ts';
import { propose } from './propose.ts';
import { askedOntology } from './testing/asked-ontology.ts';
import { buildScene } from './testing/scene-builder.ts';

/** Spans of what a rule about the track `a` finds, ten frames a second. */
function found(when: string, captions: readonly Caption[]): readonly string[] {
  const columns = { x: Array.from({ length: 10 }, () => 0) };
  const scene = buildScene({
    tracks: [
      { id: 'a', columns },
      { id: 'b', columns },
    ],
    captions,
  });
  return propose(planCandidates(askedOntology(when)), scene)
    .candidates.filter(({ actors }) => actors[0]?.trackId === 'a')
    .map(({ startFrame, endFrame }) => `${startFrame}-${endFrame}`);
}

function caption(startS: number, endS: number, text: string, trackId?: string): Caption {
  return { startS, endS, text, ...(trackId === undefined ? {} : { trackId }) };
}

describe('what is said', () => {
  test.each([
    [
      'says(actor, "stop")',
      [caption(0.2, 0.4, 'Please STOP!', 'a'), caption(0.6, 0.8, 'stop', 'b')],
      ['2-4'],
    ],
    ['says("stop")', [caption(0.2, 0.4, 'Please STOP!', 'a'), caption(0.6, 0.8, 'stop')], ['2-4', '6-8']],
    ['says(actor, "stop")', [caption(0.25, 0.31, 'stop', 'a')], ['2-4']],
    ['says(actor, "stop")', [caption(0.2, 0.2, 'stop', 'a'), caption(0.5, 0.6, 'stopping', 'a')], []],
    ['says(actor, "stop*")', [caption(0.5, 0.6, 'stopping', 'a')], ['5-6']],
    ['not says(actor, "stop")', [caption(0.2, 0.4, 'stop')], ['0-2', '4-10']],
    ['not says(actor, "stop")', [], []],
    ['known(says("stop"))', [], []],
    ['not says(actor, "stop")', [caption(0.2, 0.4, 'go')], ['0-10']],
  ] as const)('%s of %o', (when, captions, spans) => expect(found(when, captions)).toEqual(spans));
});

describe('a text', () => {
  test.each([
    ['Please stop, now.', 'stop now', true],
    ['Please stop now', 'please now', false],
    ["Don't stop", "don't", true],
    ['Übergang frei', 'ÜBERGANG', true],
    ['unstoppable', 'stop', false],
    ['', 'stop', false],
  ])('"%s" has "%s" among its words: %s', (text, wanted, expected) => {
    expect(captionContains(text, wanted)).toBe(expected);
  });
});
