import { useMutation, useQuery } from '@tanstack/react-query';
import type { OntologyVersion } from '#contract/entities/ontology-version';
import { client } from '../../app/client.ts';
import { asProblem } from '../../app/problem.ts';
import { refreshProject } from '../../app/queries.ts';
import { Button } from '../../shared-ui/Button.tsx';
import { Dialog } from '../../shared-ui/Dialog.tsx';
import { QueryView } from '../../shared-ui/QueryView.tsx';
import { ScrollRegion } from '../../shared-ui/ScrollRegion.tsx';
import { ErrorState } from '../../shared-ui/states.tsx';
import { ChangeList } from './Changes.tsx';

/** Makes a version with the text of an earlier one. */
export function useRollBack(projectId: string, onDone: (version: OntologyVersion) => void) {
  return useMutation({
    mutationFn: (ontologyVersionId: string) => client.ontology.rollBack({ ontologyVersionId }),
    onSuccess: async (version) => {
      await refreshProject(projectId);
      onDone(version);
    },
  });
}

export interface RollBackDialogProps {
  readonly version: OntologyVersion;
  readonly newest: OntologyVersion;
  readonly onClose: () => void;
  readonly onDone: (version: OntologyVersion) => void;
}

/** Asks before an earlier version is made current again, and says how. */
export function RollBackDialog({ version, newest, onClose, onDone }: RollBackDialogProps) {
  const { projectId, text } = version;
  const preview = useQuery({
    queryKey: ['preview-ontology', projectId, text, newest.id],
    queryFn: ({ signal }) => client.projects.previewOntology({ projectId, text }, { signal }),
  });
  const back = useRollBack(projectId, onDone);
  const number = preview.data?.leastVersion;
  return (
    <Dialog
      open
      onClose={onClose}
      widthPx={620}
      title={`Roll ${version.name} back to ${version.version}`}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            variant="primary"
            unavailable={back.isPending ? 'Being made' : number === undefined ? 'Being compared' : undefined}
            onClick={() => back.mutate(version.id)}
          >
            Make {number ?? 'the version'}
          </Button>
        </>
      }
    >
      <div className="grid gap-3">
        <p>
          A version is never changed or taken away: jobs and datasets name it. So a new one,{' '}
          {number ?? 'with the next number'}, is made with the text of {version.version}, and is current from
          then on. What was made with {newest.version} goes on naming {newest.version}. Rolling back to{' '}
          {newest.version} in the same way undoes it.
        </p>
        <QueryView
          query={preview}
          loading="Comparing the versions"
          failed="The versions could not be compared"
        >
          {({ changes }) => (
            <ScrollRegion label="Changes that rolling back makes" className="max-h-64">
              <p className="mb-1 text-fg-2">What changes from {newest.version}</p>
              <ChangeList changes={changes} />
            </ScrollRegion>
          )}
        </QueryView>
      </div>
      {back.isError ? <ErrorState title="Nothing was rolled back" problem={asProblem(back.error)} /> : null}
    </Dialog>
  );
}
