import type { Decision } from '#contract/entities/decision';
import type { Viewing } from '#contract/rpc/review';
import { formatInstant } from '../../shared-ui/format.ts';
import { formatFrame } from '../timeline/timecode.ts';
import { changeWords, isChanged, type Edit } from './edit.ts';
import { takenBack } from './proposal.ts';
import { decisionWords } from './words.ts';

function whatOf(decision: Decision, history: readonly Decision[]): string {
  if (decision.kind !== 'undo') return decisionWords[decision.kind];
  const undone = history.find(({ id }) => id === decision.undoesId);
  return undone === undefined
    ? 'undid a decision'
    : `undid ${undone.kind === 'undo' ? 'the undo' : decisionWords[undone.kind]}`;
}

function Entry({
  decision,
  viewing,
  gone,
}: {
  readonly decision: Decision;
  readonly viewing: Viewing;
  readonly gone: boolean;
}) {
  const what = whatOf(decision, viewing.history);
  const moved =
    decision.kind !== 'undo' &&
    (decision.startFrame !== viewing.candidate.startFrame ||
      decision.endFrame !== viewing.candidate.endFrame);
  return (
    <li className="history-row">
      <span className="mono text-fg-2">{formatInstant(decision.decidedAt)}</span>
      <span className="truncate">{decision.reviewerId}</span>
      <span className="truncate">
        {gone ? <del className="text-fg-2">{what}</del> : what}
        {decision.type === viewing.candidate.type || decision.kind === 'undo' ? '' : ` as ${decision.type}`}
        {moved ? (
          <span className="mono">
            {' '}
            {formatFrame(decision.startFrame)}–{formatFrame(decision.endFrame)}
          </span>
        ) : null}
        {decision.planView ? ', plan view' : ''}
        {gone ? ', undone' : ''}
      </span>
    </li>
  );
}

/** What happened to this candidate, oldest first, with the edit that is not committed. */
export function HistoryList({ viewing, edit }: { readonly viewing: Viewing; readonly edit: Edit }) {
  const { candidate, history } = viewing;
  const gone = takenBack(history);
  return (
    <section className="shrink-0 px-3 py-2">
      <h3 className="mb-1 text-xs leading-4 font-medium text-fg-2">History</h3>
      <ol className="text-xs leading-4.5">
        <li className="history-row">
          <span className="mono text-fg-2">{formatInstant(candidate.createdAt)}</span>
          <span>{candidate.provenance.sample === undefined ? 'rule' : 'sample'}</span>
          <span className="truncate">
            {candidate.provenance.sample === undefined ? 'proposed' : 'drawn'}{' '}
            <span className="mono">
              {formatFrame(candidate.startFrame)}–{formatFrame(candidate.endFrame)}
            </span>
          </span>
        </li>
        {history
          .toSorted((a, b) => a.sequence - b.sequence)
          .map((decision) => (
            <Entry key={decision.id} decision={decision} viewing={viewing} gone={gone.has(decision.id)} />
          ))}
        {isChanged(edit) ? (
          <li className="history-row">
            <span className="mono text-fg-2">now</span>
            <span>you</span>
            <span className="truncate" data-testid="pending-edit">
              <span className="mono text-fg-0">{changeWords(edit)}</span>, not committed
            </span>
          </li>
        ) : null}
      </ol>
    </section>
  );
}
