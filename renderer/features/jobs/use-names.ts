import { useQuery } from '@tanstack/react-query';
import { ontologiesQuery, sourcesQuery } from '../../app/queries.ts';

/** Names of the project's sources and ontology versions by id. */
export function useNames(projectId: string) {
  const { data: sources = [] } = useQuery(sourcesQuery(projectId));
  const { data: ontologies = [] } = useQuery(ontologiesQuery(projectId));
  return {
    sourceNames: new Map(sources.map((source) => [source.id, source.name])),
    ontologyNames: new Map(ontologies.map((found) => [found.id, `${found.name} ${found.version}`])),
  };
}
