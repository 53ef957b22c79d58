import { keepPreviousData, skipToken, useMutation, useQuery } from '@tanstack/react-query';
import type { Project } from '#contract/entities/project';
import type { Inspection } from '#contract/rpc/sources';
import type { Problem } from '#contract/errors';
import { client } from '../../app/client.ts';
import { asProblem } from '../../app/problem.ts';
import { refreshProject } from '../../app/queries.ts';
import { navigate } from '../../app/router.ts';
import { Button } from '../../shared-ui/Button.tsx';
import { formatBytes, plural } from '../../shared-ui/format.ts';
import { Page } from '../../shared-ui/Page.tsx';
import { Panel, PanelBody, PanelHead } from '../../shared-ui/Panel.tsx';
import { EmptyState, ErrorState, Loading } from '../../shared-ui/states.tsx';
import { StepHead } from '../../shared-ui/Step.tsx';
import { CheckStep } from './CheckStep.tsx';
import { clearDraft, useDraft } from './draft.ts';
import type { SourceDraft } from './draft.ts';
import { FilesPanel } from './FilesPanel.tsx';
import { doubledRole, isAboutPlace, toAttestation, toRequest } from './import-plan.ts';
import { ColumnsPanel, QuarantinePanel } from './InspectionPanels.tsx';
import { PlaceStep } from './PlaceStep.tsx';

function useInspection(draft: SourceDraft, projectId: string) {
  const request = toRequest(draft, projectId);
  return useQuery({
    queryKey: ['inspect', request],
    queryFn: request === undefined ? skipToken : ({ signal }) => client.sources.inspect(request, { signal }),
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/** What reading the draft's files said: their content, or a refusal and whether it is about time and space. */
function useReading(draft: SourceDraft, projectId: string) {
  const query = useInspection(draft, projectId);
  const sendable = toRequest(draft, projectId) !== undefined;
  const doubled = doubledRole(draft);
  const refusal = doubled ?? (sendable && query.isError ? asProblem(query.error) : undefined);
  const inspection = sendable && refusal === undefined ? query.data : undefined;
  const place = refusal !== undefined && isAboutPlace(refusal) ? refusal : undefined;
  const onRetry = doubled === undefined ? () => void query.refetch() : undefined;
  return { query, inspection, refusal, place, onRetry };
}

function useImport(draft: SourceDraft, projectId: string) {
  return useMutation({
    mutationFn: async () => {
      const request = toRequest(draft, projectId);
      const attestation = toAttestation(draft);
      if (request === undefined) return undefined;
      return client.sources.add({ ...request, ...(attestation === undefined ? {} : { attestation }) });
    },
    onSuccess: async (source) => {
      if (source === undefined) return;
      await refreshProject(projectId);
      navigate({ screen: 'sources', sourceId: source.id });
      clearDraft();
    },
  });
}

interface ReadStepProps {
  readonly inspection: Inspection | undefined;
  readonly refusal: Problem | undefined;
  readonly reading: boolean;
  readonly onRetry: (() => void) | undefined;
}

function Found({ inspection, refusal, reading, onRetry }: ReadStepProps) {
  if (refusal !== undefined)
    return (
      <Panel className="shrink-0">
        <ErrorState title="The files cannot be read as they are" problem={refusal} onRetry={onRetry} />
      </Panel>
    );
  if (inspection !== undefined)
    return (
      <>
        <ColumnsPanel inspection={inspection} />
        <QuarantinePanel inspection={inspection} />
      </>
    );
  return (
    <Panel>
      <PanelHead title="Columns" />
      <PanelBody>
        {reading ? (
          <Loading>Reading the files</Loading>
        ) : (
          <EmptyState title="Nothing to read yet">
            The columns show here as soon as a file with tracks is sent.
          </EmptyState>
        )}
      </PanelBody>
    </Panel>
  );
}

function ReadStep(props: ReadStepProps) {
  const { inspection } = props;
  const meta =
    inspection === undefined
      ? undefined
      : `${plural(inspection.rows, 'row')} load, ${inspection.quarantinedRows} in quarantine`;
  return (
    <div className="flex min-h-0 flex-col gap-3">
      <StepHead
        number={1}
        state={inspection === undefined ? 'now' : 'done'}
        title="Read the file"
        meta={meta}
      />
      <FilesPanel />
      <Found {...props} />
    </div>
  );
}

function leave(): void {
  clearDraft();
  navigate({ screen: 'sources' });
}

/** Adds a source in three steps that are all in sight: read the file, place it in time and space, check and attest. */
export function AddSourceScreen({ project }: { readonly project: Project }) {
  const draft = useDraft();
  const { query, inspection, refusal, place, onRetry } = useReading(draft, project.id);
  const add = useImport(draft, project.id);
  const sizeBytes = draft.files.reduce((total, file) => total + file.sizeBytes, 0);
  return (
    <Page
      title={draft.name === '' ? 'Add source' : `Add source ${draft.name}`}
      sub={
        draft.files.length === 0
          ? undefined
          : `${plural(draft.files.length, 'file')}, ${formatBytes(sizeBytes)}`
      }
      actions={<Button onClick={leave}>Cancel import</Button>}
    >
      <div className="grid min-h-0 grid-cols-[minmax(0,1fr)_380px_380px] gap-3 max-xl:auto-rows-max max-xl:grid-cols-1 max-xl:overflow-auto">
        <ReadStep
          inspection={inspection}
          refusal={place === undefined ? refusal : undefined}
          reading={query.isFetching}
          onRetry={onRetry}
        />
        <PlaceStep inspection={inspection} refusal={place} />
        <CheckStep inspection={inspection} refusal={refusal} add={add} />
      </div>
    </Page>
  );
}
