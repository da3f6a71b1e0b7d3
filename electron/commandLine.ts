import type { CommandLine } from 'electron';

/**
 * Switches that weaken the application: debuggers, engine flags, weaker certificate checks or site isolation, other
 * programs as child processes, files with decrypted traffic. Some take effect before any code of KeyDesk runs
 * (`js-flags`), so that removing them would be too late; a start with one of them is rejected.
 *
 * `no-sandbox` is not included: AppImage launchers add it on systems without user namespaces, and root needs it.
 * `app.enableSandbox()` reverts it, which restores the filter of system calls, but not the namespaces.
 */
export const REJECTED_SWITCHES = [
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

/** Returns the first of {@link REJECTED_SWITCHES} that the application was started with, or `null`. */
export function findRejectedSwitch(commandLine: Pick<CommandLine, 'hasSwitch'>): string | null {
  return REJECTED_SWITCHES.find((name) => commandLine.hasSwitch(name)) ?? null;
}
