import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { Project } from '#contract/entities/project';
import { client } from '../../app/client.ts';
import { chooseProject } from '../../app/current-project.ts';
import { asProblem } from '../../app/problem.ts';
import { queryClient } from '../../app/query-client.ts';
import { navigate } from '../../app/router.ts';
import { Button } from '../../shared-ui/Button.tsx';
import { Dialog } from '../../shared-ui/Dialog.tsx';
import { ErrorState } from '../../shared-ui/states.tsx';
import { TextField } from '../../shared-ui/TextField.tsx';

const maxNameLength = 120;

function useSave(project: Project | undefined, onClose: () => void) {
  return useMutation({
    mutationFn: (name: string) =>
      project === undefined
        ? client.projects.create({ name })
        : client.projects.update({ id: project.id, rev: project.rev, name }),
    onSuccess: async (saved) => {
      await queryClient.invalidateQueries();
      if (project === undefined) {
        chooseProject(saved.id);
        navigate({ screen: 'home' });
      }
      onClose();
    },
  });
}

/** Makes a project, or renames the one given. */
export function NameDialog({
  project,
  onClose,
}: {
  readonly project?: Project;
  readonly onClose: () => void;
}) {
  const [name, setName] = useState(project?.name ?? '');
  const save = useSave(project, onClose);
  const verb = project === undefined ? 'Create project' : 'Rename';
  const missing = name.trim() === '' ? 'The project needs a name.' : undefined;
  return (
    <Dialog
      open
      onClose={onClose}
      title={project === undefined ? 'New project' : `Rename ${project.name}`}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form="project-name" variant="primary" unavailable={missing}>
            {verb}
          </Button>
        </>
      }
    >
      <form
        id="project-name"
        onSubmit={(event) => {
          event.preventDefault();
          if (missing === undefined && !save.isPending) save.mutate(name.trim());
        }}
      >
        <TextField
          label="Name"
          labelled
          value={name}
          onChange={setName}
          maxLength={maxNameLength}
          autoComplete="off"
        />
      </form>
      {save.isError ? <ErrorState title="The name was not taken" problem={asProblem(save.error)} /> : null}
    </Dialog>
  );
}
