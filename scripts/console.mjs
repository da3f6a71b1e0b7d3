/**
 * Ends the script with a plain message on standard error; no stack, since the reader is a person with a terminal.
 * @param {string} message
 * @returns {never}
 */
export function stopWith(message) {
  console.error(message);
  process.exit(1);
}

/** Ends the script with a clear message when the Node that runs it is older than what the application needs. */
export function requireNode() {
  if (Number(process.versions.node.split('.')[0]) < 24) {
    stopWith(
      `Node 24 or newer is needed; this is ${process.versions.node}. Use "npm start" or "npm test": npm puts the Node ` +
        'that this project pins first. If you did, run "npm ci" again.',
    );
  }
}
