import manifest from '../package.json' with { type: 'json' };

/** Version of the running code, as `package.json` says it: part of every lineage. */
export function codeVersion(): string {
  return `aftertrack ${manifest.version}`;
}
