import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const root = join(import.meta.dirname, '../../..');

interface Manifest {
  readonly dependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
  readonly allowScripts: Readonly<Record<string, boolean>>;
}

interface LockedPackage {
  readonly name?: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly integrity?: string;
  readonly link?: boolean;
  readonly hasInstallScript?: boolean;
}

const manifest: Manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const lock: { readonly lockfileVersion: number; readonly packages: Readonly<Record<string, LockedPackage>> } =
  JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
const all = { ...manifest.dependencies, ...manifest.devDependencies };
const EXACT = /^(?:npm:@?[\w./-]+@)?\d+\.\d+\.\d+$/;

/**
 * Stable majors of Electron that get security fixes, the latest three. To be renewed with each major.
 * Source: https://www.electronjs.org/docs/latest/tutorial/electron-timelines
 */
const SUPPORTED = { asOf: '2026-11', majors: [45, 44, 43] };

it('names every version exactly', () => {
  expect(Object.entries(all).filter(([, version]) => !EXACT.test(version))).toEqual([]);
});

it('has a lock file of the same versions, with a digest of every package', () => {
  expect(lock.lockfileVersion).toBe(3);
  const { '': own, ...installed } = lock.packages;
  expect({ ...own?.dependencies, ...own?.devDependencies }).toEqual(all);
  expect(
    Object.entries(installed).filter(([, { integrity, link }]) => link !== true && integrity === undefined),
  ).toEqual([]);
});

it(`uses an Electron that was supported in ${SUPPORTED.asOf}`, () => {
  expect(all.electron).toMatch(/^\d+\.\d+\.\d+$/);
  expect(SUPPORTED.majors).toContain(Number(all.electron?.split('.')[0]));
});

it('lets packages run scripts at installation only where that is needed', () => {
  // `node` fetches the Node that everything runs on. keytar brings its binaries; the other makes installers of a kind
  // that is not made here.
  // swc brings its binary as a package for each platform.
  expect(manifest.allowScripts).toEqual({
    node: true,
    '@swc/core': false,
    '@github/keytar': false,
    'electron-winstaller': false,
  });
  const withScripts = Object.entries(lock.packages)
    .filter(([, { hasInstallScript }]) => hasInstallScript === true)
    .map(([path, { name }]) => name ?? path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length));
  const decided = Object.keys(manifest.allowScripts);
  expect([...new Set(withScripts)].filter((name) => !decided.includes(name))).toEqual([]);
});
