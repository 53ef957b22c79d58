import { frameStartS } from '#contract/entities/frame-index';
import type { Scenery, SeenEvent } from './sample-scene.ts';
import type { TrueEventType } from './true-events.ts';

const sentences: Readonly<Record<TrueEventType, (event: SeenEvent) => string>> = {
  runs: () => 'Someone runs across the plaza.',
  stands: () => 'Someone stands still.',
  crosses_road: () => 'A pedestrian crosses the road.',
  loiters_at_bench: () => 'Someone lingers at the bench.',
  enters_building: () => 'Someone goes into the building.',
  meets: () => 'Two people meet and stop to talk.',
  follows: () => 'One person walks behind another.',
  walks_together: () => 'Two people walk side by side.',
  waits_to_cross: () => 'A pedestrian waits at the kerb.',
  hesitates: () => 'A pedestrian hesitates at the kerb.',
  yields_to: () => 'A car slows down and lets a pedestrian cross.',
  avoids: ({ actors }) =>
    actors[0]?.startsWith('b') === true
      ? 'A cyclist swerves around someone.'
      : 'One person steps aside for another.',
};

const captionCount = 14;
const shownS = 3;

/** The events that are told: the first of each type, then others in order of time, no two within two seconds. */
function toldEvents(events: readonly SeenEvent[], apartFrames: number): readonly SeenEvent[] {
  const first = events.filter((event, i) => events.findIndex(({ type }) => type === event.type) === i);
  const chosen: SeenEvent[] = [];
  for (const event of [...first, ...events]) {
    const crowded = chosen.some((other) => Math.abs(other.startFrame - event.startFrame) < apartFrames);
    const told = chosen.filter(({ type }) => type === event.type).length;
    if (!crowded && told < 2 && chosen.length < captionCount) chosen.push(event);
  }
  return chosen.toSorted((a, b) => a.startFrame - b.startFrame);
}

function clock(seconds: number): string {
  const whole = Math.floor(seconds);
  const [minutes, rest] = [Math.floor(whole / 60), whole % 60];
  const millis = Math.round((seconds - whole) * 1000);
  const pad = (value: number, digits: number): string => String(value).padStart(digits, '0');
  return `00:${pad(minutes, 2)}:${pad(rest, 2)}.${pad(millis, 3)}`;
}

/** Captions as WebVTT: a dozen plain sentences at the true moments. */
export function captionsText({ events, presentation, simulation }: Scenery): string {
  const endS = frameStartS(presentation.index, presentation.ticks.length);
  const cues = toldEvents(events, simulation.ticksPerS * 2).map((event) => {
    const startS = frameStartS(presentation.index, event.startFrame);
    const untilS = Math.min(endS, startS + shownS);
    return `${clock(startS)} --> ${clock(untilS)}\n${sentences[event.type](event)}\n`;
  });
  return ['WEBVTT\n', ...cues].join('\n');
}
