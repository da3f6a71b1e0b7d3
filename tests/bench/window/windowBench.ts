import type { Page } from '@playwright/test';
import { launchApp, type RunningApp } from '../../e2e/launchApp.ts';
import { type Keyring, startKeyring } from '../../harness/keyring.ts';
import { launchChromium } from '../../harness/launchChromium.ts';
import { progress } from '../benchRun.ts';
import { cacheList, type StartApp, startInstallation } from '../knownInstallation.ts';
import { readKeys } from '../readKeys.ts';
import type { Row } from '../table.ts';
import { type BaselineName, openBaseline, PAGE_SIZE } from './baselines.ts';
import type { BenchKey } from './pages/benchKey.ts';

/** Number of keys in the measured list. */
const KEYS = 100_000;
const LIST_LIMIT_MS = 300_000;

/** Measures one figure of the window, in turns with its baselines. */
export type Figure = (bench: WindowBench) => Promise<FigureResult>;

/** What a figure adds to the report: rows of the table, and lines below it. */
interface FigureResult {
  readonly rows: readonly Row[];
  readonly notes: readonly string[];
}

/** The windows and pages that the figures measure. Each is opened for the first figure that needs it. */
export class WindowBench {
  /** All keys of the installation, in its order. */
  readonly keys: readonly BenchKey[];
  /** Data folder of a KeyDesk that has cached all keys. */
  readonly #userDataFolder: string;
  readonly #keyring: Keyring;
  readonly #pages = new Map<BaselineName, Promise<Page>>();
  #window: Promise<RunningApp> | null = null;
  /** What runs the application, once it was started. */
  host: RunningApp['host'] | null = null;

  private constructor(keyring: Keyring, keys: readonly BenchKey[], userDataFolder: string) {
    this.#keyring = keyring;
    this.keys = keys;
    this.#userDataFolder = userDataFolder;
  }

  /** Starts an installation with all keys and makes KeyDesk cache them. */
  static async prepare(): Promise<WindowBench> {
    progress(`An installation with ${KEYS} keys`);
    const keyring = await startKeyring();
    const platform = await startInstallation(KEYS);
    const userDataFolder = await cacheList(starter(keyring), platform, KEYS);
    return new WindowBench(keyring, await readKeys(platform), userDataFolder);
  }

  /** Data folder of a KeyDesk that is connected to another installation. @param keys number of its keys. */
  async cacheAnother(keys: number): Promise<string> {
    return cacheList(starter(this.#keyring), await startInstallation(keys), keys);
  }

  /** Starts KeyDesk and waits for the current list of the installation. */
  async startWindow(userDataFolder = this.#userDataFolder): Promise<RunningApp> {
    const app = await starter(this.#keyring)(userDataFolder);
    this.host = app.host;
    await app.page.getByText(/^Live/).first().waitFor({ timeout: LIST_LIMIT_MS });
    return app;
  }

  /** The window with all keys. */
  window(): Promise<RunningApp> {
    this.#window ??= this.startWindow();
    return this.#window;
  }

  /** A page to compare with, which shows all keys. */
  page(name: BaselineName): Promise<Page> {
    const page = this.#pages.get(name) ?? this.#openPage(name);
    this.#pages.set(name, page);
    return page;
  }

  /** Closes the window. */
  async close(): Promise<void> {
    await (await this.#window)?.close();
    await this.#keyring.stop();
  }

  async #openPage(name: BaselineName): Promise<Page> {
    // Each in a browser of its own, as KeyDesk is.
    const browser = await launchChromium('--disable-gpu');
    return openBaseline(browser, name, JSON.stringify(this.keys));
  }
}

function starter(keyring: Keyring): StartApp {
  return (userDataFolder) => launchApp({ keyring, recordsCalls: false, ...PAGE_SIZE, userDataFolder });
}
