import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '../../..');
/** What a stand-in program does with `record`: notes how it was started. */
const RECORD = `const record = (file) => require('node:fs').writeFileSync(file, JSON.stringify({ arguments: process.argv.slice(2), environment: process.env }));`;

/** How a stand-in program was started. */
export interface Started {
  readonly arguments: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
}

/**
 * A project of nothing but the real scripts: what they run (the builder, Electron, Xvfb) are stand-ins, and no program
 * of the system can be found by them.
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

  /** Has the build do something. @param code statements of a CommonJS module. */
  setBuilder(code: string): void {
    const folder = join(this.folder, 'node_modules/electron-vite');
    mkdirSync(join(folder, 'bin'), { recursive: true });
    writeFileSync(join(folder, 'bin/electron-vite.js'), code);
  }

  /** Puts a program where the scripts find it. @param code statements of a CommonJS module; `record()` notes its start. */
  addProgram(name: string, code: string, mode = 0o755): void {
    const recording = `${RECORD}\nrecord(${JSON.stringify(this.recordFile)});`;
    const text = `#!${process.execPath}\n${code.replaceAll('record();', recording)}\n`;
    writeFileSync(join(this.programs, name), text, { mode });
  }

  /**
   * Runs a script to its end.
   * @param environment beside the place of the stand-ins, and nothing else.
   * @param userId which user the script takes itself for, whoever runs the tests.
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

  /** How the last stand-in that calls `record()` was started; `null` when none was. */
  started(): Started | null {
    return existsSync(this.recordFile) ? (JSON.parse(readFileSync(this.recordFile, 'utf8')) as Started) : null;
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
