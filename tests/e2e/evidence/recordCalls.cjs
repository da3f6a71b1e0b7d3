/**
 * Loaded before the main process by `--import` (Chromium host) or `-r` (Electron): writes every call of the page with its
 * response, and every message to it, as JSON lines to `calls.jsonl` in the folder of the start. Writes synchronously, so
 * that no line is lost when the process is killed.
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
      const response = await handler(event, ...input);
      record({ channel, input, response });
      return response;
    } catch (error) {
      record({ channel, input, response: String(error) });
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
