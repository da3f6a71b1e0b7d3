import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '../../..');
/** Implements `record` for the programs of the test: saves how they were started. */
const RECORD = `const record = (file) => require('node:fs').writeFileSync(file, JSON.stringify({ arguments: process.argv.slice(2), environment: process.env }));`;

/** How a program of the test was started. */
export interface Started {
  readonly arguments: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
}

/**
 * A project with the real scripts only. What they run (the builder, Electron, Xvfb) is replaced by programs of the test,
 * and they find no program of the system.
 */
export class BareProject {
  readonly folder = mkdtempSync(join(tmpdir(), 'keydesk-bare-'));
  private readonly programs = join(this.folder, 'programs');
  private readonly recordFile = join(this.folder, 'started.json');

  constructor() {
    cpSync(join(ROOT, 'scripts'), join(this.folder, 'scripts'), { recursive: true });
    for (const folder of ['electron', 'renderer', 'shared', 'tests', 'programs', 'node_modules/electron']) {
      mkdirSync(join(this.folder, folder), { recursive: true });
    }
    cpSync(join(ROOT, 'docs/faults.md'), join(this.folder, 'docs/faults.md'));
    for (const file of ['electron.vite.config.ts', 'package-lock.json']) {
      writeFileSync(join(this.folder, file), '');
    }
    writeFileSync(join(this.folder, 'package.json'), '{ "type": "module" }');
    writeFileSync(join(this.programs, 'package.json'), '{ "type": "commonjs" }');
    writeFileSync(join(this.folder, 'node_modules/electron/package.json'), '{ "version": "45.0.0" }');
    this.setBuilder('');
  }

  /** Replaces the build. @param code statements of a CommonJS module. */
  setBuilder(code: string): void {
    const folder = join(this.folder, 'node_modules/electron-vite');
    mkdirSync(join(folder, 'bin'), { recursive: true });
    writeFileSync(join(folder, 'bin/electron-vite.js'), code);
  }

  /** Adds or replaces a program. @param code statements of a CommonJS module; `record()` saves how it was started. */
  addProgram(name: string, code: string, mode = 0o755): void {
    const recording = `${RECORD}\nrecord(${JSON.stringify(this.recordFile)});`;
    const text = `#!${process.execPath}\n${code.replaceAll('record();', recording)}\n`;
    // The mode applies to new files only.
    rmSync(join(this.programs, name), { force: true });
    writeFileSync(join(this.programs, name), text, { mode });
  }

  /**
   * Runs a script to its end.
   * @param environment in addition to the location of the programs.
   * @param userId the user that the script runs as, as far as it can see.
   */
  run(
    script: string,
    parameters: readonly string[] = [],
    environment: Readonly<Record<string, string>> = {},
    userId = 0,
  ): { readonly status: number | null; readonly stdout: string; readonly stderr: string } {
    const user = `data:text/javascript,process.getuid=()=>${userId}`;
    return spawnSync(process.execPath, ['--import', user, join(this.folder, 'scripts', script), ...parameters], {
      cwd: this.folder,
      encoding: 'utf8',
      timeout: 30_000,
      env: { PATH: this.programs, HOME: this.folder, ELECTRON_OVERRIDE_DIST_PATH: this.programs, ...environment },
    });
  }

  /** How the last program that calls `record()` was started; `null` if none was. */
  started(): Started | null {
    return existsSync(this.recordFile) ? (JSON.parse(readFileSync(this.recordFile, 'utf8')) as Started) : null;
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
