import { join, resolve } from 'node:path';
import { problem, raise, unwrap } from '#contract/errors';
import type { Lineage } from '#contract/entities/dataset-version';
import type { Columnar } from '#contract/ports/columnar';
import { readLineage } from '#main/datasets/read-lineage';
import { verifyDataset } from '#main/datasets/verify-dataset';
import type { Services } from '#main/services/services';
import { findProject } from '../find.ts';
import type { Terminal } from '../terminal.ts';
import type { ListOptions } from './listings.ts';

export interface PublishOptions extends ListOptions {
  readonly semver?: string;
}

/** Publishes a project's confirmed events and says where the version lies. */
export async function publishCommand(
  services: Services,
  exportsFolder: string,
  options: PublishOptions,
  terminal: Terminal,
): Promise<void> {
  const project = await findProject(services, options.project);
  const wanted = options.semver === undefined ? {} : { semver: options.semver };
  const version = unwrap(await services.datasets.publish({ projectId: project.id, ...wanted }));
  const folder = join(exportsFolder, version.folder);
  if (options.json === true) return terminal.out(JSON.stringify({ ...version, folder }));
  const { train, validation, test } = version.rowsBySplit;
  terminal.out(
    `${version.semver}  ${version.rows} events (train ${train}, validation ${validation}, test ${test})\n${folder}`,
  );
}

/** Checks a dataset folder against its checksums; needs no workspace. */
export async function verifyCommand(folder: string, options: ListOptions, terminal: Terminal): Promise<void> {
  const checked = unwrap(await verifyDataset(resolve(folder)));
  if (options.json === true) terminal.out(JSON.stringify(checked));
  else
    for (const { path, state } of checked.files)
      terminal.out(`${path}: ${state === 'match' ? 'OK' : state.toUpperCase()}`);
  if (!checked.intact)
    raise(problem('checksum_mismatch', 'This dataset is not as it was published.', { file: folder }));
}

function describeClause(clause: unknown): string {
  const text = typeof clause === 'object' && clause !== null && 'text' in clause ? clause.text : undefined;
  return typeof text === 'string' ? text : JSON.stringify(clause);
}

function describeLineage(lineage: Lineage): string {
  const { dataset, source, ontology, candidate, decisions } = lineage;
  const lines = [
    `event      ${lineage.eventId}`,
    ...(dataset === undefined
      ? []
      : [`dataset    ${dataset.semver} ${dataset.split}, manifest ${dataset.manifestSha256}`]),
    ...decisions.map(
      ({ kind, reviewerId, decidedAt, startFrame, endFrame, hash }) =>
        `decision   ${kind} by ${reviewerId} at ${decidedAt}, frames ${startFrame}-${endFrame}, hash ${hash}`,
    ),
    ...(candidate === undefined
      ? ['candidate  none: added by a person']
      : [
          `candidate  ${candidate.id}, score ${candidate.ruleScore.toFixed(3)}, job ${candidate.jobId}`,
          `rule       ${candidate.ruleName}: ${describeClause(candidate.clause)}`,
        ]),
    ...(ontology === undefined
      ? []
      : [`ontology   ${ontology.name} ${ontology.version}, sha256 ${ontology.sha256}`]),
    `code       ${lineage.code}`,
    `source     ${source.name}, sha256 ${source.sha256}`,
    ...source.files.map(({ role, name, sha256 }) => `input      ${role} ${name}, sha256 ${sha256}`),
  ];
  return lines.join('\n');
}

/** Traces an event back to its input in a published folder; needs no workspace. */
export async function publishedLineageCommand(
  columnar: Columnar,
  folder: string,
  eventId: string,
  options: ListOptions,
  terminal: Terminal,
): Promise<void> {
  const lineage = unwrap(await readLineage(columnar, resolve(folder), eventId));
  terminal.out(options.json === true ? JSON.stringify(lineage) : describeLineage(lineage));
}

/** Traces an event of the workspace back to its input. */
export async function lineageCommand(
  services: Services,
  eventId: string,
  options: ListOptions,
  terminal: Terminal,
): Promise<void> {
  const lineage = unwrap(await services.datasets.lineage({ eventId }));
  terminal.out(options.json === true ? JSON.stringify(lineage) : describeLineage(lineage));
}
