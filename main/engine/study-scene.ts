import type { Scene } from '#contract/ports/scene';
import { createColumnRoom, type ColumnRoom, type FamilyTable } from '#pipeline/features/family-table';
import type { FeatureSource } from '#pipeline/features/feature-source';
import { motionFamily } from '#pipeline/features/motion-family';
import { nearRunsIn, type NearRuns } from '#pipeline/features/near-pairs';
import { buildScene } from '#pipeline/features/scene';
import { createStoredSeries, type StoredSeries } from '#pipeline/features/stored-series';
import { readFamily, readNearRuns } from './feature-files.ts';
import type { Step } from './job-steps.ts';
import type { PlannedJob } from './plan-job.ts';
import { familyNamed, planeFeatures, tableOf, type StepTools } from './step-runner.ts';

/** Hashes of what steps left, by the steps' keys. */
export type KnownSteps = ReadonlyMap<string, string>;

/** The steps whose results a scene is made from. */
export function featureSteps({ plan }: PlannedJob): readonly Step[] {
  return plan.steps.filter(({ stage }) => stage !== 'candidates');
}

interface Opening {
  readonly tools: StepTools;
  readonly planned: PlannedJob;
  readonly known: KnownSteps;
  readonly stored: StoredSeries;
  readonly room: ColumnRoom;
  /** Whole tables of the window that is being opened, by family. */
  readonly tables: Map<string, FamilyTable>;
}

function keptOf({ planned }: Opening, features: readonly string[]): readonly string[] {
  return features.filter((feature) => planned.shared.room[feature] !== undefined);
}

async function wholeTable(opening: Opening, source: FeatureSource, step: Step): Promise<FamilyTable> {
  const { tools, known, tables } = opening;
  const sha256 = known.get(step.key) ?? '';
  const table =
    tables.get(step.type) ?? (await readFamily(tools, familyNamed(step.type), source, step, sha256));
  tables.set(step.type, table);
  return table;
}

async function computed(opening: Opening, step: Step): Promise<FamilyTable> {
  const { tools, planned, room } = opening;
  const { source } = planned.shared;
  const needed = new Map<string, FamilyTable>();
  for (const position of step.needs) {
    const need = planned.plan.steps[position];
    if (need !== undefined) needed.set(need.type, await wholeTable(opening, source, need));
  }
  return tableOf(tools.kernels, source, step, needed, room);
}

async function openFamily(opening: Opening, step: Step): Promise<void> {
  const { tools, planned, known, stored, tables } = opening;
  const family = familyNamed(step.type);
  const sha256 = known.get(step.key);
  if (sha256 === undefined) {
    const table = await computed(opening, step);
    tables.set(step.type, table);
    stored.add(family.name, table);
    return;
  }
  const features = keptOf(opening, family.features);
  if (features.length === 0) return;
  stored.add(
    family.name,
    await readFamily(tools, { ...family, features }, planned.shared.source, step, sha256),
  );
}

async function nearIn(opening: Opening, step: Step): Promise<NearRuns> {
  const { tools, planned, known, stored } = opening;
  const sha256 = known.get(step.key);
  if (sha256 !== undefined) return readNearRuns(tools, sha256);
  const motion = stored.cut(motionFamily, planeFeatures, step);
  return nearRunsIn(planned.shared.source, motion, planned.plan.pairRadius, tools.kernels);
}

/** The scene that a job's rules would read: what was computed before is read, the rest is computed and not kept. */
export async function openScene(tools: StepTools, planned: PlannedJob, known: KnownSteps): Promise<Scene> {
  const { shared, plan } = planned;
  const stored = createStoredSeries(shared.source, shared.room);
  const opening = {
    tools,
    planned,
    known,
    stored,
    room: createColumnRoom(),
    tables: new Map<string, FamilyTable>(),
  };
  const near: NearRuns[] = [];
  let window = -1;
  for (const step of featureSteps(planned)) {
    if (step.startFrame !== window) opening.tables.clear();
    window = step.startFrame;
    if (step.type === 'pairs') near.push(await nearIn(opening, step));
    else await openFamily(opening, step);
  }
  const { pairRadius, pairFeatures } = plan;
  return buildScene(shared.source, { stored, near, pairRadius, pairFeatures, kernels: tools.kernels });
}

/** Bytes that a planned job's features take. */
export function bytesOf({ shared }: PlannedJob): number {
  return Object.values(shared.room).reduce((sum, { byteLength }) => sum + byteLength, 0);
}
