import { findElectronBinary } from '../../scripts/electronBinary.mjs';
import { hostEnvironment } from '../../scripts/hostEnvironment.mjs';
import { type Keyring, WITHOUT_KEYRING } from '../harness/keyring.ts';
import { createEvidenceFolder } from './evidence/evidenceFolder.ts';
import { isSecretKey, keepPage, searchFor } from './evidence/startEvidence.ts';
import { launchInChromium } from './launchInChromium.ts';
import { launchInElectron } from './launchInElectron.ts';
import type { HostLaunch, RunningApp } from './runningApp.ts';

export type { RunningApp } from './runningApp.ts';

/** How the application is started for a test. */
export interface LaunchOptions {
  /** Folder of an earlier start, to start again with its data; a new one when left out. */
  readonly userDataFolder?: string;
  /** A running keyring, or `'none'` for a machine without one. */
  readonly keyring: Keyring | 'none';
  /** Language of the system, BCP 47; `en` when left out. */
  readonly language?: string;
  /** Theme of the system; light when left out. */
  readonly theme?: 'light' | 'dark';
  /** Size of the page in CSS pixels; the application's own unless both are given. */
  readonly width?: number;
  readonly height?: number;
  /** Time zone of the system, IANA name; that of the tests when left out. */
  readonly timeZone?: string;
  /** The display server that Chromium is told to use, as Electron tells it on Linux; its own choice when left out. */
  readonly displayServer?: 'x11' | 'wayland';
  /** A link that the application is started with, as the operating system does. */
  readonly link?: string;
  /** False for a run so long that a record of its calls would fill the disk. */
  readonly recordsCalls?: boolean;
}

/**
 * Starts the compiled application in real Electron where its program is present, else in the Chromium host. What the
 * start shows and leaves behind is kept until the run ends, and then searched for secrets.
 */
export async function launchApp(options: LaunchOptions): Promise<RunningApp> {
  const {
    keyring,
    language = 'en',
    theme = 'light',
    width,
    height,
    timeZone,
    link,
    displayServer,
    recordsCalls = true,
  } = options;
  const userDataFolder = options.userDataFolder ?? createEvidenceFolder('data');
  const startFolder = createEvidenceFolder('start');
  const dark = theme === 'dark' ? ['--force-dark-mode'] : [];
  const launch: HostLaunch = {
    switches: [
      `--user-data-dir=${userDataFolder}`,
      `--lang=${language}`,
      ...dark,
      ...(displayServer === undefined ? [] : [`--ozone-platform=${displayServer}`]),
      ...(link === undefined ? [] : [link]),
    ],
    environment: {
      ...hostEnvironment(process.env),
      ...(keyring === 'none' ? WITHOUT_KEYRING : keyring.environment),
      LANGUAGE: language,
      ...(timeZone === undefined ? {} : { TZ: timeZone }),
    },
    size: width === undefined || height === undefined ? null : { width, height },
    startFolder,
    recordsCalls,
  };
  const binary = findElectronBinary();
  const launched = binary === null ? await launchInChromium(launch) : await launchInElectron(binary, launch);
  let lastSecret = '';
  return {
    ...launched,
    userDataFolder,
    readClipboard: async () => {
      const text = await launched.readClipboard();
      if (isSecretKey(text) && text !== lastSecret) {
        lastSecret = text;
        searchFor('a secret key from the clipboard', text);
      }
      return text;
    },
    keepPage: () => keepPage(launched.page, startFolder),
    close: async () => {
      await keepPage(launched.page, startFolder);
      await launched.close();
    },
  };
}
