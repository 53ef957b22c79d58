import type { ContractProcedure, InferContractRouterOutputs, InferSchemaOutput } from '@orpc/contract';
import type { Result } from '#contract/errors';
import type { Job } from '#contract/entities/job';
import type { ImportProgress } from '#contract/rpc/source-reading';
import type { workstationContract } from '#contract/rpc/contract';

type Contract = typeof workstationContract;
type Outputs = InferContractRouterOutputs<Contract>;

/** Input of a procedure after its schema applied defaults. */
type Parsed<Procedure> =
  Procedure extends ContractProcedure<infer Input, infer _Output, infer _Errors, infer _Meta>
    ? InferSchemaOutput<Input>
    : never;

type Methods<Name extends keyof Contract> = {
  readonly [Key in keyof Contract[Name] & keyof Outputs[Name]]: (
    input: Parsed<Contract[Name][Key]>,
  ) => Promise<Result<Outputs[Name][Key]>>;
};

/** The workstation's services, one per group of the contract and method by method the same; refusals are values. */
export interface Services {
  readonly system: Methods<'system'>;
  readonly projects: Methods<'projects'>;
  readonly ontology: Methods<'ontology'>;
  readonly sources: Omit<Methods<'sources'>, 'progress'> & {
    /** Ends with the import, or when `signal` aborts. */
    readonly progress: (
      input: { readonly importId: string },
      signal: AbortSignal,
    ) => AsyncIterable<ImportProgress>;
  };
  readonly jobs: Omit<Methods<'jobs'>, 'watch'> & {
    /** Ends when `signal` aborts. */
    readonly watch: (input: { readonly projectId: string }, signal: AbortSignal) => AsyncIterable<Job>;
  };
  readonly review: Methods<'review'>;
  readonly datasets: Methods<'datasets'>;
  readonly whatIf: Methods<'whatIf'>;
}
