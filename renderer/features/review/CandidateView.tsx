import { useMemo, useState } from 'react';
import { useStore } from 'zustand';
import { frameAtS, type FrameIndex } from '#contract/entities/frame-index';
import type { QueueItem, Viewing } from '#contract/rpc/review';
import { useTrackChunks } from '../clip/use-track-chunks.ts';
import { companyOf } from './cast.ts';
import { clauseRows, type ClauseRow } from './clauses.ts';
import { changeEdit, type Desk } from './desk.ts';
import { decide } from './desk-actions.ts';
import { EvidencePanel } from './EvidencePanel.tsx';
import { groupItems } from './queue-groups.ts';
import { StagePanel } from './StagePanel.tsx';
import { TimelinePanel } from './TimelinePanel.tsx';
import { useReadings } from './use-traces.ts';
import { VerdictBar } from './VerdictBar.tsx';

export interface CandidateViewProps {
  readonly desk: Desk;
  readonly viewing: Viewing;
  readonly index: FrameIndex;
  /** All candidates of the project. */
  readonly items: readonly QueueItem[];
}

function placeWords(items: readonly QueueItem[], candidateId: string): string {
  const group = groupItems(items).find((one) => one.items.some(({ id }) => id === candidateId));
  if (group === undefined) return '';
  const at = group.items.findIndex(({ id }) => id === candidateId) + 1;
  return group.items.length === 1
    ? 'alone in this viewing'
    : `candidate ${at} of ${group.items.length} in this viewing`;
}

/** Everything about one candidate: clip, evidence with the verdicts, timeline. */
export function CandidateView({ desk, viewing, index, items }: CandidateViewProps) {
  const { candidate, source } = viewing;
  const edit = useStore(desk.edit, (state) => state.edit);
  const refusal = useStore(desk.session, (state) => state.refusal);
  const whatIf = useStore(desk.session, (state) => state.whatIf);
  const ready = useStore(desk.session, (state) => !state.busy && state.currentId === candidate.id);
  const [chosen, setChosen] = useState<{ readonly candidateId: string; readonly key: string }>();
  const chunks = useTrackChunks(source, candidate, desk.player);
  const company = useMemo(() => companyOf(candidate, chunks), [candidate, chunks]);
  const rows = useMemo(() => clauseRows(candidate.provenance.clause), [candidate]);
  const readings = useReadings(viewing, rows);
  const place = useMemo(() => placeWords(items, candidate.id), [items, candidate.id]);
  if (edit === undefined) return null;
  const chosenKey = chosen?.candidateId === candidate.id ? chosen.key : undefined;
  const onClause = (row: ClauseRow): void => {
    setChosen({ candidateId: candidate.id, key: row.key });
    if (row.clause.weakestFrame !== undefined) desk.player.goTo(row.clause.weakestFrame);
  };
  return (
    <>
      <StagePanel
        desk={desk}
        viewing={viewing}
        index={index}
        edit={edit}
        chunks={chunks}
        company={company}
        readings={readings}
        place={place}
      />
      <EvidencePanel
        viewing={viewing}
        edit={edit}
        index={index}
        company={company}
        rows={rows}
        chosenKey={chosenKey}
        onClause={onClause}
        onType={(type) => changeEdit(desk, { kind: 'type', type })}
        onSeek={(frame) => desk.player.goTo(frame)}
        startFrameOf={(seconds) => frameAtS(index, seconds)}
        whatIf={whatIf}
      >
        <VerdictBar disabled={!ready} refusal={refusal} onVerdict={(kind) => void decide(desk, kind)} />
      </EvidencePanel>
      <TimelinePanel
        desk={desk}
        viewing={viewing}
        index={index}
        edit={edit}
        items={items}
        company={company}
        rows={rows}
        chosenKey={chosenKey}
      />
    </>
  );
}
