import type { OntologyVersion } from '#contract/entities/ontology-version';
import { formatInstant, shortHash } from '../../shared-ui/format.ts';
import { Panel, PanelHead } from '../../shared-ui/Panel.tsx';
import { EmptyState } from '../../shared-ui/states.tsx';

export interface VersionsProps {
  readonly versions: readonly OntologyVersion[];
  readonly selectedId: string | undefined;
  readonly onSelect: (id: string) => void;
}

/** The versions of the project, newest first; one is shown. */
export function Versions({ versions, selectedId, onSelect }: VersionsProps) {
  return (
    <Panel>
      <PanelHead title="Versions" meta="immutable" />
      {versions.length === 0 ? (
        <EmptyState title="No ontology yet">Add a shipped one below, or your own text.</EmptyState>
      ) : (
        <ul className="min-h-0 flex-1 overflow-auto">
          {versions.map((version) => (
            <li key={version.id} className="not-first:border-t not-first:border-hair">
              <button
                type="button"
                aria-current={version.id === selectedId}
                onClick={() => onSelect(version.id)}
                className="block w-full px-3 py-2 text-left hover:bg-bg-2 focus-visible:-outline-offset-2 aria-[current=true]:bg-accent/10"
              >
                <span className="flex items-baseline justify-between gap-2">
                  <span className="truncate font-medium text-fg-0">
                    {version.name} {version.version}
                  </span>
                  <span className="text-xs whitespace-nowrap text-fg-2">
                    {formatInstant(version.createdAt)}
                  </span>
                </span>
                <span className="mono block text-fg-2">sha256 {shortHash(version.sha256)}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}
