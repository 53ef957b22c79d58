import { X } from 'lucide-react';
import type { SourceFileRole } from '#contract/entities/source';
import { Badge } from '../../shared-ui/Badge.tsx';
import { formatBytes } from '../../shared-ui/format.ts';
import { Meter } from '../../shared-ui/Meter.tsx';
import { Panel, PanelBody, PanelHead } from '../../shared-ui/Panel.tsx';
import { ProblemText } from '../../shared-ui/ProblemText.tsx';
import { Select } from '../../shared-ui/Select.tsx';
import { TextField } from '../../shared-ui/TextField.tsx';
import { removeFile, setRole, useDraft } from './draft.ts';
import type { DraftFile } from './draft.ts';
import { DropFiles } from './DropFiles.tsx';
import { roleNames } from './roles.ts';

const roles: readonly SourceFileRole[] = [
  'tracks',
  'clip',
  'zones',
  'frame_index',
  'homography',
  'captions',
  'poses',
];
const options = roles.map((value) => ({ value, label: roleNames[value] }));

function Sending({ file }: { readonly file: DraftFile }) {
  if (file.problem !== undefined) return <Badge tone="bad">not sent</Badge>;
  if (file.uploadId !== undefined)
    return <span className="text-xs text-fg-2">{formatBytes(file.sizeBytes)}</span>;
  return <Meter kind="progress" label={`Sending ${file.name}`} value={file.sent} />;
}

function FileRow({ file }: { readonly file: DraftFile }) {
  return (
    <li className="not-first:border-t not-first:border-hair">
      <div className="grid h-7 grid-cols-[minmax(0,1fr)_72px_132px_24px] items-center gap-2">
        <span className="truncate text-fg-0" title={file.name}>
          {file.name}
        </span>
        <span className="text-right">
          <Sending file={file} />
        </span>
        <Select
          label={`Role of ${file.name}`}
          size="small"
          value={file.role}
          options={options}
          onChange={(role) => setRole(file.key, role)}
        />
        <button
          type="button"
          aria-label={`Remove ${file.name}`}
          onClick={() => removeFile(file.key)}
          className="grid size-6 place-items-center rounded-sm text-fg-2 hover:bg-bg-3 hover:text-fg-0"
        >
          <X aria-hidden className="size-3.5" />
        </button>
      </div>
      {file.problem === undefined ? null : (
        <div className="pb-2">
          <ProblemText problem={file.problem} />
        </div>
      )}
    </li>
  );
}

function Name() {
  const name = useDraft((draft) => draft.name);
  return (
    <div className="flex min-w-0 flex-1 items-center gap-3">
      <span aria-hidden className="shrink-0 text-fg-2">
        Name
      </span>
      <TextField
        className="flex-1"
        label="Name of the source, unique in the project"
        value={name}
        maxLength={120}
        onChange={(next) => useDraft.setState({ name: next, named: true })}
      />
    </div>
  );
}

/** The files of the draft with their roles, and its name. */
export function FilesPanel() {
  const files = useDraft((draft) => draft.files);
  const some = files.length > 0;
  return (
    <Panel className="shrink-0">
      <PanelHead title="Files" meta="copied into the workspace, yours stay as they are" />
      <PanelBody className="py-2">
        <ul aria-label="Files of the source">
          {files.map((file) => (
            <FileRow key={file.key} file={file} />
          ))}
        </ul>
        <div className={`flex items-start gap-3 ${some ? 'mt-1.5' : ''}`}>
          {some ? <Name /> : null}
          <div className={some ? '' : 'flex-1'}>
            <DropFiles brief={some ? 'more' : 'first'} />
          </div>
        </div>
      </PanelBody>
    </Panel>
  );
}
