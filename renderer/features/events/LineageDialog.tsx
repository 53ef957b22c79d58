import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { clauseSchema } from '#contract/entities/clause';
import type { Clause } from '#contract/entities/clause';
import type { Lineage } from '#contract/entities/dataset-version';
import { client } from '../../app/client.ts';
import { projectKey } from '../../app/queries.ts';
import { href } from '../../app/router.ts';
import { Dialog } from '../../shared-ui/Dialog.tsx';
import {
  formatBytes,
  formatInstant,
  formatNumber,
  formatScore,
  formatUnit,
  shortHash,
} from '../../shared-ui/format.ts';
import { QueryView } from '../../shared-ui/QueryView.tsx';
import type { ListedEvent } from './EventsTable.tsx';

function Hash({ hash }: { readonly hash: string }) {
  return (
    <span className="mono text-fg-1" title={`sha256 ${hash}`}>
      {shortHash(hash)}
    </span>
  );
}

function Part({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section className="grid grid-cols-[104px_minmax(0,1fr)] gap-3 py-2 not-first:border-t not-first:border-hair">
      <h3 className="text-fg-2">{title}</h3>
      <div className="min-w-0 text-fg-0">{children}</div>
    </section>
  );
}

function ClauseRow({ clause, depth }: { readonly clause: Clause; readonly depth: number }) {
  const measured =
    clause.value === undefined || clause.unit === undefined
      ? clause.truth
      : `${clause.truth}, ${formatNumber(clause.value, 2)} ${formatUnit(clause.unit)}`.trim();
  return (
    <>
      <li className="flex justify-between gap-3" style={{ paddingLeft: depth * 12 }}>
        <code className="truncate" title={clause.text}>
          {clause.text}
        </code>
        <span className="text-xs whitespace-nowrap text-fg-2">{measured}</span>
      </li>
      {clause.children.map((child) => (
        <ClauseRow key={`${child.op} ${child.text}`} clause={child} depth={depth + 1} />
      ))}
    </>
  );
}

function Evidence({ candidate }: { readonly candidate: NonNullable<Lineage['candidate']> }) {
  const clause = clauseSchema.safeParse(candidate.clause);
  return (
    <>
      <p>
        rule <b>{candidate.ruleName}</b>, score {formatScore(candidate.ruleScore)},{' '}
        <a
          className="text-accent-text hover:underline"
          href={href({ screen: 'review', candidateId: candidate.id })}
        >
          open in review
        </a>
      </p>
      {clause.success ? (
        <ul className="mt-1">
          <ClauseRow clause={clause.data} depth={0} />
        </ul>
      ) : null}
    </>
  );
}

function Origin({ lineage }: { readonly lineage: Lineage }) {
  return (
    <>
      <Part title="Source">
        <p className="flex justify-between gap-3">
          <b className="truncate">{lineage.source.name}</b>
          <Hash hash={lineage.source.sha256} />
        </p>
        <ul className="mt-1">
          {lineage.source.files.map((file) => (
            <li key={`${file.role} ${file.sha256}`} className="flex gap-3">
              <span className="truncate">{file.name}</span>
              <span className="ml-auto text-xs whitespace-nowrap text-fg-2">
                {file.role}, {formatBytes(file.sizeBytes)}
              </span>
              <Hash hash={file.sha256} />
            </li>
          ))}
        </ul>
      </Part>
      <Part title="Code">
        <span className="mono">{lineage.code}</span>
      </Part>
      {lineage.ontology === undefined ? null : (
        <Part title="Ontology">
          <p className="flex justify-between gap-3">
            {lineage.ontology.name} {lineage.ontology.version}
            <Hash hash={lineage.ontology.sha256} />
          </p>
        </Part>
      )}
      <Part title="Evidence">
        {lineage.candidate === undefined ? (
          'Added by a reviewer, without a rule.'
        ) : (
          <Evidence candidate={lineage.candidate} />
        )}
      </Part>
    </>
  );
}

function Decisions({ lineage }: { readonly lineage: Lineage }) {
  return (
    <Part title="Decisions">
      <ol>
        {lineage.decisions.map((decision) => (
          <li key={decision.id} className="flex gap-3">
            <span className="w-20 shrink-0">{decision.kind}</span>
            <span className="truncate">
              {decision.reviewerId}, frames {formatNumber(decision.startFrame)}–
              {formatNumber(decision.endFrame)}
            </span>
            <span className="ml-auto text-xs whitespace-nowrap text-fg-2">
              {formatInstant(decision.decidedAt)}
            </span>
            <Hash hash={decision.hash} />
          </li>
        ))}
      </ol>
    </Part>
  );
}

/** Where an event came from, back to the bytes of its source. */
export function LineageDialog({
  event,
  onClose,
}: {
  readonly event: ListedEvent;
  readonly onClose: () => void;
}) {
  const query = useQuery({
    queryKey: [...projectKey(event.projectId), 'lineage', event.id],
    queryFn: ({ signal }) => client.datasets.lineage({ eventId: event.id }, { signal }),
  });
  return (
    <Dialog
      open
      onClose={onClose}
      widthPx={680}
      title={`Lineage of ${event.type}`}
      description={<span className="mono">{event.id}</span>}
    >
      <QueryView query={query} loading="Following the lineage" failed="The lineage could not be read">
        {(lineage) => (
          <>
            <Origin lineage={lineage} />
            <Decisions lineage={lineage} />
            {lineage.dataset === undefined ? null : (
              <Part title="Dataset">
                <p className="flex justify-between gap-3">
                  {lineage.dataset.semver}, split {lineage.dataset.split}
                  <Hash hash={lineage.dataset.manifestSha256} />
                </p>
              </Part>
            )}
          </>
        )}
      </QueryView>
    </Dialog>
  );
}
