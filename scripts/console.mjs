/**
 * Ends the script with a message on standard error, without a stack.
 * @param {string} message
 * @returns {never}
 */
export function stopWith(message) {
  console.error(message);
  process.exit(1);
}

/** Ends the script with a message if Node is too old for the application. */
export function requireNode() {
  if (Number(process.versions.node.split('.')[0]) < 24) {
    stopWith(
      `Node 24 or newer is required; this is ${process.versions.node}. "npm start" and "npm test" use the version that ` +
        'this project pins. If they do not, run "npm ci" again.',
    );
  }
}
