import { useMutation, useQuery } from '@tanstack/react-query';
import { useCallback } from 'react';
import type { Project } from '#contract/entities/project';
import type { SampleState } from '#contract/rpc/system';
import { client } from '../../app/client.ts';
import { asProblem } from '../../app/problem.ts';
import { infoQuery, sampleQuery } from '../../app/queries.ts';
import { queryClient } from '../../app/query-client.ts';
import { navigate } from '../../app/router.ts';
import { Button } from '../../shared-ui/Button.tsx';
import { formatShare, versionNumber } from '../../shared-ui/format.ts';
import { Meter } from '../../shared-ui/Meter.tsx';
import { Page } from '../../shared-ui/Page.tsx';
import { Panel, PanelBody, PanelHead } from '../../shared-ui/Panel.tsx';
import { QueryView } from '../../shared-ui/QueryView.tsx';
import { EmptyState, ErrorState } from '../../shared-ui/states.tsx';
import { useKey } from '../../shared-ui/use-key.ts';
import { DropFiles } from '../sources/DropFiles.tsx';
import { HowItGoes } from './HowItGoes.tsx';
import { KeyHints } from './KeyHints.tsx';
import { SampleReady } from './SampleReady.tsx';
import { ThisComputer } from './ThisComputer.tsx';
import { useFirstCandidates, useProjectsOf, useWelcome } from './use-welcome.ts';

function Phase({ name, share }: { readonly name: string; readonly share: number }) {
  return (
    <div className="grid w-120 max-w-full gap-2">
      <p className="flex justify-between gap-4 text-md text-fg-0">
        {name}
        <span className="text-fg-1">{formatShare(share)}</span>
      </p>
      <Meter kind="progress" label={name} value={share} />
    </div>
  );
}

/** The sample is made and read first, then a job finds its candidates: two lengths of work, each with its own bar. */
function Preparing({ sample }: { readonly sample: SampleState }) {
  const finding = sample.jobId !== undefined;
  return (
    <Panel>
      <PanelHead title="Sample project" meta="made on this computer by a seeded generator" />
      <div className="grid flex-1 place-content-center gap-6 bg-bg-0 p-6">
        <Phase
          name={finding ? 'The sample is made' : sample.step || 'Preparing the sample'}
          share={finding ? 1 : sample.progress}
        />
        <Phase name={finding ? sample.step : 'Finding candidates'} share={finding ? sample.progress : 0} />
        <p className="w-120 max-w-full text-fg-2">
          A clip of a plaza is drawn, its tracks are read, and the rules look for candidates. When they are
          found, the first one opens by itself.
        </p>
      </div>
      <div className="border-t border-line px-3 py-3">
        <KeyHints />
      </div>
    </Panel>
  );
}

function NoSample({ sample }: { readonly sample: SampleState }) {
  const make = useMutation({
    mutationFn: () => client.system.makeSample(),
    onSuccess: () => queryClient.invalidateQueries(),
  });
  const failed = sample.state === 'failed';
  return (
    <Panel>
      <PanelHead title="Sample project" />
      {failed ? (
        <ErrorState
          title="The sample could not be prepared"
          problem={{ code: 'internal', message: sample.message ?? 'No reason was given.' }}
          onRetry={() => make.mutate()}
        />
      ) : (
        <EmptyState
          title="There is no sample project"
          actions={
            <Button variant="primary" onClick={() => make.mutate()}>
              Make the sample
            </Button>
          }
        >
          It shows every kind of event on a small clip, without an account or a network.
        </EmptyState>
      )}
      {make.isError ? <ErrorState title="The sample was not made" problem={asProblem(make.error)} /> : null}
    </Panel>
  );
}

function Sample({ sample }: { readonly sample: SampleState }) {
  const queue = useFirstCandidates(sample);
  const first = queue.data?.items[0]?.id;
  useWelcome(first);
  const open = useCallback(
    () => (first === undefined ? undefined : navigate({ screen: 'review', candidateId: first })),
    [first],
  );
  useKey('Enter', first === undefined ? undefined : open);
  if (sample.state === 'preparing') return <Preparing sample={sample} />;
  if (sample.state !== 'ready' || sample.projectId === undefined) return <NoSample sample={sample} />;
  return (
    <QueryView query={queue} loading="Reading the candidates" failed="The candidates could not be read">
      {(found) => <SampleReady projectId={sample.projectId ?? ''} items={found.items} onOpen={open} />}
    </QueryView>
  );
}

/** The first screen: the sample being prepared with its true progress, then ready to be reviewed. */
export function FirstRun({ project }: { readonly project: Project | undefined }) {
  const sample = useQuery(sampleQuery);
  const info = useQuery(infoQuery);
  useProjectsOf(sample.data);
  const ready = sample.data?.state === 'ready';
  const version = info.data === undefined ? '' : `Aftertrack ${versionNumber(info.data.version)} · `;
  return (
    <Page
      title={ready ? 'Ready to review' : 'Welcome'}
      sub={`${version}everything below works without an account or a network`}
    >
      <div className="grid min-h-0 grid-cols-[minmax(0,1fr)_440px] gap-3 max-xl:auto-rows-max max-xl:grid-cols-1 max-xl:overflow-auto">
        <QueryView query={sample} loading="Looking for the sample" failed="The sample could not be asked for">
          {(found) => <Sample sample={found} />}
        </QueryView>
        <div className="grid min-h-0 content-start gap-3">
          <Panel>
            <PanelHead title="Add your first source" meta="nothing is changed in your files" />
            <PanelBody>
              <DropFiles disabled={project === undefined} />
            </PanelBody>
          </Panel>
          <HowItGoes />
          <ThisComputer />
        </div>
      </div>
    </Page>
  );
}
