import { execFileSync } from 'node:child_process';
import { type LaunchOptions, launchApp } from '../e2e/launchApp.ts';
import { besideFolder, measuredFolder } from './benchRun.ts';
import type { StartApp } from './knownInstallation.ts';

/** A built KeyDesk that is measured, through what a user sees only: its calls and elements may be other ones. */
export interface Build {
  /** As it is called in the table. */
  readonly name: string;
  readonly start: StartApp;
}

/** The measured build, that of this folder unless `--build` names another one, and, after it, that of `--beside`. @param options for every start. */
export function listBuilds(options: LaunchOptions): readonly [own: Build, ...others: readonly Build[]] {
  const build = (name: string, application: string): Build => ({
    name,
    start: (userDataFolder) => launchApp({ ...options, recordsCalls: false, application, userDataFolder }),
  });
  return [
    build('KeyDesk', measuredFolder),
    ...(besideFolder === null ? [] : [build(`the build of ${commitOf(besideFolder)}`, besideFolder)]),
  ];
}

function commitOf(folder: string): string {
  return execFileSync('git', ['-C', folder, 'rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim();
}
