import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { DatasetVersion } from '#contract/entities/dataset-version';
import type { Project } from '#contract/entities/project';
import { datasetsQuery } from '../../app/queries.ts';
import { plural } from '../../shared-ui/format.ts';
import { Page } from '../../shared-ui/Page.tsx';
import { Panel, PanelHead } from '../../shared-ui/Panel.tsx';
import { QueryView } from '../../shared-ui/QueryView.tsx';
import { EmptyState } from '../../shared-ui/states.tsx';
import { FilesPanel } from './FilesPanel.tsx';
import { PlanPanel } from './PlanPanel.tsx';
import { UsePanel } from './UsePanel.tsx';
import { VersionList } from './VersionList.tsx';

function NoVersion() {
  return (
    <Panel>
      <PanelHead title="Files" />
      <EmptyState title="No version to show">
        A published version is a folder: Parquet by split, a card, a schema, the lineage of every row and
        checksums.
      </EmptyState>
    </Panel>
  );
}

interface DatasetsProps {
  readonly projectId: string;
  readonly versions: readonly DatasetVersion[];
  readonly datasetId: string | undefined;
}

function Datasets({ projectId, versions, datasetId }: DatasetsProps) {
  const [selectedId, setSelectedId] = useState(datasetId);
  const selected = versions.find((version) => version.id === selectedId) ?? versions[0];
  return (
    <div className="grid min-h-0 grid-cols-[288px_minmax(0,1fr)_440px] gap-3 max-xl:auto-rows-max max-xl:grid-cols-1 max-xl:overflow-auto">
      <VersionList versions={versions} selectedId={selected?.id} onSelect={setSelectedId} />
      <PlanPanel projectId={projectId} onPublished={(version) => setSelectedId(version.id)} />
      {selected === undefined ? (
        <NoVersion />
      ) : (
        <div className="grid min-h-0 grid-rows-[minmax(0,1fr)_auto] gap-3">
          <FilesPanel key={selected.id} version={selected} />
          <UsePanel version={selected} />
        </div>
      )}
    </div>
  );
}

export interface DatasetsScreenProps {
  readonly project: Project;
  /** Opens with this version chosen. */
  readonly datasetId?: string | undefined;
}

/** The versions of the dataset, what the next one would hold, and how to use them. */
export function DatasetsScreen({ project, datasetId }: DatasetsScreenProps) {
  const query = useQuery(datasetsQuery(project.id));
  return (
    <Page
      title="Datasets"
      sub={query.data === undefined ? undefined : `${plural(query.data.length, 'version')} published`}
    >
      <QueryView query={query} loading="Reading the versions" failed="The versions could not be read">
        {(versions) => (
          <Datasets
            key={datasetId}
            projectId={project.id}
            datasetId={datasetId}
            versions={versions.toSorted((a, b) => b.createdAt.localeCompare(a.createdAt))}
          />
        )}
      </QueryView>
    </Page>
  );
}
