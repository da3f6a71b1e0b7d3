/**
 * Loaded before the main process by `--import` (Chromium host) or `-r` (Electron): writes every call of the page with
 * its answer, and every message to it, as JSON lines to `calls.jsonl` in the folder of the start. It writes at once, so
 * that the lines are there when the process is killed.
 */
const { appendFileSync } = require('node:fs');
const { join } = require('node:path');
const { app, ipcMain } = require('electron');

const file = join(process.env.KEYDESK_TEST_START ?? '', 'calls.jsonl');

/** @param {object} line */
function record(line) {
  appendFileSync(file, `${JSON.stringify(line)}\n`, { mode: 0o600 });
}

const handle = ipcMain.handle.bind(ipcMain);
ipcMain.handle = (channel, handler) =>
  handle(channel, async (event, ...input) => {
    try {
      const answer = await handler(event, ...input);
      record({ channel, input, answer });
      return answer;
    } catch (error) {
      record({ channel, input, answer: String(error) });
      throw error;
    }
  });

app.on('web-contents-created', (_event, contents) => {
  const send = contents.send.bind(contents);
  contents.send = (channel, ...message) => {
    record({ channel, message });
    send(channel, ...message);
  };
});
