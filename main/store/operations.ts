import { auditOperations } from './audit.ts';
import { candidateOperations } from './candidate-operations.ts';
import { decisionOperations } from './decision-operations.ts';
import { eventOperations } from './event-operations.ts';
import { mappingOperations } from './mapping-operations.ts';
import { ontologyDraftOperations } from './ontology-draft-operations.ts';
import { ontologyOperations } from './ontology-operations.ts';
import { ontologyRecordOperations } from './ontology-record.ts';
import { ontologyUseOperations } from './ontology-use.ts';
import { projectOperations } from './project-operations.ts';
import { queueOperations } from './queue-operations.ts';
import { sampleOperations } from './sample-operations.ts';
import { sourceOperations } from './source-operations.ts';
import { summaryOperations } from './summary-operations.ts';
import { viewingOperations } from './viewing-operations.ts';
import { workspaceOperations } from './workspace-operations.ts';
import { datasetOperations } from './dataset-operations.ts';
import { jobFinishOperations } from './job-finish-operations.ts';
import { jobOperations } from './job-operations.ts';
import { jobRunOperations } from './job-run-operations.ts';
import { preferenceOperations } from './preference-operations.ts';

/** Every operation of the store by name. */
export const operations = {
  ...auditOperations,
  ...candidateOperations,
  ...decisionOperations,
  ...eventOperations,
  ...mappingOperations,
  ...ontologyOperations,
  ...ontologyRecordOperations,
  ...ontologyDraftOperations,
  ...ontologyUseOperations,
  ...projectOperations,
  ...queueOperations,
  ...sampleOperations,
  ...sourceOperations,
  ...summaryOperations,
  ...viewingOperations,
  ...workspaceOperations,
  ...datasetOperations,
  ...preferenceOperations,
  ...jobOperations,
  ...jobRunOperations,
  ...jobFinishOperations,
};
export type Operations = typeof operations;
