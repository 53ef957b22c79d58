import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Project } from '#contract/entities/project';
import type { Source } from '#contract/entities/source';
import { sourcesQuery } from '../../app/queries.ts';
import { href } from '../../app/router.ts';
import { ButtonLink } from '../../shared-ui/Button.tsx';
import { formatDuration, plural } from '../../shared-ui/format.ts';
import { Page } from '../../shared-ui/Page.tsx';
import { Panel, PanelBody, PanelHead } from '../../shared-ui/Panel.tsx';
import { QueryView } from '../../shared-ui/QueryView.tsx';
import { EmptyState } from '../../shared-ui/states.tsx';
import { DropFiles } from './DropFiles.tsx';
import { QuarantineDialog } from './QuarantineDialog.tsx';
import { SourceDetails } from './SourceDetails.tsx';
import { SourcesTable } from './SourcesTable.tsx';

function NoSources() {
  return (
    <div className="grid min-h-0 content-start justify-center">
      <Panel className="mt-16 w-120">
        <PanelHead title="Add the first source" meta="nothing is changed in your files" />
        <PanelBody>
          <DropFiles />
        </PanelBody>
      </Panel>
    </div>
  );
}

function Sources({
  sources,
  sourceId,
}: {
  readonly sources: readonly Source[];
  readonly sourceId: string | undefined;
}) {
  const [quarantined, setQuarantined] = useState<Source>();
  const selected = sources.find((source) => source.id === sourceId) ?? sources[0];
  if (selected === undefined) return <NoSources />;
  const lengthS = sources.reduce((total, source) => total + source.durationS, 0);
  return (
    <div className="grid min-h-0 grid-cols-[minmax(0,1fr)_380px] gap-3 max-xl:auto-rows-max max-xl:grid-cols-1 max-xl:overflow-auto">
      <Panel>
        <PanelHead title="Sources" meta={`${plural(sources.length, 'source')}, ${formatDuration(lengthS)}`} />
        {sourceId !== undefined && selected.id !== sourceId ? (
          <EmptyState title="That source is not in this project">
            The first one is shown beside the list.
          </EmptyState>
        ) : null}
        <div className="min-h-0 flex-1 overflow-auto">
          <SourcesTable sources={sources} selectedId={selected.id} onQuarantine={setQuarantined} />
        </div>
      </Panel>
      <SourceDetails key={selected.id} source={selected} />
      {quarantined === undefined ? null : (
        <QuarantineDialog source={quarantined} onClose={() => setQuarantined(undefined)} />
      )}
    </div>
  );
}

export interface SourcesScreenProps {
  readonly project: Project;
  readonly sourceId: string | undefined;
}

/** The sources of the project: what they hold, what may be shown, and what was kept out. */
export function SourcesScreen({ project, sourceId }: SourcesScreenProps) {
  const query = useQuery(sourcesQuery(project.id));
  return (
    <Page
      title="Sources"
      sub="tracks, and the clips they were seen in"
      actions={
        <ButtonLink variant="primary" href={href({ screen: 'add-source' })}>
          Add source
        </ButtonLink>
      }
    >
      <QueryView query={query} loading="Reading the sources" failed="The sources could not be read">
        {(sources) => <Sources sources={sources} sourceId={sourceId} />}
      </QueryView>
    </Page>
  );
}
