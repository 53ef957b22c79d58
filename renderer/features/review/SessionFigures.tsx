import type { SessionStats } from '#contract/rpc/review';
import { formatDuration, formatInstant, plural } from '../../shared-ui/format.ts';

function Figure({ value, words }: { readonly value: string; readonly words: string }) {
  return (
    <div>
      <b className="block font-mono text-md leading-4.5 font-medium">{value}</b>
      {words}
    </div>
  );
}

function since(stats: SessionStats): string {
  const decisions = plural(stats.sessionDecisions, 'decision');
  return stats.sessionSince === undefined
    ? decisions
    : `${decisions} since ${formatInstant(stats.sessionSince)}`;
}

/** Pace of the session and what is left at that pace; only what is known. */
export function SessionFigures({ stats }: { readonly stats: SessionStats }) {
  const { perMinute, medianElapsedMs, undoShare, leftS } = stats;
  const none = perMinute === undefined && medianElapsedMs === undefined && undoShare === undefined;
  return (
    <section
      aria-label="This session"
      title={since(stats)}
      className="grid shrink-0 grid-cols-3 gap-y-1 border-t border-line px-3 py-2 text-xs leading-3.5 text-fg-2"
    >
      {none ? <p className="col-span-3">{since(stats)}</p> : null}
      {perMinute === undefined ? null : <Figure value={perMinute.toFixed(1)} words="per minute" />}
      {medianElapsedMs === undefined ? null : (
        <Figure value={`${(medianElapsedMs / 1000).toFixed(1)} s`} words="median" />
      )}
      {undoShare === undefined ? null : <Figure value={`${(undoShare * 100).toFixed(1)} %`} words="undone" />}
      {leftS === undefined ? null : (
        <p className="col-span-3 flex items-baseline gap-1.5 whitespace-nowrap">
          done in <b className="font-mono text-md font-medium">{formatDuration(leftS.mean)}</b>
          <span className="mono">
            {formatDuration(leftS.low)}–{formatDuration(leftS.high)}
          </span>
          <span className="hide-narrow">90 %</span>
        </p>
      )}
    </section>
  );
}
