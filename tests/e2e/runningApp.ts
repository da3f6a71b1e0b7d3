import type { Page } from '@playwright/test';

/** The running application, independent of its host. */
export interface RunningApp {
  readonly host: 'electron' | 'chromium';
  readonly page: Page;
  /** Process id of its main process. */
  readonly mainProcessId: number;
  /** Its data folder; the next start can use it again. */
  readonly userDataFolder: string;
  /** What another program would paste, as plain text. */
  readonly readClipboard: () => Promise<string>;
  /** Puts a text on the clipboard, as another program would. */
  readonly writeClipboard: (text: string) => Promise<void>;
  /** Simulates an event of the operating system. */
  readonly emitPowerEvent: (name: 'lock-screen') => Promise<void>;
  /** Simulates the time since the last use of keyboard and mouse, in seconds. */
  readonly setIdleSeconds: (seconds: number) => Promise<void>;
  /** Whether the window is excluded from screen captures. */
  readonly isContentProtected: () => Promise<boolean>;
  /** Makes every file dialog return this absolute path, or be cancelled for `null`. */
  readonly chooseFile: (file: string | null) => Promise<void>;
  /** Saves the contents of the page for the search for secrets, as closing does. */
  readonly keepPage: () => Promise<void>;
  /** Quits as a user would, and waits for the main process to exit. */
  readonly close: () => Promise<void>;
  /** Kills the main process, as a crash would, and waits for its exit. */
  readonly kill: () => Promise<void>;
}

/** What a host needs to start the compiled application. */
export interface HostLaunch {
  /** Absolute path of another folder of the project, whose build is started instead of this one's. */
  readonly application?: string | undefined;
  /** Switches of the application, without the one for the sandbox. */
  readonly switches: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  /** Size of the page in CSS pixels; `null` keeps the application's own. */
  readonly size: { readonly width: number; readonly height: number } | null;
  /**
   * Absolute path of the folder for `calls.jsonl` (messages between page and main) and `output.log` (output of the
   * processes); `null` saves neither.
   */
  readonly startFolder: string | null;
  /** Whether `calls.jsonl` is written. */
  readonly recordsCalls: boolean;
  /** Whether the Chromium host shows its window on the display of the environment; headless by default. */
  readonly isVisible?: boolean;
}
