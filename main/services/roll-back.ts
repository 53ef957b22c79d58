import type { OntologyVersion } from '#contract/entities/ontology-version';
import { ok, refuse, type Result } from '#contract/errors';
import { createDiagnostics } from '#ontology/diagnostics';
import { readYaml } from '#ontology/yaml-source';
import { changesSince, versionBefore } from './ontology-changes.ts';

/** The text with another version number, and nothing else changed; undefined where it names none. */
export function withVersion(text: string, version: string): string | undefined {
  const range = readYaml(text, createDiagnostics(text))?.scalarRange(['version']);
  if (range === undefined) return undefined;
  return text.slice(0, range.start) + version + text.slice(range.end);
}

/**
 * The text of a version that undoes what came after `earlier`: its own, under the least number that the difference from the
 * newest version of its name asks for. `versions` stand newest first.
 */
export function rolledBackText(
  versions: readonly OntologyVersion[],
  earlier: OntologyVersion,
): Result<string> {
  const newest = versionBefore(versions, earlier.name);
  if (newest === undefined || newest.id === earlier.id)
    return refuse('invalid_state', `${earlier.name} ${earlier.version} is the newest version already.`);
  if (withVersion(earlier.text, newest.version) === newest.text)
    return refuse(
      'invalid_state',
      `${earlier.name} ${earlier.version} says the same as ${newest.version}, which is the newest.`,
    );
  const { leastVersion } = changesSince(newest, earlier.text);
  const text = leastVersion === undefined ? undefined : withVersion(earlier.text, leastVersion);
  return text === undefined
    ? refuse('invalid_state', `${earlier.name} ${earlier.version} can no longer be read.`)
    : ok(text);
}
