/** What differs between Electron, the loopback server and the command line. Nothing else does. */
export interface Host {
  readonly kind: 'electron' | 'loopback' | 'cli';
  /** Absolute folder of the workspace: `workspace.db`, `objects/`, `cache/`, `exports/`. */
  readonly workspaceFolder: string;
  /** Absolute folder of shipped resources (sample clip, icons). */
  readonly resourcesFolder: string;
  /** Absolute folder of the built renderer. */
  readonly rendererFolder: string;
  /** Opens a web page or a folder in the system's own program; resolves false where there is none. */
  openExternal(target: string): Promise<boolean>;
}
