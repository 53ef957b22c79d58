import { useMutation } from '@tanstack/react-query';
import type { OntologyVersion } from '#contract/entities/ontology-version';
import { client } from '../../app/client.ts';
import { refreshProject } from '../../app/queries.ts';

/** Adds a version to the project from text; `file` names where the text came from. */
export function useAddOntology(projectId: string, onAdded: (version: OntologyVersion) => void) {
  return useMutation({
    mutationFn: (input: { readonly text: string; readonly file?: string }) =>
      client.projects.addOntology({ projectId, ...input }),
    onSuccess: async (version) => {
      await refreshProject(projectId);
      onAdded(version);
    },
  });
}
