import type { CalendarFile, CalendarState } from '../../../shared/model/calendar.ts';
import { AppError } from '../../../shared/result.ts';
import type { CalendarFormat, Clock, FileDialogs, Logger, Publish, UserFiles } from '../../ports.ts';
import { completeName } from '../files/completeName.ts';
import type { CalendarContent } from './calendarContent.ts';
import { CALENDAR_FILE } from './calendarExport.ts';

/** Interval in ms at which the lists are compared. A list that changes is written once it was the same twice. */
export const CALENDAR_CHECK_MS = 5_000;
/** A list that keeps changing is written after this time, in milliseconds. */
const MAX_WAIT_MS = 60_000;
/** Interval in ms at which a file that could not be written, or is gone, is written again. */
export const CALENDAR_RETRY_MS = 60_000;
/** Maximum size of a file that is compared, in bytes. */
const MAX_FILE_BYTES = 100 * 1024 * 1024;

/** Dependencies of {@link KeptCalendar}. */
export interface KeptCalendarOptions {
  readonly content: CalendarContent;
  readonly format: Pick<CalendarFormat, 'isSame'>;
  readonly fileDialogs: FileDialogs;
  readonly userFiles: UserFiles;
  /** The file in the settings. `set` throws AppError `SETTINGS_NOT_SAVED`. */
  readonly setting: { readonly get: () => CalendarFile | null; readonly set: (file: CalendarFile | null) => void };
  readonly clock: Clock;
  readonly logger: Logger;
  readonly publish: Publish;
}

/** What is known about the file. */
interface FileState {
  /** Its text as last written or read; `null` if unknown. */
  readonly text: string | null;
  /** Version of the content that it was last compared with. */
  readonly version: readonly unknown[] | null;
  readonly events: number | null;
  readonly problem: { readonly code: string | null } | null;
}
const UNKNOWN: FileState = { text: null, version: null, events: null, problem: null };

/**
 * A calendar file that is kept up to date while KeyDesk runs, for programs that read it again when it changes. It is written
 * only if its events have changed, and again every minute after an error or if it is gone.
 */
export class KeptCalendar {
  readonly #options: KeptCalendarOptions;
  #file = UNKNOWN;
  /** The version seen last, and since when it differs from that of the file. */
  #seen: { readonly version: readonly unknown[]; readonly since: number } | null = null;
  #lastTry = Number.NEGATIVE_INFINITY;
  #cancelTimer: (() => void) | null = null;
  #working: Promise<unknown> = Promise.resolve();
  #isClosed = false;

  constructor(options: KeptCalendarOptions) {
    this.#options = options;
  }

  /** State for the window. */
  get state(): CalendarState {
    const file = this.#options.setting.get();
    return { kept: file === null ? null : { ...file, events: this.#file.events, problem: this.#file.problem } };
  }

  /**
   * Asks for a folder, writes a calendar file in it and keeps it up to date from now on. It gets a name that no file has.
   * @param connectionId as for {@link CalendarContent}.
   * @returns the state; unchanged if cancelled.
   * @throws AppError `FILE_NOT_SAVED`, `CONNECTION_UNKNOWN`, `SETTINGS_NOT_SAVED`; the setting is then unchanged.
   */
  async keep(connectionId: string | null): Promise<CalendarState> {
    const { content, fileDialogs, userFiles, setting, publish } = this.#options;
    content.assertKnown(connectionId);
    const folder = await fileDialogs.chooseFolder();
    if (folder !== null) {
      await this.#afterWork(async () => {
        const { name, extension } = CALENDAR_FILE;
        const file = await completeName(userFiles.pathIn(folder, name), extension, userFiles);
        const version = content.version(connectionId);
        const events = (await content.events(connectionId)) ?? [];
        const text = content.textOf(events);
        await userFiles.write(file, text);
        setting.set({ file, connectionId });
        this.#file = { text, version, events: events.length, problem: null };
      });
      publish('calendar:changed');
    }
    return this.state;
  }

  /** Keeps the file up to date no longer. The file stays as it is. */
  async stop(): Promise<CalendarState> {
    await this.#afterWork(async () => {
      this.#options.setting.set(null);
      this.#file = UNKNOWN;
    });
    this.#options.publish('calendar:changed');
    return this.state;
  }

  /** Starts to compare the lists with the file. No-op if it has started. */
  start(): void {
    if (this.#cancelTimer === null && !this.#isClosed) {
      this.#checkLater();
    }
  }

  /** Writes what has changed, if it was started, and ends. Never rejects. */
  async close(): Promise<void> {
    const { content, setting } = this.#options;
    this.#isClosed = true;
    this.#cancelTimer?.();
    await this.#afterWork(async () => {
      const file = setting.get();
      if (
        file !== null &&
        this.#cancelTimer !== null &&
        !isSame(content.version(file.connectionId), this.#file.version)
      ) {
        await this.#write(file);
      }
    }).catch(() => {});
  }

  #checkLater(): void {
    this.#cancelTimer = this.#options.clock.schedule(CALENDAR_CHECK_MS, () => {
      void this.#afterWork(() => this.#check())
        .catch((error: unknown) => this.#options.logger.error('The calendar file could not be compared', { error }))
        .finally(() => {
          if (!this.#isClosed) {
            this.#checkLater();
          }
        });
    });
  }

  /** Runs one after the other what uses the file. */
  #afterWork(work: () => Promise<void>): Promise<void> {
    const result = this.#working.then(work);
    this.#working = result.catch(() => {});
    return result;
  }

  async #check(): Promise<void> {
    const { content, clock, userFiles, setting } = this.#options;
    const file = setting.get();
    if (file === null) {
      return;
    }
    const now = clock.now();
    const version = content.version(file.connectionId);
    if (!isSame(version, this.#file.version)) {
      const isQuiet = this.#seen !== null && isSame(version, this.#seen.version);
      const since = this.#seen?.since ?? now;
      this.#seen = { version, since };
      if (isQuiet || Math.abs(now - since) >= MAX_WAIT_MS) {
        await this.#write(file);
      }
    } else if (Math.abs(now - this.#lastTry) >= CALENDAR_RETRY_MS) {
      this.#lastTry = now;
      if (this.#file.problem !== null || !(await userFiles.exists(file.file))) {
        await this.#write(file);
      }
    }
  }

  async #write({ file, connectionId }: CalendarFile): Promise<void> {
    const { content, clock, publish, setting } = this.#options;
    const before = this.#file;
    const version = content.version(connectionId);
    const events = await content.events(connectionId);
    this.#seen = null;
    this.#lastTry = clock.now();
    this.#file = { ...before, version };
    if (events === null) {
      // The stored list of a connection is damaged: its events stay in the file until the list was fetched again.
      return;
    }
    try {
      const text = await this.#writeIfChanged(file, content.textOf(events));
      this.#file = { text, version, events: events.length, problem: null };
      if (!content.isKnown(connectionId)) {
        // Its connection was removed: the file has no events any more, and will have none.
        setting.set(null);
      }
    } catch (error) {
      const code = (error instanceof AppError ? error.detail : undefined) ?? null;
      this.#file = { ...before, version, problem: { code } };
    }
    if (this.#file.events !== before.events || this.#file.problem?.code !== before.problem?.code) {
      publish('calendar:changed');
    }
  }

  /** Writes the file unless it holds the same events. Returns the text that it has. @throws AppError `FILE_NOT_SAVED`. */
  async #writeIfChanged(file: string, text: string): Promise<string> {
    const { userFiles, format } = this.#options;
    const isThere = await userFiles.exists(file);
    const before = this.#file.text ?? (isThere ? await userFiles.read(file, MAX_FILE_BYTES).catch(() => null) : null);
    if (isThere && before !== null && format.isSame(text, before)) {
      return before;
    }
    await userFiles.write(file, text);
    return text;
  }
}

function isSame(one: readonly unknown[], other: readonly unknown[] | null): boolean {
  return other !== null && one.length === other.length && one.every((value, index) => value === other[index]);
}
