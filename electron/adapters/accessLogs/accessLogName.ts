/** Whether a file of a folder or an archive is an access log, by its name. */
export function isAccessLog(name: string): boolean {
  return /^audit.*\.(?:log|txt)(?:\.\d+)?$/i.test(name);
}
