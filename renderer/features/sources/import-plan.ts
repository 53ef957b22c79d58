import type { AddSource, Inspection } from '#contract/rpc/sources';
import type { Problem } from '#contract/errors';
import type { SourceDraft } from './draft.ts';
import { roleNames } from './roles.ts';

/** Why the files cannot belong to one source: two of them have the same role. */
export function doubledRole(draft: Pick<SourceDraft, 'files'>): Problem | undefined {
  const { files } = draft;
  const second = files.find((file, i) => files.findIndex(({ role }) => role === file.role) < i);
  const first = files.find((file) => file.role === second?.role);
  if (first === undefined || second === undefined) return undefined;
  const role = roleNames[second.role];
  return {
    code: 'bad_request',
    message: `${first.name} and ${second.name} both have the role ${role}, and a source has one file of each role.`,
    hint: 'Remove one of them or change its role.',
  };
}

/** What is sent to inspect or import the draft; undefined while a file is on its way, none has tracks or two have one role. */
export function toRequest(draft: SourceDraft, projectId: string): Omit<AddSource, 'attestation'> | undefined {
  const files = draft.files.flatMap((file) =>
    file.uploadId === undefined
      ? []
      : [{ kind: 'upload' as const, role: file.role, uploadId: file.uploadId, name: file.name }],
  );
  const complete = files.length === draft.files.length && files.some((file) => file.role === 'tracks');
  if (!complete || doubledRole(draft) !== undefined || draft.name.trim() === '') return undefined;
  const fps = Number(draft.fps);
  const known = draft.fps.trim() !== '' && fps > 0 && fps <= 1000;
  return { projectId, name: draft.name.trim(), files, ...(known ? { fps } : {}) };
}

/** The attestation of the draft, when it is wanted and complete. */
export function toAttestation(
  draft: SourceDraft,
): { readonly what: string; readonly by: string } | undefined {
  const what = draft.what.trim();
  const by = draft.by.trim();
  return draft.attest && what.length >= 3 && by.length >= 2 ? { what, by } : undefined;
}

/** What is wrong with the rate that was typed, in words. */
export function fpsFault(fps: string): string | undefined {
  if (fps.trim() === '') return undefined;
  const value = Number(fps);
  return value > 0 && value <= 1000 ? undefined : 'A rate is a number above 0, at most 1000.';
}

/** Why the draft cannot be imported yet, first reason first; undefined when it can. */
export function whyNot(
  draft: SourceDraft,
  inspection: Inspection | undefined,
  refusal: Problem | undefined,
): string | undefined {
  const reasons: readonly (readonly [boolean, string])[] = [
    [draft.files.length === 0, 'Waits for files'],
    [draft.files.some((file) => file.problem !== undefined), 'A file could not be sent'],
    [draft.files.some((file) => file.uploadId === undefined), 'Waits until the files are sent'],
    [!draft.files.some((file) => file.role === 'tracks'), 'Needs a file with tracks'],
    [draft.name.trim() === '', 'Needs a name'],
    [fpsFault(draft.fps) !== undefined, 'The rate is not a number'],
    [refusal !== undefined, 'The files cannot be read as they are'],
    [inspection === undefined, 'Waits until the files are read'],
    [draft.attest && toAttestation(draft) === undefined, 'Say what was done and by whom'],
  ];
  return reasons.find(([holds]) => holds)?.[1];
}

/** True for a refusal that the second step is about: how the tracks lie in time and space. */
export function isAboutPlace(refusal: Problem): boolean {
  return refusal.code === 'frame_mismatch' || refusal.code === 'space_mismatch' || refusal.field === 'fps';
}
