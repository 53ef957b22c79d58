import {
  features,
  findFeature,
  type FeatureDeclaration,
  type FeatureSubject,
  type UnitPowers,
} from '#contract/features';
import {
  doubtBreaks,
  doubtStayS,
  doubtStepLength,
  leastLikelihood,
  leastSamples,
  longestHalfWindowS,
  maxGapS,
  maxGapSamples,
  smoothingHalfWindowS,
  smoothingSamples,
} from '#contract/features/constants';
import { families } from './families.ts';

const sections: readonly (readonly [FeatureSubject, string, string])[] = [
  ['track', 'Of a track', '(a)'],
  ['pair', 'Of two tracks in order', '(a, b)'],
  ['track_zone', 'Of a track and a zone', '(a, zone)'],
  ['track_keypoint', 'Of a keypoint of a track', '(a, "keypoint")'],
  ['zone', 'Of a zone', '(zone)'],
];

function power(symbol: string, exponent: number): string {
  return exponent === 1 ? symbol : `${symbol}^${exponent}`;
}

function unitOf({ length, angle, pixel, time }: UnitPowers): string {
  const parts = [
    ['length', length],
    ['rad', angle],
    ['px', pixel],
    ['s', time],
  ] as const;
  const text = parts.filter(([, exponent]) => exponent !== 0).map(([symbol, n]) => power(symbol, n));
  return text.length === 0 ? 'none' : text.join(' ');
}

/** What one feature reaches, its inputs included: whether smoothing takes part, how many seconds more, or the whole track. */
function reachOf(name: string): { smooth: boolean; plusS: number; track: boolean } {
  const feature = findFeature(name);
  const inputs = (feature?.inputs ?? []).map(reachOf);
  const { smoothing, plusS = 0, track } = feature?.halfWindow ?? {};
  return {
    smooth: smoothing === true || inputs.some((input) => input.smooth),
    plusS: plusS + Math.max(0, ...inputs.map((input) => input.plusS)),
    track: track === true || inputs.some((input) => input.track),
  };
}

function halfWindowOf(name: string): string {
  const { smooth, plusS, track } = reachOf(name);
  if (track) return 'the track before it';
  const parts = [...(smooth ? ['smoothing'] : []), ...(plusS > 0 ? [`${plusS} s`] : [])];
  return parts.length === 0 ? 'none' : parts.join(' + ');
}

const stored: ReadonlyMap<string, string> = new Map(
  families.flatMap((family) => family.features.map((name) => [name, family.name] as const)),
);

function storedOf(name: string): string {
  const family = stored.get(name);
  return family === undefined ? 'no, computed when asked for' : `yes, in \`${family}\``;
}

function entry(feature: FeatureDeclaration, usage: string): string {
  const lines = [
    ['says', feature.says],
    ['unit', unitOf(feature.unit)],
    ['shape', feature.shape],
    ['inputs', feature.inputs.map((input) => (findFeature(input) ? `\`${input}\`` : input)).join(', ')],
    ['half window', halfWindowOf(feature.name)],
    ['formula', feature.formula],
    ['missing', feature.nullRule],
    ['source', feature.source],
    ['stored', storedOf(feature.name)],
  ];
  const list = lines.map(([name, text]) => `- **${name}**: ${text}`).join('\n');
  return `### ${feature.name}\n\`${feature.name}${usage}\`\n\n${list}`;
}

function section(subject: FeatureSubject, title: string, usage: string): string {
  const entries = features.filter((feature) => feature.subject === subject);
  return [`## ${title}`, ...entries.map((feature) => entry(feature, usage))].join('\n\n');
}

const intro = `# Features

The numbers that rules read, made from \`contract/features.ts\`; \`vitest run pipeline/features -u\` writes this page anew.

A *length* is a metre in a metric source and the track’s own median box height (for a pair, the mean of the two) in any
other. Positions are ground points: the metres of the table, else the bottom centre of the box. In a picture y points down,
on the ground it points north; left is left in both. A zone in pixels goes to the ground of a metric source through its
homography; without one only \`inside\` and what follows from it is known. A zone in metres is left out of a source without
metres. Only what stands under *stored* is written to files; the rest is computed for the frames a rule asks about.

## Rules for all of them

- **Missing is never zero.** A value that cannot be known is missing, and what is computed from it is too.
- **Half window**: how many seconds before and after a frame its value depends on, its inputs included. *Smoothing* stands for
  the smoothing half window of the source, or for the longest bridged gap where that is longer. Cut into windows of any size, a source gives the same bits.
- **Sampling.** The sample period is the median time between two successive rows of the tracks. Half of the smoothing window is
  ${smoothingHalfWindowS} s, in sparser tracks ${smoothingSamples} sample periods, at most ${longestHalfWindowS} s; it needs ${leastSamples} positions.
- **Gaps.** A frame between two positions that are at most ${maxGapS} s apart (in sparser tracks ${maxGapSamples} sample periods) is bridged by the
  fit through both sides. In a longer gap, before the first and behind the last position it is missing. Nothing is
  extrapolated.
- **Irregular time.** Everything is fitted over the presentation times of the frame index, never over frame numbers. Where each
  frame lies within 1 % of a steady period the times are taken as exactly steady, in the whole source or not at all.
- **Boxes and ground points** may each be missing in a row; what needs the other is still known.
- **Likelihood.** A keypoint whose likelihood is under ${leastLikelihood}, or that lies at exactly (0, 0), was not seen. One of unknown
  likelihood counts.
- **Identity doubt.** From an \`identity_doubt\` of ${doubtBreaks} on the two sides of a step of at least ${doubtStepLength} length are smoothed apart, so that a name that
  jumps to another body makes no speed of its own; but only where the median position of the ${doubtStayS} s behind it lies at least half of the
  step away from that of the ${doubtStayS} s before it. A box that flickers there and back is smoothed over.
- **Skeletons.** Keypoints named like those of COCO have its limbs. Others are a chain in their order, of which those named
  nose, snout, head, top, beak or tip come first and those named tail last.
- **Camera.** In pictures from a moving camera the raw features hold the camera’s motion; \`ego_*\` is that motion and \`*_comp\`
  is what remains. \`lateral\` and its speed do not feel a camera that drives ahead, and \`camera_*\` says how it drives: read them of a
  track whose box is the whole picture, which stands for the car that carries it.
- **Picture.** Its middle and size are those of the clip, else of what the boxes span.`;

/** The page of all declared features, as Markdown. */
export function featureDoc(): string {
  const parts = sections.map(([subject, title, usage]) => section(subject, title, usage));
  return `${[intro, ...parts].join('\n\n')}\n`;
}
