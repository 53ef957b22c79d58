import { create } from 'zustand';
import type { SourceFileRole } from '#contract/entities/source';
import type { Problem } from '#contract/errors';
import { asProblem } from '../../app/problem.ts';
import { guessName, guessRole } from './roles.ts';
import { uploadFile } from './upload.ts';

/** A file on its way into the workspace. */
export interface DraftFile {
  readonly key: string;
  readonly name: string;
  readonly sizeBytes: number;
  readonly role: SourceFileRole;
  /** Sent share in [0, 1]. */
  readonly sent: number;
  readonly uploadId?: string;
  readonly problem?: Problem;
}

/** A source that is being put together; lives until it is imported or given up. */
export interface SourceDraft {
  readonly files: readonly DraftFile[];
  readonly name: string;
  /** True once a person typed the name; it then no longer follows the files. */
  readonly named: boolean;
  readonly fps: string;
  readonly attest: boolean;
  readonly what: string;
  readonly by: string;
}

const empty: SourceDraft = { files: [], name: '', named: false, fps: '', attest: false, what: '', by: '' };

/** The one draft of this window. */
export const useDraft = create<SourceDraft>(() => empty);

const sending = new Map<string, AbortController>();
let count = 0;

function withFiles(draft: SourceDraft, files: readonly DraftFile[]): SourceDraft {
  return { ...draft, files, name: draft.named ? draft.name : guessName(files) };
}

function change(key: string, changes: Partial<DraftFile>): void {
  useDraft.setState((draft) =>
    withFiles(
      draft,
      draft.files.map((file) => (file.key === key ? { ...file, ...changes } : file)),
    ),
  );
}

async function send(key: string, file: File): Promise<void> {
  const stop = new AbortController();
  sending.set(key, stop);
  try {
    const upload = await uploadFile(file, (sent) => change(key, { sent }), stop.signal);
    change(key, { uploadId: upload.uploadId, sent: 1 });
  } catch (error) {
    change(key, { problem: asProblem(error) });
  } finally {
    sending.delete(key);
  }
}

/** Adds files to the draft and begins to send them. */
export function addFiles(files: readonly File[]): void {
  const added = files.map((file) => {
    count += 1;
    const entry: DraftFile = {
      key: `file-${count}`,
      name: file.name,
      sizeBytes: file.size,
      role: guessRole(file.name),
      sent: 0,
    };
    return { entry, file };
  });
  useDraft.setState((draft) => withFiles(draft, [...draft.files, ...added.map(({ entry }) => entry)]));
  for (const { entry, file } of added) void send(entry.key, file);
}

export function setRole(key: string, role: SourceFileRole): void {
  change(key, { role });
}

/** Takes a file out of the draft; one on its way is stopped. */
export function removeFile(key: string): void {
  sending.get(key)?.abort();
  useDraft.setState((draft) =>
    withFiles(
      draft,
      draft.files.filter((file) => file.key !== key),
    ),
  );
}

/** Forgets the draft; files on their way are stopped. */
export function clearDraft(): void {
  for (const stop of sending.values()) stop.abort();
  useDraft.setState(empty);
}
