import { useMutation } from '@tanstack/react-query';
import type { Project } from '#contract/entities/project';
import { client } from '../../app/client.ts';
import { asProblem } from '../../app/problem.ts';
import { queryClient } from '../../app/query-client.ts';
import { navigate } from '../../app/router.ts';
import { Button } from '../../shared-ui/Button.tsx';
import { Dialog } from '../../shared-ui/Dialog.tsx';
import { ErrorState } from '../../shared-ui/states.tsx';

/** Asks before a project leaves the list. */
export function ArchiveDialog({
  project,
  onClose,
}: {
  readonly project: Project;
  readonly onClose: () => void;
}) {
  const archive = useMutation({
    mutationFn: () => client.projects.update({ id: project.id, rev: project.rev, status: 'archived' }),
    onSuccess: async () => {
      await queryClient.invalidateQueries();
      navigate({ screen: 'home' });
      onClose();
    },
  });
  return (
    <Dialog
      open
      onClose={onClose}
      title={`Archive ${project.name}`}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="danger" onClick={() => archive.mutate()}>
            Archive
          </Button>
        </>
      }
    >
      <p>
        The project leaves the list. Its sources, decisions and published versions stay as they are; it can be
        taken back in Settings.
      </p>
      {archive.isError ? (
        <ErrorState title="The project was not archived" problem={asProblem(archive.error)} />
      ) : null}
    </Dialog>
  );
}
