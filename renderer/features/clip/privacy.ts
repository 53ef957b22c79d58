import type { Source } from '#contract/entities/source';

/** Why a clip is not shown, in a heading and a sentence; undefined where it may be. */
export interface Withheld {
  readonly title: string;
  readonly text: string;
  /** Whether an attestation would bring the picture back. */
  readonly attestable: boolean;
}

/** The reason to show no picture of this source: it has no clip, or the clip has not passed its privacy check. */
export function withheldReason(
  source: Pick<Source, 'clipSha256' | 'privacyState' | 'name'>,
): Withheld | undefined {
  if (source.clipSha256 === undefined)
    return {
      title: 'This source has no clip',
      text: `${source.name} was added as tracks only. They are shown on a plan; a decision made here is marked plan view.`,
      attestable: false,
    };
  if (source.privacyState === 'passed') return undefined;
  const known = source.privacyState === 'checked' ? 'was checked and has not passed' : 'has not been checked';
  return {
    title: `The clip is withheld: its anonymization ${known}`,
    text: 'Until it passes, no frame of it is drawn, exported, uploaded or made a thumbnail. An administrator who knows that it was anonymized before it was added can attest to that; the attestation is kept in the audit log.',
    attestable: true,
  };
}
