import { SAMPLE_CONNECTION_ID } from '../../../shared/model/connection.ts';
import type { Language } from '../../../shared/model/language.ts';
import { reminderTexts } from '../../../shared/reminderTexts/reminderTexts.ts';
import { AppError } from '../../../shared/result.ts';
import type { CalendarEvent, CalendarFormat, Clock } from '../../ports.ts';
import { type CalendarSource, calendarEvents } from './calendarEvents.ts';

/** What is known about the keys of the connections without a request. */
interface CalendarKeys {
  /** Ids of the connections, the sample platform included. */
  readonly connectionIds: () => readonly string[];
  /** `null` if the stored list of the connection is damaged, so that nothing is known about its keys. */
  readonly sourceOf: (connectionId: string) => Promise<CalendarSource | null>;
  /** Changes whenever {@link sourceOf} may return something else. */
  readonly versionOf: (connectionId: string) => readonly unknown[];
}

/** Dependencies of {@link CalendarContent}. */
export interface CalendarContentOptions {
  readonly keys: CalendarKeys;
  readonly format: CalendarFormat;
  readonly language: () => Language;
  readonly clock: Clock;
}

/**
 * What is in the calendar file of a connection; of all connections that the user added if the id is `null`. The keys of the
 * sample platform are in a calendar only if it is asked for by name.
 */
export class CalendarContent {
  readonly #options: CalendarContentOptions;

  constructor(options: CalendarContentOptions) {
    this.#options = options;
  }

  /** Whether there is such a connection. */
  isKnown(connectionId: string | null): boolean {
    return connectionId === null || this.#options.keys.connectionIds().includes(connectionId);
  }

  /** @throws AppError `CONNECTION_UNKNOWN`. */
  assertKnown(connectionId: string | null): void {
    if (!this.isKnown(connectionId)) {
      throw new AppError('CONNECTION_UNKNOWN', 'There is no such connection.');
    }
  }

  /** Returns the events, one for each key; `null` if the stored list of one of the connections is damaged. */
  async events(connectionId: string | null): Promise<readonly CalendarEvent[] | null> {
    const { keys, language, clock } = this.#options;
    // Two connections may lead to the same installation.
    const events = new Map<string, CalendarEvent>();
    for (const id of this.#ids(connectionId)) {
      const source = await keys.sourceOf(id);
      if (source === null) {
        return null;
      }
      for (const event of calendarEvents(source, language(), clock.now())) {
        events.set(event.uid, events.get(event.uid) ?? event);
      }
    }
    return [...events.values()];
  }

  /** Returns the text of a file with these events. */
  textOf(events: readonly CalendarEvent[]): string {
    const { format, clock } = this.#options;
    const language = this.#options.language();
    return format.textOf({ name: reminderTexts(language).calendar, language, events, madeAt: clock.now() });
  }

  /** What {@link events} depends on, the day included: a key that expired yesterday is left out. */
  version(connectionId: string | null): readonly unknown[] {
    const { keys, language, clock } = this.#options;
    const versions = this.#ids(connectionId).flatMap((id) => [id, ...keys.versionOf(id)]);
    return [language(), new Date(clock.now()).toDateString(), ...versions];
  }

  #ids(connectionId: string | null): readonly string[] {
    const ids = this.#options.keys.connectionIds();
    return ids.filter((id) => (connectionId === null ? id !== SAMPLE_CONNECTION_ID : id === connectionId));
  }
}
