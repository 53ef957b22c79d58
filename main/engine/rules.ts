import { err, ok, type Result } from '#contract/errors';
import type { OntologyVersion } from '#contract/entities/ontology-version';
import type { Source } from '#contract/entities/source';
import type { Scene } from '#contract/ports/scene';
import { loadOntology } from '#ontology/load';
import { planCandidates } from '#pipeline/candidates/plan';
import { propose } from '#pipeline/candidates/propose';
import type { Proposals } from './proposals.ts';

/** The rules of one ontology version, ready to run. */
export interface Rules {
  /** Reach of the pairs that the rules look at, in the space's length; 0 where they look at none. */
  pairRadius(space: Source['space']): number;
  propose(scene: Scene): Proposals;
}

/** Loads the rules of an ontology's text; refuses with its first error, with line and column. */
export function loadRules(version: Pick<OntologyVersion, 'name' | 'text'>): Result<Rules> {
  const { ontology, diagnostics } = loadOntology(version.text, `${version.name}.yaml`);
  const fault = diagnostics.find(({ severity }) => severity === 'error');
  if (ontology === undefined || fault !== undefined)
    return err({
      code: 'bad_expression',
      message: fault?.message ?? 'The ontology cannot be read.',
      file: `${version.name}.yaml`,
      ...(fault === undefined ? {} : { line: fault.line, column: fault.column }),
    });
  const plan = planCandidates(ontology);
  return ok({ pairRadius: (space) => plan.pairRadius(space), propose: (scene) => propose(plan, scene) });
}
