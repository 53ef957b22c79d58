import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { OntologyVersion } from '#contract/entities/ontology-version';
import type { Project } from '#contract/entities/project';
import { ontologiesQuery } from '../../app/queries.ts';
import { Button } from '../../shared-ui/Button.tsx';
import { plural } from '../../shared-ui/format.ts';
import { Page } from '../../shared-ui/Page.tsx';
import { QueryView } from '../../shared-ui/QueryView.tsx';
import { AddVersionDialog } from './AddVersionDialog.tsx';
import { EventTypes } from './EventTypes.tsx';
import { OntologyText } from './OntologyText.tsx';
import { ShippedOntologies } from './ShippedOntologies.tsx';
import { VersionChanges } from './VersionChanges.tsx';
import { Versions } from './Versions.tsx';

interface VersionsProps {
  readonly projectId: string;
  readonly versions: readonly OntologyVersion[];
}

function Ontologies({ projectId, versions }: VersionsProps) {
  const [selectedId, setSelectedId] = useState<string>();
  const selected = versions.find((version) => version.id === selectedId) ?? versions[0];
  return (
    <div className="grid min-h-0 grid-cols-[288px_minmax(0,1fr)_380px] gap-3 max-xl:auto-rows-max max-xl:grid-cols-1 max-xl:overflow-auto">
      <div className="grid min-h-0 grid-rows-[minmax(0,1fr)_auto_auto] gap-3">
        <Versions versions={versions} selectedId={selected?.id} onSelect={setSelectedId} />
        {selected === undefined ? null : <VersionChanges version={selected} />}
        <ShippedOntologies projectId={projectId} versions={versions} onAdded={setSelectedId} />
      </div>
      <OntologyText version={selected} />
      <EventTypes version={selected} />
    </div>
  );
}

/** The ontology versions of the project: their text, their event types, and new versions. */
export function OntologyScreen({ project }: { readonly project: Project }) {
  const [adding, setAdding] = useState(false);
  const query = useQuery(ontologiesQuery(project.id));
  return (
    <Page
      title="Ontology"
      sub={
        query.data === undefined ? undefined : `${plural(query.data.length, 'version')}, none ever changed`
      }
      actions={
        <Button variant="primary" onClick={() => setAdding(true)}>
          Add version
        </Button>
      }
    >
      <QueryView query={query} loading="Reading the ontologies" failed="The ontologies could not be read">
        {(versions) => (
          <Ontologies
            projectId={project.id}
            versions={versions.toSorted((a, b) => b.createdAt.localeCompare(a.createdAt))}
          />
        )}
      </QueryView>
      {adding ? (
        <AddVersionDialog projectId={project.id} base={query.data?.[0]} onClose={() => setAdding(false)} />
      ) : null}
    </Page>
  );
}
