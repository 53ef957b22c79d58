import { href } from '../../app/router.ts';
import type { Destination } from '../../app/router.ts';
import { Panel, PanelHead } from '../../shared-ui/Panel.tsx';
import { StepMark } from '../../shared-ui/Step.tsx';

interface Stage {
  readonly title: string;
  readonly says: string;
  readonly to: Destination;
}

const stages: readonly Stage[] = [
  {
    title: 'Sources',
    says: 'tracks of a vision model, with the clip if there is one',
    to: { screen: 'sources' },
  },
  {
    title: 'Ontology',
    says: 'what counts as an event, and where it starts and ends',
    to: { screen: 'ontology' },
  },
  { title: 'Jobs', says: 'the rules read a source and propose candidates', to: { screen: 'jobs' } },
  { title: 'Review', says: 'one candidate after the other, in one or two keys', to: { screen: 'review' } },
  { title: 'Datasets', says: 'immutable versions with the lineage of every row', to: { screen: 'datasets' } },
];

/** The way of the data through the app, each stage a link. */
export function HowItGoes() {
  return (
    <Panel>
      <PanelHead title="From tracks to a dataset" meta="all of it on this computer" />
      <ol>
        {stages.map((stage, i) => (
          <li key={stage.title} className="not-first:border-t not-first:border-hair">
            <a
              href={href(stage.to)}
              className="grid grid-cols-[20px_72px_minmax(0,1fr)] items-center gap-2 px-3 py-1.5 hover:bg-bg-2 focus-visible:-outline-offset-2"
            >
              <StepMark state="later" number={i + 1} />
              <span className="font-medium text-fg-0">{stage.title}</span>
              <span className="text-fg-2">{stage.says}</span>
            </a>
          </li>
        ))}
      </ol>
    </Panel>
  );
}
