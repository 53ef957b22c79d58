import { basename } from 'node:path';
import { ok, refuse, type Result } from '#contract/errors';
import type { SourceFileRole } from '#contract/entities/source';
import { textFormats } from './formats.ts';
import type { InputPart } from './input-part.ts';

export type PartOf = (role: SourceFileRole) => InputPart | undefined;

/** Whether some format reads the one file together with the other. */
function belongTogether(one: InputPart, other: InputPart): boolean {
  const names = [basename(one.path), basename(other.path)] as const;
  return textFormats.some((format) => format.sideFiles?.(names[0], [names[1]]).includes(names[1]) === true);
}

/** The files of a source by what they are for; of tracks there may be several, where a format reads them together. */
export function findParts(parts: readonly InputPart[]): Result<PartOf> {
  const byRole = new Map<SourceFileRole, InputPart>();
  for (const part of parts) {
    const other = byRole.get(part.role);
    if (other === undefined) byRole.set(part.role, part);
    else if (part.role !== 'tracks' || !belongTogether(other, part))
      return refuse(
        'bad_request',
        `There are two files for ${part.role}: ${other.label} and ${part.label}.`,
        { file: part.label, field: part.role },
      );
  }
  return ok((role) => byRole.get(role));
}
