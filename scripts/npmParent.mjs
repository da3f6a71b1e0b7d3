/** Interval at which the parent process is checked, in milliseconds. */
const CHECK_INTERVAL_MS = 250;

/**
 * Ends a script of npm together with npm. npm passes SIGTERM to the shell that runs the script, and not every shell forwards
 * it: once the shell has ended, the script sends SIGTERM to itself.
 */
export function endWithNpm() {
  if (process.env.npm_lifecycle_event === undefined) {
    return;
  }
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid !== parent) {
      clearInterval(timer);
      process.kill(process.pid, 'SIGTERM');
    }
  }, CHECK_INTERVAL_MS).unref();
}
