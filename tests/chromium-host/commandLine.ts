/** The switches of the host; each means what it means to Electron. */
export interface CommandLine {
  /** Absolute folder of the application's data, or `null` for the platform's usual one. */
  readonly userDataFolder: string | null;
  readonly isHeadless: boolean;
  /** BCP 47 tag, or `null` for the language of the system. */
  readonly language: string | null;
  /** Port of Chromium's debugging protocol (0: any free one), or `null` for none. */
  readonly debuggingPort: number | null;
  /** False only where a script said so: Chromium's own sandbox does not work for root. */
  readonly hasSandbox: boolean;
  readonly prefersDark: boolean;
  /** The display server that Chromium is said to use, as on Linux: `x11` or `wayland`. */
  readonly ozonePlatform: string;
}

/** Reads the switches from a process's arguments; others are left alone, as Electron does. */
function parseCommandLine(parameters: readonly string[]): CommandLine {
  const readValue = (name: string): string | null =>
    parameters.find((parameter) => parameter.startsWith(`--${name}=`))?.slice(name.length + 3) ?? null;
  const port = readValue('remote-debugging-port');
  return {
    userDataFolder: readValue('user-data-dir'),
    isHeadless: parameters.includes('--headless'),
    language: readValue('lang'),
    debuggingPort: port === null ? null : Number(port),
    hasSandbox: !parameters.includes('--no-sandbox'),
    prefersDark: parameters.includes('--force-dark-mode'),
    ozonePlatform: readValue('ozone-platform') ?? 'x11',
  };
}

/** The switches of this process. */
export const commandLine = parseCommandLine(process.argv.slice(2));
