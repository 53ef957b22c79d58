import type { AddSource, Inspection } from '#contract/rpc/sources';
import type { Linking, SourceReadOptions } from '#contract/rpc/source-reading';
import type { Problem } from '#contract/errors';
import { calibrationLacks, toCalibration } from './calibration-draft.ts';
import { columnsOf } from './column-choice.ts';
import type { SourceDraft } from './draft.ts';
import { roleNames } from './roles.ts';

type Request = Omit<AddSource, 'attestation' | 'importId'>;

/** Why the files cannot belong to one source: two of them have a role of which there is one; tracks may come in several files. */
export function doubledRole(draft: Pick<SourceDraft, 'files'>): Problem | undefined {
  const files = draft.files.filter((file) => file.problem === undefined);
  const second = files.find(
    (file, i) => file.role !== 'tracks' && files.findIndex(({ role }) => role === file.role) < i,
  );
  const first = files.find((file) => file.role === second?.role);
  if (first === undefined || second === undefined) return undefined;
  const role = roleNames[second.role];
  return {
    code: 'bad_request',
    message: `${first.name} and ${second.name} both have the role ${role}, and a source has one file of each role.`,
    hint: 'Remove one of them or change its role.',
  };
}

/** What the draft says of how its files are read; `guess` is what it confirms by importing. */
export function toReadOptions(draft: SourceDraft, guess: SourceReadOptions = {}): SourceReadOptions {
  const columns = columnsOf(draft.edits, { ...draft.adopted.columns, ...guess.columns });
  const calibration = toCalibration(draft.calibration);
  return {
    ...draft.adopted,
    ...guess,
    ...draft.choices,
    ...(Object.keys(columns).length === 0 ? {} : { columns: { ...columns } }),
    ...(calibration === undefined ? {} : { calibration }),
  };
}

function sendable(draft: SourceDraft) {
  const files = draft.files.flatMap((file) =>
    file.uploadId === undefined
      ? []
      : [{ kind: 'upload' as const, role: file.role, uploadId: file.uploadId, name: file.name }],
  );
  const complete = files.length === draft.files.length && files.some((file) => file.role === 'tracks');
  return complete && doubledRole(draft) === undefined ? files : undefined;
}

function withOptions(request: Request, options: SourceReadOptions): Request {
  const { fps } = options;
  return {
    ...request,
    ...(fps === undefined ? {} : { fps }),
    ...(Object.keys(options).length === 0 ? {} : { readOptions: options }),
  };
}

/** What is sent to import the draft; undefined while a file is on its way, none has tracks, two have one role or it has no name. */
export function toRequest(
  draft: SourceDraft,
  projectId: string,
  guess?: SourceReadOptions,
): Request | undefined {
  const files = sendable(draft);
  const name = draft.name.trim();
  if (files === undefined || name === '') return undefined;
  return withOptions({ projectId, name, files }, toReadOptions(draft, guess));
}

/**
 * What is sent to read the draft; it does not change with the name, and asks for a proposal where detections are to be refused,
 * so that a person can still see what the file holds.
 */
export function toInspectRequest(draft: SourceDraft, projectId: string): Request | undefined {
  const files = sendable(draft);
  if (files === undefined) return undefined;
  const { linking, ...options } = toReadOptions(draft);
  const kept = linking === undefined || linking === 'refuse' ? options : { ...options, linking };
  return withOptions({ projectId, name: 'draft', files }, kept);
}

/** The attestation of the draft, when it is wanted and complete. */
export function toAttestation(
  draft: SourceDraft,
): { readonly what: string; readonly by: string } | undefined {
  const what = draft.what.trim();
  const by = draft.by.trim();
  return draft.attest && what.length >= 3 && by.length >= 2 ? { what, by } : undefined;
}

/** How detections are linked: as chosen, or as the saved mapping says that was taken for the file. */
export function linkingOf(
  { choices, adopted }: Pick<SourceDraft, 'choices' | 'adopted'>,
  inspection: Inspection | undefined,
): Linking | undefined {
  const said = choices.linking ?? adopted.linking;
  return said ?? (inspection?.preset === undefined ? undefined : inspection.guess.linking);
}

/** What a person must decide before the second step is done, first one first. */
export function openDecisions(
  draft: Pick<SourceDraft, 'choices' | 'adopted' | 'calibration'>,
  inspection: Inspection | undefined,
): readonly string[] {
  const { matching } = draft.choices;
  const linking = linkingOf(draft, inspection);
  const decisions: readonly (readonly [boolean, string])[] = [
    [inspection?.judgement !== undefined && matching === undefined, 'Choose how frames find their pictures'],
    [inspection?.detections !== undefined && linking === undefined, 'Choose how detections are linked'],
    [linking === 'refuse', 'Detections without tracks are refused'],
  ];
  const lacks = calibrationLacks(draft.calibration);
  const open = decisions.flatMap(([holds, says]) => (holds ? [says] : []));
  return lacks === undefined ? open : [...open, lacks];
}

/** Why the draft cannot be imported yet, first reason first; undefined when it can. */
export function whyNot(
  draft: SourceDraft,
  inspection: Inspection | undefined,
  refusal: Problem | undefined,
): string | undefined {
  const [decision] = openDecisions(draft, inspection);
  const reasons: readonly (readonly [boolean, string | undefined])[] = [
    [draft.files.length === 0, 'Waits for files'],
    [draft.files.some((file) => file.problem !== undefined), 'A file could not be sent'],
    [draft.files.some((file) => file.uploadId === undefined), 'Waits until the files are sent'],
    [!draft.files.some((file) => file.role === 'tracks'), 'Needs a file with tracks'],
    [draft.name.trim() === '', 'Needs a name'],
    [refusal !== undefined && isAboutPlace(refusal), 'Waits for step 2'],
    [refusal !== undefined, 'The files cannot be read as they are'],
    [inspection === undefined, 'Waits until the files are read'],
    [decision !== undefined, decision],
    [draft.attest && toAttestation(draft) === undefined, 'Say what was done and by whom'],
  ];
  return reasons.find(([holds]) => holds)?.[1];
}

/** The refusal of an inspection, unless it only asks for a decision that the second step asks for too. */
export function refusalOf(inspection: Inspection | undefined): Problem | undefined {
  const { refusal, detections, judgement } = inspection ?? {};
  const asksToLink = refusal?.field === 'track_id' && detections !== undefined;
  const asksToMatch = refusal?.code === 'frame_mismatch' && judgement !== undefined;
  return asksToLink || asksToMatch ? undefined : refusal;
}

/** True for a refusal that the second step is about: how the tracks lie in time and space. */
export function isAboutPlace(refusal: Problem): boolean {
  const fields: readonly (string | undefined)[] = [
    't_s',
    'fps',
    'widthPx',
    'heightPx',
    'calibration',
    'linking',
    'matching',
  ];
  return (
    refusal.code === 'frame_mismatch' || refusal.code === 'space_mismatch' || fields.includes(refusal.field)
  );
}
