import type { Page } from '@playwright/test';

/** The running application, the same whichever host runs it. */
export interface RunningApp {
  readonly host: 'electron' | 'chromium';
  readonly page: Page;
  /** Process id of its main process. */
  readonly mainProcessId: number;
  /** Its data folder; given to the next start, that one goes on with the data of this. */
  readonly userDataFolder: string;
  /** What another program would paste, as plain text. */
  readonly readClipboard: () => Promise<string>;
  /** Puts a text on the clipboard, as another program would. */
  readonly writeClipboard: (text: string) => Promise<void>;
  /** Gives the window the focus, or takes it away as another program would. */
  readonly setFocused: (isFocused: boolean) => Promise<void>;
  /** Has the system say that its screen is locked or that it goes to sleep. */
  readonly emitPowerEvent: (name: 'lock-screen' | 'suspend') => Promise<void>;
  /** Has the system say that keyboard and mouse were not used for so many seconds. */
  readonly setIdleSeconds: (seconds: number) => Promise<void>;
  /** Whether the window is kept out of screen captures. */
  readonly isContentProtected: () => Promise<boolean>;
  /** Answers every file dialog from now on with this absolute path, or cancels it for `null`. */
  readonly chooseFile: (file: string | null) => Promise<void>;
  /** Keeps what the page holds now for the search for secrets, as closing does. */
  readonly keepPage: () => Promise<void>;
  /** Quits as a user would and waits until the main process is gone. */
  readonly close: () => Promise<void>;
  /** Ends the main process at once, as a crash would, and waits until it is gone. */
  readonly kill: () => Promise<void>;
}

/** What a host needs to start the compiled application. */
export interface HostLaunch {
  /** Switches for the application, the one about the sandbox left out. */
  readonly switches: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  /** Size of the page in CSS pixels; `null` leaves what the application chose. */
  readonly size: { readonly width: number; readonly height: number } | null;
  /**
   * Absolute path of the folder for `calls.jsonl` (what page and main told each other) and `output.log` (what the
   * processes printed); `null` keeps neither.
   */
  readonly startFolder: string | null;
  /** Whether `calls.jsonl` is kept as well. */
  readonly recordsCalls: boolean;
}
