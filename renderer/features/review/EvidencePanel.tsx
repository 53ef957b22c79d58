import type { Viewing } from '#contract/rpc/review';
import type { FrameIndex } from '#contract/entities/frame-index';
import { frameStartS } from '#contract/entities/frame-index';
import type { ReactNode } from 'react';
import { formatNumber, formatScore, withStop } from '../../shared-ui/format.ts';
import { formatFrame } from '../timeline/timecode.ts';
import type { Company } from './cast.ts';
import type { ClauseRow } from './clauses.ts';
import { ClauseTable } from './ClauseTable.tsx';
import type { Edit } from './edit.ts';
import { HistoryList } from './HistoryList.tsx';
import { RoleChips } from './RoleChips.tsx';
import { VanishSection } from './VanishSection.tsx';
import { TypeChoice } from './TypeChoice.tsx';
import { unknownNotes } from './clauses.ts';
import { formatSpanS } from './words.ts';

export interface EvidencePanelProps {
  readonly viewing: Viewing;
  readonly edit: Edit;
  readonly index: FrameIndex | undefined;
  readonly company: Company;
  readonly rows: readonly ClauseRow[];
  readonly chosenKey: string | undefined;
  readonly onClause: (row: ClauseRow) => void;
  readonly onType: (type: string) => void;
  readonly onSeek: (frame: number) => void;
  /** Whether it is shown what would make the candidate vanish. */
  readonly whatIf: boolean;
  /** The verdict bar, pinned at the foot. */
  readonly children: ReactNode;
}

function Section({
  title,
  aside,
  children,
}: {
  readonly title: string;
  readonly aside?: ReactNode;
  readonly children: ReactNode;
}) {
  return (
    <section className="shrink-0 border-b border-line px-3 py-2">
      <h3 className="mb-1 flex gap-2 text-xs leading-4 font-medium text-fg-2">
        {title}
        {aside === undefined ? null : <span className="ml-auto font-normal">{aside}</span>}
      </h3>
      {children}
    </section>
  );
}

function secondsOf(edit: Edit, index: FrameIndex | undefined): string {
  if (index === undefined) return '';
  return formatSpanS(frameStartS(index, edit.now.endFrame) - frameStartS(index, edit.now.startFrame));
}

function Head({
  viewing,
  edit,
  index,
  onType,
}: Pick<EvidencePanelProps, 'viewing' | 'edit' | 'index' | 'onType'>) {
  const type = viewing.types.find((summary) => summary.type === edit.now.type);
  return (
    <section className="shrink-0 border-b border-line px-3 py-2">
      <div className="flex items-baseline gap-2">
        <span className="truncate text-lg leading-5 font-semibold text-fg-0" data-testid="event-type">
          {edit.now.type}
        </span>
        <span className="text-fg-2">{type?.kind}</span>
        <span className="mono ml-auto whitespace-nowrap text-fg-0" data-testid="event-span">
          {formatFrame(edit.now.startFrame)}–{formatFrame(edit.now.endFrame)}
        </span>
        <span className="mono whitespace-nowrap text-fg-2">{secondsOf(edit, index)}</span>
      </div>
      {type === undefined ? null : (
        <p className="mt-0.5 text-xs leading-4 text-fg-2">
          Starts: {withStop(type.starts)} Ends: {withStop(type.ends)}
        </p>
      )}
      <TypeChoice types={viewing.types} chosen={edit.now.type} onType={onType} />
    </section>
  );
}

/** Of a sample of what the rule leaves out: what is asked of the reviewer. */
function SampleNote({ viewing }: Pick<EvidencePanelProps, 'viewing'>) {
  const { sample } = viewing.candidate.provenance;
  if (sample === undefined) return null;
  const from =
    sample.origin === 'below_threshold'
      ? 'from what lies just below the thresholds'
      : 'from windows of time in which the rule finds nothing';
  return (
    <Section title="A sample" aside={<>stands for {formatNumber(1 / sample.probability, 1)}</>}>
      <p className="text-xs leading-4 text-fg-1">
        Drawn at random {from}. Accept it where the event happens, with its edges moved to it; reject it where
        it does not. Recall is estimated from such answers.
      </p>
    </Section>
  );
}

function Stimulus({ viewing, onSeek }: Pick<EvidencePanelProps, 'viewing' | 'onSeek'>) {
  const { stimulus } = viewing.candidate.provenance;
  if (stimulus === undefined) return null;
  return (
    <Section
      title="Reaction"
      aside={<span className="mono text-fg-0">latency {formatSpanS(stimulus.latencyS)}</span>}
    >
      <p className="text-xs text-fg-1">
        To <b className="font-medium">{stimulus.type}</b> at{' '}
        <button
          type="button"
          onClick={() => onSeek(stimulus.startFrame)}
          className="mono text-accent-text hover:underline"
        >
          {formatFrame(stimulus.startFrame)}–{formatFrame(stimulus.endFrame)}
        </button>
      </p>
    </Section>
  );
}

function Captions({
  viewing,
  edit,
  index,
  onSeek,
  startFrameOf,
}: Pick<EvidencePanelProps, 'viewing' | 'edit' | 'index' | 'onSeek'> & {
  readonly startFrameOf: (seconds: number) => number;
}) {
  if (index === undefined) return null;
  const startS = frameStartS(index, edit.now.startFrame);
  const endS = frameStartS(index, edit.now.endFrame);
  const inside = viewing.source.captions.filter((caption) => caption.startS < endS && startS < caption.endS);
  if (inside.length === 0) return null;
  return (
    <Section title="Captions in the span">
      <ul className="space-y-0.5 text-xs leading-4 text-fg-1">
        {inside.map((caption) => (
          <li key={`${caption.startS}-${caption.text}`}>
            <button
              type="button"
              onClick={() => onSeek(startFrameOf(caption.startS))}
              className="text-left hover:text-fg-0 hover:underline"
            >
              {caption.text}
            </button>
          </li>
        ))}
      </ul>
    </Section>
  );
}

/** The evaluated rule, clause by clause. */
function Clauses({ viewing, company, rows, chosenKey, onClause }: EvidencePanelProps) {
  const { candidate } = viewing;
  const notes = unknownNotes(rows, candidate.endFrame - candidate.startFrame);
  return (
    <Section
      title="Clauses"
      aside={
        <>
          rule score <span className="mono text-fg-0">{formatScore(candidate.ruleScore)}</span>
        </>
      }
    >
      <ClauseTable
        rows={rows}
        chosenKey={chosenKey}
        onClause={onClause}
        letters={company.lettersByRole}
        trackLetters={company.letters}
      />
      {notes.map((note) => (
        <p key={note} className="mt-1 text-xs leading-4 text-fg-2">
          {note}
        </p>
      ))}
    </Section>
  );
}

/** Why this is proposed, in words and numbers, and what was decided about it. */
export function EvidencePanel(
  props: EvidencePanelProps & { readonly startFrameOf: (seconds: number) => number },
) {
  const { viewing, edit, company, whatIf, children } = props;
  const { candidate } = viewing;
  const { ontology } = candidate.provenance;
  const isSample = candidate.provenance.sample !== undefined;
  return (
    <section
      aria-label="Evidence"
      className="review-side flex min-h-0 min-w-0 flex-col border-l border-line bg-bg-1"
    >
      <header className="flex h-8 shrink-0 items-center gap-2 border-b border-line px-3 whitespace-nowrap">
        <h2 className="font-semibold text-fg-0">Evidence</h2>
        <span className="truncate text-fg-2">
          rule <span className="mono">{candidate.ruleName}</span>, {ontology.name} {ontology.version}
        </span>
      </header>
      <div className="flex min-h-0 flex-1 flex-col overflow-y-auto">
        <Head {...props} />
        <SampleNote viewing={viewing} />
        <RoleChips candidate={candidate} company={company} />
        {isSample ? null : <Clauses {...props} />}
        {whatIf && !isSample ? <VanishSection candidateId={candidate.id} /> : null}
        <Stimulus {...props} />
        <Captions {...props} />
        <HistoryList viewing={viewing} edit={edit} />
      </div>
      {children}
    </section>
  );
}
