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
  /** Absolute path of another folder of the project, whose build is started instead of this one's. */
  readonly application?: string | undefined;
  /** Data folder of an earlier start; a new one by default. */
  readonly userDataFolder?: string | undefined;
  /** A running keyring, or `'none'` for a machine without one. */
  readonly keyring: Keyring | 'none';
  /** Language of the system, BCP 47; `en` by default. */
  readonly language?: string;
  /** Theme of the system; light by default. */
  readonly theme?: 'light' | 'dark';
  /** Size of the page in CSS pixels; the application's own unless both are given. */
  readonly width?: number;
  readonly height?: number;
  /** A link to start the application with, as the operating system does. */
  readonly link?: string;
  /** False for a run so long that a record of its calls would fill the disk. */
  readonly recordsCalls?: boolean;
}

/**
 * Starts the compiled application in Electron if its binary is present, otherwise in the Chromium host. What the start
 * shows and writes is saved until the end of the run, and then searched for secrets.
 */
export async function launchApp(options: LaunchOptions): Promise<RunningApp> {
  const { keyring, language = 'en', theme = 'light', width, height, link, recordsCalls = true } = options;
  const userDataFolder = options.userDataFolder ?? createEvidenceFolder('data');
  const startFolder = createEvidenceFolder('start');
  const launch: HostLaunch = {
    application: options.application,
    switches: [
      `--user-data-dir=${userDataFolder}`,
      `--lang=${language}`,
      ...(theme === 'dark' ? ['--force-dark-mode'] : []),
      ...(link === undefined ? [] : [link]),
    ],
    environment: {
      ...hostEnvironment(process.env),
      ...(keyring === 'none' ? WITHOUT_KEYRING : keyring.environment),
      LANGUAGE: language,
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
