import './ontology.css';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { OntologyVersion } from '#contract/entities/ontology-version';
import type { Project } from '#contract/entities/project';
import { ontologiesQuery } from '../../app/queries.ts';
import { navigate } from '../../app/router.ts';
import { Button } from '../../shared-ui/Button.tsx';
import { Page } from '../../shared-ui/Page.tsx';
import { Panel } from '../../shared-ui/Panel.tsx';
import { QueryView } from '../../shared-ui/QueryView.tsx';
import { EmptyState } from '../../shared-ui/states.tsx';
import type { DraftKeeper } from './draft-keeper.ts';
import { draftKeeperOf } from './draft-keepers.ts';
import { EditorView } from './EditorView.tsx';
import { ShippedOntologies } from './ShippedOntologies.tsx';
import { template } from './template.ts';
import { VersionsView } from './VersionsView.tsx';

interface WritingProps {
  readonly projectId: string;
  /** Newest first. */
  readonly versions: readonly OntologyVersion[];
  readonly keeper: DraftKeeper;
}

/** A project without an ontology: takes a shipped one or begins with a small one. */
function NoOntology({ projectId, onWrite }: { readonly projectId: string; readonly onWrite: () => void }) {
  return (
    <Page title="Ontology" sub="what the events of the project are">
      <div className="grid min-h-0 grid-cols-[minmax(0,1fr)_440px] gap-3 max-xl:grid-cols-1">
        <Panel label="No ontology">
          <EmptyState
            title="No ontology yet"
            actions={
              <Button variant="primary" onClick={onWrite}>
                Write your own
              </Button>
            }
          >
            An ontology says what the events are: who takes part, where each starts and ends, and the rule
            that finds it. Take a shipped one beside this, or begin with a small one of your own.
          </EmptyState>
        </Panel>
        <div className="grid auto-rows-max">
          <ShippedOntologies
            projectId={projectId}
            versions={[]}
            onAdded={() => navigate({ screen: 'ontology' }, { replace: true })}
          />
        </div>
      </div>
    </Page>
  );
}

/** What the editor begins with: the draft that is kept, else the newest version. */
function Writing({ projectId, versions, keeper }: WritingProps) {
  const [kept] = useState(() => keeper.state.getState().kept);
  const [own, setOwn] = useState(false);
  const base = versions.find(({ id }) => id === kept?.baseId) ?? versions[0];
  const text = kept?.text ?? base?.text ?? (own ? template : undefined);
  const [first] = useState({ base, text });
  if (text === undefined) return <NoOntology projectId={projectId} onWrite={() => setOwn(true)} />;
  return (
    <EditorView
      projectId={projectId}
      keeper={keeper}
      base={first.text === undefined ? base : first.base}
      text={first.text ?? text}
    />
  );
}

export interface OntologyScreenProps {
  readonly project: Project;
  readonly view: 'versions' | undefined;
}

/** The ontology of the project: its text to be written, or its versions. */
export function OntologyScreen({ project, view }: OntologyScreenProps) {
  const query = useQuery(ontologiesQuery(project.id));
  const draft = useQuery({
    queryKey: ['ontology-draft-keeper', project.id],
    queryFn: () => draftKeeperOf(project.id),
    staleTime: Number.POSITIVE_INFINITY,
  });
  const loading = (
    <QueryView query={draft} loading="Reading the draft" failed="The draft could not be read">
      {() => null}
    </QueryView>
  );
  return (
    <QueryView query={query} loading="Reading the ontologies" failed="The ontologies could not be read">
      {(versions) => {
        const sorted = versions.toSorted((a, b) => b.createdAt.localeCompare(a.createdAt));
        if (view === 'versions') return <VersionsView projectId={project.id} versions={sorted} />;
        if (draft.data === undefined) return loading;
        return <Writing key={project.id} projectId={project.id} versions={sorted} keeper={draft.data} />;
      }}
    </QueryView>
  );
}
