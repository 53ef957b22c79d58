import type { ContractRouterClient } from '@orpc/contract';
import { datasetsContract } from '#contract/rpc/datasets';
import { jobsContract } from '#contract/rpc/jobs';
import { ontologyContract } from '#contract/rpc/ontology';
import { projectsContract } from '#contract/rpc/projects';
import { reviewContract } from '#contract/rpc/review';
import { sourcesContract } from '#contract/rpc/sources';
import { systemContract } from '#contract/rpc/system';
import { whatIfContract } from '#contract/rpc/what-if';

/** Every call between a screen and the workstation. */
export const workstationContract = {
  system: systemContract,
  projects: projectsContract,
  ontology: ontologyContract,
  sources: sourcesContract,
  jobs: jobsContract,
  review: reviewContract,
  datasets: datasetsContract,
  whatIf: whatIfContract,
};

export type WorkstationClient = ContractRouterClient<typeof workstationContract>;
