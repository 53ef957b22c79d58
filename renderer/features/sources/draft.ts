import { create } from 'zustand';
import type { SourceFileRole } from '#contract/entities/source';
import type { Problem } from '#contract/errors';
import type { SourceReadOptions } from '#contract/rpc/source-reading';
import { asProblem } from '../../app/problem.ts';
import { noCalibration, type CalibrationDraft } from './calibration-draft.ts';
import type { ColumnEdits } from './column-choice.ts';
import { guessName, guessRole, isTelling, roleOfJson, unreadable } from './roles.ts';
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

/** What a person chose beyond the guess; columns and calibration have drafts of their own. */
export type ReadChoices = Omit<SourceReadOptions, 'columns' | 'calibration'>;

/** A source that is being put together; lives until it is imported or given up. */
export interface SourceDraft {
  readonly files: readonly DraftFile[];
  readonly name: string;
  /** True once a person typed the name; it then no longer follows the files. */
  readonly named: boolean;
  readonly choices: ReadChoices;
  readonly edits: ColumnEdits;
  /** What a saved mapping said when its columns were edited: it is not taken by itself any more, so that it is said here. */
  readonly adopted: SourceReadOptions;
  readonly calibration: CalibrationDraft;
  readonly attest: boolean;
  readonly what: string;
  readonly by: string;
}

/** A draft without anything in it. */
export const emptyDraft: SourceDraft = {
  files: [],
  name: '',
  named: false,
  choices: {},
  edits: {},
  adopted: {},
  calibration: noCalibration,
  attest: false,
  what: '',
  by: '',
};

/** The one draft of this window. */
export const useDraft = create<SourceDraft>(() => emptyDraft);

const sending = new Map<string, AbortController>();
const chosen = new Map<string, File>();
const urls = new Map<string, string>();
let count = 0;

function tracksKey(files: readonly DraftFile[]): string | undefined {
  return files.find(({ role }) => role === 'tracks')?.key;
}

/** The draft with these files; what was chosen for other tracks is forgotten. */
function withFiles(draft: SourceDraft, files: readonly DraftFile[]): SourceDraft {
  const before = tracksKey(draft.files);
  const other = before !== undefined && before !== tracksKey(files);
  const anew = other ? { choices: {}, edits: {}, adopted: {} } : {};
  return { ...draft, ...anew, files, name: draft.named ? draft.name : guessName(files) };
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

const headBytes = 65_536;

/** Takes the role that the beginning of a JSON file tells, unless its name told another or a person chose one. */
async function lookInto(entry: DraftFile, file: File): Promise<void> {
  if (!isTelling(entry.name) || entry.role !== 'zones') return;
  const role = roleOfJson(await file.slice(0, headBytes).text());
  const now = useDraft.getState().files.find(({ key }) => key === entry.key);
  if (role !== undefined && now?.role === entry.role) change(entry.key, { role });
}

async function take(entry: DraftFile, file: File): Promise<void> {
  if (entry.problem !== undefined) return;
  await lookInto(entry, file);
  await send(entry.key, file);
}

/** Adds files to the draft and begins to send them; those of a kind that is never read are refused at once. */
export function addFiles(files: readonly File[]): void {
  const added = files.map((file) => {
    count += 1;
    const fault = unreadable(file.name);
    const entry: DraftFile = {
      key: `file-${count}`,
      name: file.name,
      sizeBytes: file.size,
      role: guessRole(file.name),
      sent: 0,
      ...(fault === undefined ? {} : { problem: fault }),
    };
    chosen.set(entry.key, file);
    return { entry, file };
  });
  useDraft.setState((draft) => withFiles(draft, [...draft.files, ...added.map(({ entry }) => entry)]));
  for (const { entry, file } of added) void take(entry, file);
}

function letGo(key: string): void {
  const url = urls.get(key);
  if (url !== undefined) URL.revokeObjectURL(url);
  urls.delete(key);
  chosen.delete(key);
}

/** An address under which this window shows a file of the draft; undefined where the file is not at hand. */
export function urlOf(key: string): string | undefined {
  const file = chosen.get(key);
  const url = urls.get(key) ?? (file === undefined ? undefined : URL.createObjectURL(file));
  if (url !== undefined) urls.set(key, url);
  return url;
}

/** The file behind an entry of the draft, to be looked into here. */
export function chosenFile(key: string): File | undefined {
  return chosen.get(key);
}

export function setRole(key: string, role: SourceFileRole): void {
  change(key, { role });
}

/** Takes a file out of the draft; one on its way is stopped. */
export function removeFile(key: string): void {
  sending.get(key)?.abort();
  letGo(key);
  useDraft.setState((draft) =>
    withFiles(
      draft,
      draft.files.filter((file) => file.key !== key),
    ),
  );
}

/** Choices with undefined meaning that the guess holds again. */
type Changes = { readonly [Name in keyof ReadChoices]?: ReadChoices[Name] | undefined };

/** The choices with some changed. */
export function withChoices(choices: ReadChoices, changes: Changes): ReadChoices {
  const all = Object.entries({ ...choices, ...changes });
  return Object.fromEntries(all.filter(([, value]) => value !== undefined));
}

/** Changes how the files are read; undefined goes back to the guess. */
export function choose(changes: Changes): void {
  useDraft.setState(({ choices }) => ({ choices: withChoices(choices, changes) }));
}

/** Forgets the draft; files on their way are stopped. */
export function clearDraft(): void {
  for (const stop of sending.values()) stop.abort();
  for (const key of chosen.keys()) letGo(key);
  useDraft.setState(emptyDraft);
}
