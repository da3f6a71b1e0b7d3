/** How often the parent is looked at, in milliseconds. */
const CHECK_INTERVAL_MS = 250;

/**
 * Makes a script that npm runs end together with npm. npm passes SIGTERM to the shell between it and the script; a
 * shell that does not pass it on would leave the script running. So when the shell is gone, the script gets SIGTERM.
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
  }, CHECK_INTERVAL_MS);
  timer.unref();
}
