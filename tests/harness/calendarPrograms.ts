import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** An event as a program lists it. */
export interface ListedEvent {
  /** `2028-02-29`. */
  readonly day: string;
  readonly title: string;
}

/** A calendar program with a calendar of its own, in a time zone. */
export interface CalendarProgram {
  /** Imports a file as a user does who has done it before: without a question. */
  import(file: string): void;
  /** Returns the events of a period of two years, in the order of the program. */
  list(from: string): readonly ListedEvent[];
  /** Removes its calendar. */
  remove(): void;
}

/** Starts with an empty calendar in khal. Needs the package khal. @param zone IANA name of a time zone. */
export function openKhal(zone: string): CalendarProgram {
  const folder = mkdtempSync(join(tmpdir(), 'keydesk-khal-'));
  const [calendar, settings] = [join(folder, 'calendar'), join(folder, 'config')];
  mkdirSync(calendar);
  const formats = ['date', 'longdate', 'datetime', 'longdatetime'].map((name) => `${name}format = %Y-%m-%d\n`);
  writeFileSync(
    settings,
    `[calendars]\n[[keydesk]]\npath = ${calendar}\n[default]\ndefault_calendar = keydesk\n` +
      `[sqlite]\npath = ${join(folder, 'khal.db')}\n` +
      `[locale]\nlocal_timezone = ${zone}\ndefault_timezone = ${zone}\n${formats.join('')}`,
  );
  const run = runIn(folder, zone);
  return {
    import: (file) => void run('khal', ['-c', settings, 'import', '--batch', '-a', 'keydesk', file]),
    list: (from) => {
      const format = ['--day-format', '', '--format', '{start-date}\t{title}\v'];
      const listed = run('khal', ['-c', settings, 'list', ...format, from, '731d']);
      return listed
        .split('\v')
        .map((line) => line.replace(/^\n/, '').split('\t'))
        .flatMap(([day = '', title]) => (title === undefined ? [] : [{ day, title }]));
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** Starts with an empty calendar in calcurse. Needs the package calcurse. @param zone IANA name of a time zone. */
export function openCalcurse(zone: string): CalendarProgram {
  const folder = mkdtempSync(join(tmpdir(), 'keydesk-calcurse-'));
  const run = runIn(folder, zone);
  return {
    import: (file) => void run('calcurse', ['-D', folder, '-i', file]),
    list: (from) => {
      // An event on the day on which summer time ends, which has 25 hours, is to calcurse one that recurs until that day.
      const formats = ['--format-event', '\t%m\v', '--format-recur-event', '\t%m\v'];
      const query = ['--from', toAmerican(from), '--days', '731', ...formats];
      const listed = run('calcurse', ['-D', folder, '-Q', '--filter-type', 'cal', ...query]);
      // Each day begins with a line like `02/29/28:`.
      let day = '';
      return listed.split('\v').flatMap((part) => {
        const [before = '', title] = part.split('\t');
        const [, month, date, year] = /(\d\d)\/(\d\d)\/(\d\d):/.exec(before) ?? [];
        day = month === undefined ? day : `20${year}-${month}-${date}`;
        return title === undefined ? [] : [{ day, title }];
      });
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

function toAmerican(day: string): string {
  const [year, month, date] = day.split('-');
  return `${month}/${date}/${year}`;
}

/** Runs programs with a home folder of their own. They throw if a program fails. */
function runIn(home: string, TZ: string): (command: string, parameters: readonly string[]) => string {
  const env = { PATH: process.env.PATH, HOME: home, XDG_DATA_HOME: home, XDG_CONFIG_HOME: home, TZ, LC_ALL: 'C.UTF-8' };
  return (command, parameters) =>
    execFileSync(command, parameters, { env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
}
