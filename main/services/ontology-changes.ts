import type { OntologyVersion } from '#contract/entities/ontology-version';
import { err, ok, problem, type Result } from '#contract/errors';
import type { OntologyChanges } from '#contract/rpc/projects';
import { compareVersions, isAtLeast, levelOf, nextVersion } from '#ontology/compare-versions';
import { emptyLibrary, type Library } from '#ontology/library';
import { loadOntology } from '#ontology/load';

/** The version that a text of this name follows: the newest of those given, which stand newest first. */
export function versionBefore(
  versions: readonly OntologyVersion[],
  name: string,
): OntologyVersion | undefined {
  return versions.find((version) => version.name === name);
}

/** What is different in a text from the version before; nothing where one of them cannot be read. */
export function changesSince(
  before: OntologyVersion | undefined,
  text: string,
  library: Library = emptyLibrary,
): OntologyChanges {
  const was =
    before && loadOntology(before.text, undefined, { documents: before.dependencies ?? [] }).ontology;
  const is = loadOntology(text, undefined, library).ontology;
  if (before === undefined || was === undefined || is === undefined) return { changes: [] };
  const changes = compareVersions(was, is);
  const level = levelOf(changes);
  return {
    before: { id: before.id, name: before.name, version: before.version },
    level,
    leastVersion: nextVersion(before.version, level),
    changes: [...changes],
  };
}

/** Refuses a version number that says less than what has changed, or is not higher than the one before. */
export function checkVersionNumber(version: string, since: OntologyChanges): Result<void> {
  const { before, leastVersion, changes } = since;
  if (before === undefined || leastVersion === undefined || isAtLeast(version, leastVersion))
    return ok(undefined);
  const [heaviest] = changes;
  const why = heaviest === undefined ? 'Its text is another.' : heaviest.says;
  return err(
    problem(
      'bad_value',
      `After ${before.version} this must be ${leastVersion} at least, it is ${version}. ${why}`,
      {
        field: 'version',
        hint: `Write "version: ${leastVersion}".`,
      },
    ),
  );
}
