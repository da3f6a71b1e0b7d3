import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

/** Longest wait for the window, and then for the keys to be in it, in milliseconds. */
export const LOAD_LIMIT_MS = 60_000;
/** What is said of a window that does not open. */
export const NO_WINDOW = `no window was opened within ${LOAD_LIMIT_MS / 1000} s`;
/** True once the list holds a key: its row shows the token, cut in the middle. */
const KEYS_ARE_SHOWN = `document.fonts.status === 'loaded' && /[0-9a-f]{4,}…[0-9a-f]{4,}/.test(document.body.innerText)`;

/**
 * Takes a picture of the application's window over Chromium's debugging protocol, once its keys are shown.
 * @param {string} pageAddress `ws:` address of the window, see {@link findWindow}.
 * @param {string} file absolute path of the PNG file to write.
 * @returns {Promise<{ isLoaded: boolean }>} false when the picture was taken although no key had shown up in time.
 * @throws {Error} when the window cannot be reached.
 */
export async function takeScreenshot(pageAddress, file) {
  const client = await connect(pageAddress);
  try {
    const limit = Date.now() + LOAD_LIMIT_MS;
    let isLoaded = false;
    while (!isLoaded && Date.now() < limit) {
      const { result } = await client.call('Runtime.evaluate', { expression: KEYS_ARE_SHOWN });
      isLoaded = result.value === true;
      await delay(250);
    }
    const { data } = await client.call('Page.captureScreenshot', { format: 'png' });
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, Buffer.from(data, 'base64'));
    return { isLoaded };
  } finally {
    client.close();
  }
}

/**
 * Waits until the application has opened its window.
 * @param {string} browserAddress `ws:` address that the browser printed.
 * @returns {Promise<string>} `ws:` address of the window.
 * @throws {Error} when there was none in time.
 */
export async function findWindow(browserAddress) {
  const limit = Date.now() + LOAD_LIMIT_MS;
  while (Date.now() < limit) {
    const response = await fetch(`http://${new URL(browserAddress).host}/json/list`);
    const targets = /** @type {{ type: string, url: string, webSocketDebuggerUrl: string }[]} */ (
      await response.json()
    );
    const page = targets.find(({ type, url }) => type === 'page' && url.includes('index.html'));
    if (page !== undefined) {
      return page.webSocketDebuggerUrl;
    }
    await delay(250);
  }
  throw new Error(NO_WINDOW);
}

/**
 * @typedef {object} Answer
 * @property {any} result
 * @property {{ message: string }} [error]
 */

/**
 * @param {string} address
 * @returns {Promise<{ call: (method: string, params: object) => Promise<any>, close: () => void }>}
 */
async function connect(address) {
  const socket = new WebSocket(address);
  await new Promise((resolve, reject) => {
    socket.addEventListener('open', resolve);
    socket.addEventListener('error', () => reject(new Error('The window cannot be reached')));
  });
  /** @type {Map<number, (answer: Answer) => void>} */
  const waiting = new Map();
  socket.addEventListener('message', ({ data }) => {
    const { id, ...answer } = JSON.parse(data);
    waiting.get(id)?.(answer);
    waiting.delete(id);
  });
  socket.addEventListener('close', () => {
    for (const settle of waiting.values()) {
      settle({ result: null, error: { message: 'The window was closed' } });
    }
  });
  let lastId = 0;
  return {
    call: async (method, params) => {
      const id = ++lastId;
      socket.send(JSON.stringify({ id, method, params }));
      /** @type {Answer} */
      const { result, error } = await new Promise((resolve) => waiting.set(id, resolve));
      if (error !== undefined) {
        throw new Error(error.message);
      }
      return result;
    },
    close: () => socket.close(),
  };
}
