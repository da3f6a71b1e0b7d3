import type { CommandLine } from 'electron';

/**
 * Switches that open the application to whoever starts it: debuggers, engine flags, weaker certificates or separation of
 * pages, programs run in place of our processes, files with decrypted traffic. Some act before any of our code runs
 * (`js-flags`), so taking them off the command line would come too late; a start with one of them is refused.
 *
 * `no-sandbox` is not among them: AppImage launchers add it on systems without user name spaces. `app.enableSandbox()`
 * takes it away again, which brings the filter of system calls back, but not the name spaces; root needs it to start.
 */
export const REFUSED_SWITCHES = [
  'remote-debugging-port',
  'remote-debugging-pipe',
  'remote-debugging-address',
  'remote-debugging-targets',
  'remote-allow-origins',
  'inspect',
  'inspect-brk',
  'inspect-port',
  'inspect-publish-uid',
  'js-flags',
  'ignore-certificate-errors',
  'ignore-certificate-errors-spki-list',
  'allow-insecure-localhost',
  'unsafely-treat-insecure-origin-as-secure',
  'host-rules',
  'host-resolver-rules',
  'disable-web-security',
  'disable-site-isolation-trials',
  'allow-file-access-from-files',
  'enable-blink-features',
  'load-extension',
  'single-process',
  'in-process-gpu',
  'disable-setuid-sandbox',
  'disable-seccomp-filter-sandbox',
  'disable-namespace-sandbox',
  'renderer-cmd-prefix',
  'utility-cmd-prefix',
  'gpu-launcher',
  'browser-subprocess-path',
  'ssl-key-log-file',
  'log-net-log',
  'net-log-capture-mode',
] as const;

/** Gives the first of {@link REFUSED_SWITCHES} that the application was started with, or `null`. */
export function findRefusedSwitch(commandLine: Pick<CommandLine, 'hasSwitch'>): string | null {
  return REFUSED_SWITCHES.find((name) => commandLine.hasSwitch(name)) ?? null;
}
