import { useQuery } from '@tanstack/react-query';
import type { QueueItem } from '#contract/rpc/review';
import type { Source } from '#contract/entities/source';
import { httpPaths } from '#contract/http';
import { ontologiesQuery, sourcesQuery } from '../../app/queries.ts';
import { href } from '../../app/router.ts';
import { Button, ButtonLink } from '../../shared-ui/Button.tsx';
import { formatNumber, formatTimecode, plural } from '../../shared-ui/format.ts';
import { Panel, PanelHead } from '../../shared-ui/Panel.tsx';
import { CandidateLanes } from './CandidateLanes.tsx';
import { KeyHints } from './KeyHints.tsx';

function Fact({ name, children }: { readonly name: string; readonly children: string }) {
  return (
    <div className="min-w-0 px-3 py-2 not-first:border-l not-first:border-line">
      <p className="text-xs text-fg-2">{name}</p>
      <p className="truncate font-semibold text-fg-0" title={children}>
        {children}
      </p>
    </div>
  );
}

function Picture({ source, first }: { readonly source: Source; readonly first: QueueItem | undefined }) {
  if (source.privacyState !== 'passed' || source.clipSha256 === undefined)
    return (
      <p className="grid flex-1 place-content-center bg-picture text-fg-2">
        This source has no picture to show.
      </p>
    );
  const middleS = first === undefined ? 0 : (first.startS + first.endS) / 2;
  return (
    <video
      muted
      playsInline
      preload="auto"
      tabIndex={-1}
      aria-label={`A picture of ${source.name}`}
      src={`${httpPaths.clip(source.id)}#t=${middleS.toFixed(3)}`}
      className="min-h-0 w-full flex-1 bg-picture object-cover"
    />
  );
}

function Facts({
  source,
  items,
  ontology,
}: {
  readonly source: Source;
  readonly items: readonly QueueItem[];
  readonly ontology: string;
}) {
  return (
    <div className="grid shrink-0 grid-cols-4 border-y border-line">
      <Fact name="Clip">{`${formatTimecode(source.durationS)}, ${plural(source.frameCount, 'picture')}`}</Fact>
      <Fact name="Tracks and zones">{`${plural(source.trackCount, 'track')}, ${plural(source.zones.length, 'zone')}`}</Fact>
      <Fact name="Ontology">{ontology}</Fact>
      <Fact name="Candidates">{`${formatNumber(items.length)}, none decided`}</Fact>
    </div>
  );
}

export interface SampleReadyProps {
  readonly projectId: string;
  readonly items: readonly QueueItem[];
  readonly onOpen: () => void;
}

/** The prepared sample: its picture, its candidates in time, and the way into the first one. */
export function SampleReady({ projectId, items, onOpen }: SampleReadyProps) {
  const { data: sources } = useQuery(sourcesQuery(projectId));
  const { data: ontologies } = useQuery(ontologiesQuery(projectId));
  const [source] = sources ?? [];
  const [ontology] = ontologies ?? [];
  return (
    <Panel>
      <PanelHead
        title={source === undefined ? 'Sample project' : `Sample: ${source.name}`}
        meta="drawn figures, no person is in it"
      />
      {source === undefined ? null : (
        <>
          <Picture source={source} first={items[0]} />
          <CandidateLanes items={items} durationS={source.durationS} />
          <Facts
            source={source}
            items={items}
            ontology={ontology === undefined ? '' : `${ontology.name} ${ontology.version}`}
          />
        </>
      )}
      <div className="grid gap-4 p-3">
        <KeyHints />
        <div className="flex items-center gap-2">
          <Button
            variant="primary"
            size="hero"
            keyCap="Enter"
            onClick={onOpen}
            unavailable={items.length === 0 ? 'No candidate was found.' : undefined}
          >
            Review the first candidate
          </Button>
          <ButtonLink size="hero" href={href({ screen: 'ontology' })}>
            Look at its ontology
          </ButtonLink>
          <span className="ml-auto text-fg-2">The sample stays on this computer and can be archived</span>
        </div>
      </div>
    </Panel>
  );
}
