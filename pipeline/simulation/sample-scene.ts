import { type Camera, plazaCamera } from './camera.ts';
import { observe, type Observation } from './observe.ts';
import { frameFromTick, type Presentation, presentTicks } from './presented.ts';
import { type PlazaOptions, type Simulation, simulatePlaza } from './simulate.ts';
import type { TrueEvent } from './true-events.ts';

/** A simulated scene as its camera saw it. */
export interface Scenery {
  readonly simulation: Simulation;
  readonly camera: Camera;
  readonly presentation: Presentation;
  /** One list per presented picture. */
  readonly observations: readonly (readonly Observation[])[];
  /** True events cut to the time in which all who take part are in the picture; numbered by presented picture. */
  readonly events: readonly SeenEvent[];
}

/** A true event in presented pictures `[startFrame, endFrame)`. */
export interface SeenEvent extends Omit<TrueEvent, 'startTick' | 'endTick'> {
  readonly startFrame: number;
  readonly endFrame: number;
}

/** The seed of the sample project: the plaza every new user sees. */
export const sampleSeed = 249;

interface Span {
  startFrame: number;
  endFrame: number;
}

function seenSpans(observations: Scenery['observations']): ReadonlyMap<string, Span> {
  const spans = new Map<string, Span>();
  observations.forEach((picture, frame) => {
    for (const { agent } of picture) {
      const span = spans.get(agent.trackId);
      if (span === undefined) spans.set(agent.trackId, { startFrame: frame, endFrame: frame + 1 });
      else span.endFrame = frame + 1;
    }
  });
  return spans;
}

/** Presented pictures an event must last to be worth a review once it is cut to what is seen, in seconds. */
const leastSeenS = 0.6;

function cutToSeen(
  simulation: Simulation,
  presentation: Presentation,
  observations: Scenery['observations'],
): readonly SeenEvent[] {
  const spans = seenSpans(observations);
  return simulation.events.flatMap((event) => {
    const tracks = [...event.actors, ...event.objects].filter((id) => !id.startsWith('zone:'));
    const seen = tracks.map((id) => spans.get(id));
    const start = frameFromTick(presentation, event.startTick);
    const end = frameFromTick(presentation, event.endTick);
    const startFrame = Math.max(start, ...seen.map((span) => span?.startFrame ?? end));
    const endFrame = Math.min(end, ...seen.map((span) => span?.endFrame ?? start));
    const { type, actors, objects } = event;
    const lasts = endFrame - startFrame >= leastSeenS * simulation.ticksPerS;
    return lasts ? [{ type, actors, objects, startFrame, endFrame }] : [];
  });
}

/** Simulates a plaza and looks at it; the same options give the same scenery. */
export function plazaScenery(options: PlazaOptions): Scenery {
  const simulation = simulatePlaza(options);
  const camera = plazaCamera(simulation.layout);
  const presentation = presentTicks(simulation.seed, simulation.tickCount, simulation.ticksPerS);
  const observations = observe(simulation, camera, presentation.ticks);
  const events = cutToSeen(simulation, presentation, observations);
  return { simulation, camera, presentation, observations, events };
}
