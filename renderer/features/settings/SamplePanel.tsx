import { useMutation, useQuery } from '@tanstack/react-query';
import type { SampleState } from '#contract/rpc/system';
import { client } from '../../app/client.ts';
import { asProblem } from '../../app/problem.ts';
import { sampleQuery } from '../../app/queries.ts';
import { queryClient } from '../../app/query-client.ts';
import { Button } from '../../shared-ui/Button.tsx';
import { formatShare } from '../../shared-ui/format.ts';
import { Meter } from '../../shared-ui/Meter.tsx';
import { Panel, PanelBody, PanelFoot, PanelHead } from '../../shared-ui/Panel.tsx';
import { QueryView } from '../../shared-ui/QueryView.tsx';
import { ErrorState } from '../../shared-ui/states.tsx';

const words: Readonly<Record<SampleState['state'], string>> = {
  absent: 'There is no sample project in this workspace.',
  preparing: 'The sample project is being prepared.',
  ready: 'The sample project is ready. Archive it in the project menu to hide it.',
  failed: 'The sample project could not be prepared.',
};

function Sample({ sample }: { readonly sample: SampleState }) {
  return (
    <PanelBody>
      <p>{words[sample.state]}</p>
      {sample.message === undefined ? null : <p className="mt-1 text-reject-text">{sample.message}</p>}
      {sample.state === 'preparing' ? (
        <div className="mt-2 flex items-center gap-2">
          <Meter kind="progress" label="Preparing the sample" value={sample.progress} className="flex-1" />
          {formatShare(sample.progress)}
        </div>
      ) : null}
    </PanelBody>
  );
}

/** The sample project: its state, and a way to make it again. */
export function SamplePanel() {
  const query = useQuery(sampleQuery);
  const make = useMutation({
    mutationFn: () => client.system.makeSample(),
    onSuccess: () => queryClient.invalidateQueries(),
  });
  const state = query.data?.state;
  const reason =
    state === 'ready' ? 'The sample is there.' : state === 'preparing' ? 'It is being prepared.' : undefined;
  return (
    <Panel>
      <PanelHead title="Sample project" />
      <QueryView query={query} loading="Looking for the sample" failed="The sample could not be asked for">
        {(sample) => <Sample sample={sample} />}
      </QueryView>
      {make.isError ? <ErrorState title="The sample was not made" problem={asProblem(make.error)} /> : null}
      <PanelFoot>
        <span className="text-fg-2">{reason}</span>
        <Button size="small" className="ml-auto" unavailable={reason} onClick={() => make.mutate()}>
          Make the sample again
        </Button>
      </PanelFoot>
    </Panel>
  );
}
