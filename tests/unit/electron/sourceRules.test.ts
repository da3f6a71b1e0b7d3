import { readdirSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '../../..');

interface Source {
  readonly file: string;
  readonly text: string;
}

/** The sources below some folders of the project without their comments, by path with forward slashes. */
function sourcesIn(...folders: readonly string[]): readonly Source[] {
  return folders.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.(tsx?|html|css)$/.test(file))
      .map((file) => ({
        file: `${folder}/${file.split(sep).join('/')}`,
        text: readFileSync(join(root, folder, file), 'utf8').replaceAll(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, ''),
      })),
  );
}

const main = sourcesIn('electron', 'shared');
const everything = [...main, ...sourcesIn('renderer')];
const packaging = ['electron-builder.yml', 'electron.vite.config.ts', 'package.json'].map((file) => ({
  file,
  text: readFileSync(join(root, file), 'utf8'),
}));

/** Where a pattern occurs, as `file: text`. */
function occurrences(sources: readonly Source[], pattern: RegExp): string[] {
  return sources.flatMap(({ file, text }) => [...text.matchAll(pattern)].map(([found]) => `${file}: ${found}`));
}

it('looks at all sources', () => {
  expect(everything.length).toBeGreaterThan(150);
  expect(occurrences(everything, /createRoot\(container\)/g)).toHaveLength(1);
});

describe('the window', () => {
  it('is made in one place, with an inline literal', () => {
    expect(occurrences(main, /new (?:\w+\.)*BrowserWindow\b/g)).toEqual(['electron/window.ts: new BrowserWindow']);
    expect(occurrences(main, /new BrowserWindow\(\{\n/g)).toHaveLength(1);
    expect(occurrences(main, /webPreferences: \{\n/g)).toHaveLength(1);
  });

  it.each([/\b(?:WebContentsView|BrowserView)\b/g, /webContents\.create|webContents\.fromId/g])(
    'is not gone round by %s',
    (pattern) => {
      expect(occurrences(main, pattern)).toEqual([]);
    },
  );

  it('loads nothing but addresses of our scheme', () => {
    expect(occurrences(everything, /\bloadFile\b|['"`]file:/g)).toEqual([]);
    expect(occurrences(main, /\bloadURL\((.*?)\)/g).sort()).toEqual([
      'electron/pageRecovery.ts: loadURL(url)',
      'electron/window.ts: loadURL(APP_URL)',
    ]);
  });
});

describe('what would weaken Chromium or Electron', () => {
  it('is no switch of a package or of the sources', () => {
    const pattern =
      /--no-sandbox|--?disable-setuid-sandbox|--ignore-certificate-errors|--remote-debugging-port|appendSwitch|appendArgument/g;
    expect(occurrences([...everything, ...packaging], pattern)).toEqual([]);
  });

  it.each([
    ['blink features', /(?:en|dis)ableBlinkFeatures/g],
    ['privileges of a scheme', /bypassCSP|allowServiceWorkers|allowExtensions|corsEnabled|codeCache:/g],
    ['certificates that are accepted', /rejectUnauthorized|setCertificateVerifyProc|['"]certificate-error['"]/g],
    ['crash dumps, which hold memory', /crashReporter/g],
    ['the system opening addresses', /openExternal|openPath|\bshell\b.*from 'electron'/g],
    ['the old remote and synchronous doors', /@electron\/remote|sendSync|ipcMain\.on\(/g],
    ['code from a page run in the page', /executeJavaScript|insertCSS/g],
  ])('%s: nowhere', (_name, pattern) => {
    expect(occurrences(main, pattern)).toEqual([]);
  });

  it('derives keys in a thread only, since BoringSSL blocks the one that calls', () => {
    expect(occurrences(main, /\bscrypt(?:Sync)?\b[^;]*from 'node:crypto'|crypto\.scrypt/g)).toEqual([]);
  });

  it('registers calls in one file; the settings store only takes a foreign listener away', () => {
    expect(occurrences(main, /\bipcMain\.\w+/g).sort()).toEqual([
      'electron/adapters/files/electronSettingsStore.ts: ipcMain.removeAllListeners',
      'electron/ipc/register.ts: ipcMain.handle',
    ]);
  });

  it('asks the keychain for single items only: listing them crashes on a locked keyring', () => {
    expect(occurrences(main, /\.find(?:Credentials|Password)\b/g)).toEqual([]);
  });
});

describe('the page', () => {
  const renderer = sourcesIn('renderer');

  it.each([
    ['markup from text', /dangerouslySetInnerHTML|\.(?:inner|outer)HTML\b|insertAdjacentHTML|document\.write|srcdoc/gi],
    ['code from text', /\beval\(|new Function\b|set(?:Timeout|Interval)\(['"`]/g],
    ['the network', /\bfetch\(|XMLHttpRequest|WebSocket|EventSource|sendBeacon/g],
    ['the clipboard', /navigator\.clipboard|execCommand/g],
    ['storage', /localStorage|sessionStorage|indexedDB|document\.cookie/g],
    ['addresses that load something', /(?:src|href|action)=["'{`]+https?:|url\(["']?https?:|@import ["']https?:/g],
  ])('has no use for %s', (_name, pattern) => {
    expect(occurrences(renderer, pattern)).toEqual([]);
  });
});
