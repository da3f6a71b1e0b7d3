import type { Page } from '@playwright/test';
import type { RunningApp } from '../../e2e/launchApp.ts';
import { type Keyring, startKeyring } from '../../harness/keyring.ts';
import { launchChromium } from '../../harness/launchChromium.ts';
import { progress } from '../benchRun.ts';
import { type Build, listBuilds } from '../builds.ts';
import { cacheList, startInstallation } from '../knownInstallation.ts';
import { readKeys } from '../readKeys.ts';
import type { Row } from '../table.ts';
import { type BaselineName, openBaseline, PAGE_SIZE } from './baselines.ts';
import type { BenchKey } from './pages/benchKey.ts';

/** Number of keys in the measured list. */
const KEYS = 100_000;
const LIST_LIMIT_MS = 300_000;

/** A build with the data folder in which it has cached all keys. */
type CachedBuild = Build & { readonly userDataFolder: string };

/** Measures one figure of the window, in turns with its baselines. */
export type Figure = (bench: WindowBench) => Promise<FigureResult>;

/** What a figure adds to the report: rows of the table, and lines below it. */
interface FigureResult {
  readonly rows: readonly Row[];
  readonly notes: readonly string[];
}

/** A KeyDesk that shows all keys. */
interface MeasuredWindow {
  readonly name: string;
  readonly page: Page;
}

/** The windows and pages that the figures measure. Each is opened for the first figure that needs it. */
export class WindowBench {
  /** All keys of the installation, in its order. */
  readonly keys: readonly BenchKey[];
  readonly #keyring: Keyring;
  readonly #builds: readonly CachedBuild[];
  readonly #pages = new Map<BaselineName, Promise<Page>>();
  #windows: readonly RunningApp[] = [];
  /** What runs the application, once it was started. */
  host: RunningApp['host'] | null = null;

  private constructor(keyring: Keyring, keys: readonly BenchKey[], builds: readonly CachedBuild[]) {
    this.#keyring = keyring;
    this.keys = keys;
    this.#builds = builds;
  }

  /** Starts an installation with all keys and makes each build cache them. */
  static async prepare(): Promise<WindowBench> {
    progress(`An installation with ${KEYS} keys`);
    const keyring = await startKeyring();
    const platform = await startInstallation(KEYS);
    const builds: CachedBuild[] = [];
    for (const build of listBuilds({ keyring, ...PAGE_SIZE })) {
      builds.push({ ...build, userDataFolder: await cacheList(build.start, platform, KEYS) });
    }
    return new WindowBench(keyring, await readKeys(platform), builds);
  }

  /** Data folder of a KeyDesk that is connected to another installation. @param keys number of its keys. */
  async cacheAnother(keys: number): Promise<string> {
    return cacheList(this.#own.start, await startInstallation(keys), keys);
  }

  /** Starts this build and waits for the current list of an installation. @param userDataFolder of all keys by default. */
  async startWindow(userDataFolder?: string): Promise<RunningApp> {
    return this.#open({ ...this.#own, ...(userDataFolder === undefined ? {} : { userDataFolder }) });
  }

  /** The windows with all keys: that of this build and, after it, that of the other one, if there is one. */
  async windows(): Promise<readonly [MeasuredWindow, MeasuredWindow?]> {
    if (this.#windows.length === 0) {
      this.#windows = await Promise.all(this.#builds.map((build) => this.#open(build)));
    }
    const [own, other] = this.#builds.map(({ name }, place) => ({ name, page: this.#windows[place]?.page as Page }));
    return other === undefined ? [own as MeasuredWindow] : [own as MeasuredWindow, other];
  }

  /** The window of this build, without the other one, which would receive the changes too. */
  async onlyWindow(): Promise<MeasuredWindow> {
    const [own] = await this.windows();
    await Promise.all(this.#windows.slice(1).map((window) => window.close()));
    this.#windows = this.#windows.slice(0, 1);
    return own;
  }

  /** A page to compare with, which shows all keys. */
  page(name: BaselineName): Promise<Page> {
    const page = this.#pages.get(name) ?? this.#openPage(name);
    this.#pages.set(name, page);
    return page;
  }

  /** Closes the windows. */
  async close(): Promise<void> {
    await Promise.all(this.#windows.map((window) => window.close()));
    await this.#keyring.stop();
  }

  get #own(): CachedBuild {
    return this.#builds[0] as CachedBuild;
  }

  async #open({ start, userDataFolder }: CachedBuild): Promise<RunningApp> {
    const app = await start(userDataFolder);
    this.host = app.host;
    await app.page.getByText(/^Live/).first().waitFor({ timeout: LIST_LIMIT_MS });
    return app;
  }

  async #openPage(name: BaselineName): Promise<Page> {
    // Each in a browser of its own, as KeyDesk is.
    const browser = await launchChromium('--disable-gpu');
    return openBaseline(browser, name, JSON.stringify(this.keys));
  }
}
