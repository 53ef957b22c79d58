import { useMutation } from '@tanstack/react-query';
import type { DatasetVersion, Verification } from '#contract/entities/dataset-version';
import { client } from '../../app/client.ts';
import { asProblem } from '../../app/problem.ts';
import { Badge } from '../../shared-ui/Badge.tsx';
import type { Tone } from '../../shared-ui/Badge.tsx';
import { Button } from '../../shared-ui/Button.tsx';
import { formatBytes, plural, shortHash } from '../../shared-ui/format.ts';
import { Panel, PanelFoot, PanelHead } from '../../shared-ui/Panel.tsx';
import { ScrollRegion } from '../../shared-ui/ScrollRegion.tsx';
import { ErrorState } from '../../shared-ui/states.tsx';

type FileState = Verification['files'][number]['state'];

interface FileRow {
  readonly path: string;
  readonly sizeBytes?: number;
  readonly sha256?: string;
  readonly state?: FileState;
}

const states: Readonly<Record<FileState, { readonly word: string; readonly tone: Tone }>> = {
  match: { word: 'match', tone: 'ok' },
  differs: { word: 'differs', tone: 'bad' },
  missing: { word: 'missing', tone: 'bad' },
  unlisted: { word: 'not listed', tone: 'warn' },
};

/** The files of a version with what verification said of each; files found beyond the list come last. */
export function fileRows(
  version: DatasetVersion,
  verification: Verification | undefined,
): readonly FileRow[] {
  const found = new Map(verification?.files.map((file) => [file.path, file.state]));
  const listed = new Set(version.files.map((file) => file.path));
  return [
    ...version.files.map((file) => {
      const state = found.get(file.path);
      return { ...file, ...(state === undefined ? {} : { state }) };
    }),
    ...(verification?.files ?? []).filter((file) => !listed.has(file.path)),
  ];
}

function Row({ row }: { readonly row: FileRow }) {
  const state = row.state === undefined ? undefined : states[row.state];
  return (
    <li className="grid h-6 grid-cols-[minmax(0,1fr)_auto_72px_84px] items-center gap-3 not-first:border-t not-first:border-hair">
      <span className="mono truncate text-fg-0" title={row.path}>
        {row.path}
      </span>
      <span className="text-right text-xs text-fg-2">
        {row.sizeBytes === undefined ? '' : formatBytes(row.sizeBytes)}
      </span>
      <span
        className="mono text-fg-1"
        {...(row.sha256 === undefined ? {} : { title: `sha256 ${row.sha256}` })}
      >
        {row.sha256 === undefined ? '' : shortHash(row.sha256)}
      </span>
      <span className="text-right">
        {state === undefined ? null : <Badge tone={state.tone}>{state.word}</Badge>}
      </span>
    </li>
  );
}

function verdict(verification: Verification | undefined, files: number): string {
  if (verification === undefined) return `${plural(files, 'file')}, not checked now`;
  const matching = verification.files.filter((file) => file.state === 'match').length;
  return `${matching} of ${plural(verification.files.length, 'file')} match${verification.intact ? '' : ': do not use this copy'}`;
}

function useOpenFolder() {
  return useMutation({
    mutationFn: (name: string) => client.system.openFolder({ folder: 'exports', name }),
  });
}

/** The files of a version: sizes, hashes, and a check of every byte. */
export function FilesPanel({ version }: { readonly version: DatasetVersion }) {
  const verify = useMutation({ mutationFn: () => client.datasets.verify({ id: version.id }) });
  const open = useOpenFolder();
  const failure = verify.error ?? open.error;
  const tone =
    verify.data === undefined ? 'text-fg-2' : verify.data.intact ? 'text-accept-text' : 'text-reject-text';
  return (
    <Panel>
      <PanelHead
        title={`Files of ${version.semver}`}
        meta={<span title={version.folder}>{version.folder}</span>}
      />
      <ScrollRegion label={`Files of ${version.semver}`} className="min-h-0 flex-1 px-3 py-2">
        <ul>
          {fileRows(version, verify.data).map((row) => (
            <Row key={row.path} row={row} />
          ))}
        </ul>
      </ScrollRegion>
      {failure === null ? null : <ErrorState title="That did not work" problem={asProblem(failure)} />}
      <PanelFoot>
        <output className={`truncate ${tone}`}>
          {open.data === false
            ? `No program opens folders here: ${version.folder}`
            : verdict(verify.data, version.files.length)}
        </output>
        <span className="ml-auto flex gap-2">
          <Button size="small" onClick={() => open.mutate(version.folder)}>
            Open folder
          </Button>
          <Button
            size="small"
            unavailable={verify.isPending ? 'Every byte is being read.' : undefined}
            onClick={() => verify.mutate()}
          >
            {verify.data === undefined ? `Verify ${version.semver}` : 'Verify again'}
          </Button>
        </span>
      </PanelFoot>
    </Panel>
  );
}
