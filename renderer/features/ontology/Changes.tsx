import type { OntologyChanges } from '#contract/rpc/projects';

const tones = {
  major: 'text-reject-text',
  minor: 'text-warn-text',
  patch: 'text-fg-2',
} as const;

/** The changes of an ontology, the heaviest first, each with what it asks of the version number. */
export function ChangeList({ changes }: { readonly changes: OntologyChanges['changes'] }) {
  if (changes.length === 0) return <p className="text-fg-2">Only its text: comments, order or layout.</p>;
  return (
    <ul aria-label="Changes">
      {changes.map(({ level, says }) => (
        <li key={says} className="flex gap-2 py-0.5">
          <span className={`mono w-10 shrink-0 ${tones[level]}`}>{level}</span>
          <span className="min-w-0 text-fg-1 wrap-anywhere">{says}</span>
        </li>
      ))}
    </ul>
  );
}
