import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runInNewContext } from 'node:vm';
import { beforeAll, expect, it } from 'vitest';
import { ensureBuilt } from '../../../scripts/build.mjs';
import { CHANNELS } from '../../../shared/ipc/channels.ts';

const out = join(import.meta.dirname, '../../../out');

beforeAll(() => {
  ensureBuilt();
});

function builtFiles(folder: string): string[] {
  return readdirSync(join(out, folder), { recursive: true, encoding: 'utf8', withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name));
}

const read = (file: string) => readFileSync(file, 'utf8');

/** Names of XML, schemas and examples, and addresses in messages for developers: texts that nothing loads. */
const TEXTS =
  /^https?:\/\/(?:www\.w3\.org|json-schema\.org|mui\.com|react\.dev|react\.i18next\.com|platform\.example\.com)\//;

it('holds no address that could be loaded, whatever a library brings along', () => {
  const files = builtFiles('renderer').filter((file) => /\.(?:js|css|html)$/.test(file));
  expect(files.length).toBeGreaterThan(4);
  const addresses = files.flatMap((file) => read(file).match(/https?:\/\/[\w.-]*\w/g) ?? []);
  expect(addresses.length).toBeGreaterThan(5);
  expect([...new Set(addresses)].filter((address) => !TEXTS.test(`${address}/`))).toEqual([]);
});

it('loads its own files only, each by a relative address', () => {
  for (const file of builtFiles('renderer').filter((name) => /\.(?:html|css)$/.test(name))) {
    const loaded = [...read(file).matchAll(/(?:src|href)="([^"]*)"|url\(["']?([^)"']*)/g)];
    for (const [, attribute, url] of loaded) {
      expect(attribute ?? url).toMatch(/^(?:\.\/|data:|[\w-]+\.woff2)/);
    }
  }
});

it('has no source map, in no part of the application', () => {
  for (const folder of ['main', 'preload', 'renderer']) {
    const files = builtFiles(folder);
    expect(files.filter((file) => file.endsWith('.map'))).toEqual([]);
    expect(files.filter((file) => /\.c?js$/.test(file) && read(file).includes('sourceMappingURL'))).toEqual([]);
  }
});

it('exposes through the built preload the calls of the contract and the events, and nothing else', () => {
  const exposed = new Map<string, Record<string, object>>();
  const asked: string[] = [];
  const electron = {
    contextBridge: { exposeInMainWorld: (name: string, api: Record<string, object>) => exposed.set(name, api) },
    ipcRenderer: { invoke: () => Promise.resolve(), on: () => {}, removeListener: () => {} },
  };
  runInNewContext(read(join(out, 'preload', 'preload.cjs')), {
    require: (name: string) => {
      asked.push(name);
      return name === 'electron' ? electron : undefined;
    },
    exports: {},
    module: { exports: {} },
  });
  expect([...new Set(asked)]).toEqual(['electron']);
  expect([...exposed.keys()]).toEqual(['keydesk']);
  const members = Object.entries(exposed.get('keydesk') ?? {}).flatMap(([area, verbs]) =>
    Object.keys(verbs).map((verb) => `${area}:${verb}`),
  );
  expect(members.sort()).toEqual([...CHANNELS, 'events:subscribe'].sort());
});
