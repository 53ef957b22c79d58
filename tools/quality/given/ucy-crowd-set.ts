import { simulatePlaza, type SimulatedAgent, type Simulation } from '#pipeline/simulation/simulate';
import { buildTracks, rowsOf, type TrackRow } from './build-tracks.ts';
import { actorsKey, type GivenEvent, type GivenSequence, type GivenSet } from './given-set.ts';
import { inBlocks } from './time-blocks.ts';
import { readPlaza } from './ucy-set.ts';

/** Simulated walkers are added until there are so many times as many on the ground as were recorded. */
const density = 3;
/** As the recorded walkers were annotated: a row every ten pictures. */
const stepFrames = 10;
const seed = 20260;
/** Companions who share the ground for less make no pair: the recorded ones share at least six. */
const leastTogetherS = 3;

interface Ground {
  readonly x0: number;
  readonly y0: number;
  readonly widthM: number;
  readonly depthM: number;
}

/** The stay of one agent on the ground, from when it comes to when it leaves. */
interface Stay {
  readonly agent: string;
  readonly trackId: string;
  readonly rows: readonly TrackRow[];
}

function groundOf({ parts }: GivenSequence): Ground {
  const [xs, ys] = [[...parts.table.xM], [...parts.table.yM]];
  const [x0, y0] = [Math.min(...xs), Math.min(...ys)];
  return { x0, y0, widthM: Math.max(...xs) - x0, depthM: Math.max(...ys) - y0 };
}

/** Where an agent is, in the ground's metres, every few pictures; the middle of the simulated plaza lies on the middle of the ground. */
function placesOf({ startTick, endTick, motion }: SimulatedAgent, { layout }: Simulation, ground: Ground) {
  const [left, low] = [(layout.widthM - ground.widthM) / 2, (layout.depthM - ground.depthM) / 2];
  const first = Math.ceil(startTick / stepFrames) * stepFrames;
  const count = Math.max(0, Math.ceil((endTick - first) / stepFrames));
  return Array.from({ length: count }, (_, i) => {
    const frame = first + i * stepFrames;
    const x = (motion.xM[frame - startTick] ?? Number.NaN) - left;
    const y = (motion.yM[frame - startTick] ?? Number.NaN) - low;
    const isIn = x >= 0 && x < ground.widthM && y >= 0 && y < ground.depthM;
    return { frame: frame + 1, isIn, at: [x + ground.x0, y + ground.y0] as const };
  });
}

/** The stays of an agent on the ground; one that comes back has another id, as a person told anew by an annotator. */
function staysOf(agent: SimulatedAgent, simulation: Simulation, ground: Ground): readonly Stay[] {
  const stays: TrackRow[][] = [];
  let wasIn = false;
  for (const { frame, isIn, at } of placesOf(agent, simulation, ground)) {
    if (isIn && !wasIn) stays.push([]);
    wasIn = isIn;
    const trackId = `${agent.trackId}-${stays.length}`;
    if (isIn) stays.at(-1)?.push({ trackId, className: agent.className, frame, ground: at });
  }
  return stays.flatMap((rows) => {
    const trackId = rows[0]?.trackId ?? '';
    return rows.length < 2 ? [] : [{ agent: agent.trackId, trackId, rows }];
  });
}

/** Pairs that the generator sends beside each other, over the time that both are on the ground, as in the recorded pairs. */
function companions(simulation: Simulation, stays: readonly Stay[], fps: number): readonly [Stay, Stay][] {
  const together = new Set(
    simulation.events.filter(({ type }) => type === 'walks_together').map(({ actors }) => actorsKey(actors)),
  );
  return stays.flatMap((one, i) =>
    stays.slice(i + 1).flatMap((other): [Stay, Stay][] => {
      const [from, to] = sharedFrames(one, other);
      const isPair = together.has(actorsKey([one.agent, other.agent])) && to - from >= leastTogetherS * fps;
      return isPair ? [[one, other]] : [];
    }),
  );
}

function sharedFrames(one: Stay, other: Stay): readonly [number, number] {
  const first = ({ rows }: Stay) => rows[0]?.frame ?? 0;
  const last = ({ rows }: Stay) => rows.at(-1)?.frame ?? 0;
  return [Math.max(first(one), first(other)), Math.min(last(one), last(other)) + 1];
}

/** The simulation whose stays bring the rows on the ground to the wanted number. */
function crowdOf({ frames, fps }: GivenSequence, ground: Ground, recorded: number) {
  const size = { widthM: Math.max(24, ground.widthM), depthM: Math.max(20, ground.depthM) };
  for (let pedestrians = 200; ; pedestrians += 20) {
    const options = { seed, durationS: frames / fps, ticksPerS: fps, cyclists: 0, cars: 0 };
    const simulation = simulatePlaza({ ...options, ...size, pedestrians });
    const stays = simulation.agents.flatMap((agent) => staysOf(agent, simulation, ground));
    const rows = stays.reduce((sum, stay) => sum + stay.rows.length, 0);
    if (rows >= (density - 1) * recorded) return { simulation, stays };
  }
}

/**
 * The recorded plaza with simulated walkers among the recorded ones, three times as many in all. True pairs are the recorded
 * ones and those whom the generator makes walk beside each other; neither half knows of the other.
 */
export function readUcyCrowd(): GivenSet {
  const { sequences, truth } = readPlaza();
  const [recorded] = sequences;
  if (recorded === undefined) return { name: 'ucy_crowd', sequences, truth };
  const rows = rowsOf(recorded.parts.table);
  const { simulation, stays } = crowdOf(recorded, groundOf(recorded), rows.length);
  const pairs = companions(simulation, stays, recorded.fps).map(([one, other]): GivenEvent => {
    const [startFrame, endFrame] = sharedFrames(one, other);
    const actors = actorsKey([one.trackId, other.trackId]);
    return { sequence: recorded.id, type: 'walks_in_group_with', startFrame, endFrame, actors, score: 1 };
  });
  const table = buildTracks([...rows, ...stays.flatMap((stay) => stay.rows)]);
  const sequence = { ...recorded, parts: { ...recorded.parts, table } };
  return inBlocks({ name: 'ucy_crowd', sequences: [sequence], truth: [...truth, ...pairs] });
}
