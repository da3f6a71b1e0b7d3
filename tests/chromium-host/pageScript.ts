import { blockBrowserKeys } from './browserKeys.ts';
import { strict } from './strict.ts';
import { fromWire, toWire, type Wired } from './wire.ts';

/** Input by keyboard or mouse, in Electron's terms. */
export interface PageInput {
  readonly type: 'keyDown' | 'mouseDown' | 'mouseMove' | 'mouseWheel';
  /** `key` and `code` of the keyboard event; `null` for the mouse. */
  readonly key: string | null;
  readonly code: string | null;
  readonly control: boolean;
  readonly shift: boolean;
  readonly alt: boolean;
  readonly meta: boolean;
}

/**
 * Returns the script that runs before every document. It runs the preload as a sandboxed one, whose `require` knows only
 * `electron`, of which there are only `contextBridge` and `ipcRenderer`.
 * @param suffix of the global functions `invoke`, which calls a handler of main, `open` and `input`, which report a window and
 *   an input; they are deleted before any script of the page runs. Also of the document event `message` from main, whose
 *   detail is the channel.
 * @param preload text of the compiled preload, CommonJS.
 */
export function createPageScript(suffix: string, preload: string): string {
  return `(${blockBrowserKeys.toString()})();
  (${runPreload.toString()})(
    ${JSON.stringify(suffix)},
    { toWire: ${toWire.toString()}, fromWire: ${fromWire.toString()}, strict: ${strict.toString()} },
    function (require, module, exports) { ${preload}
    });`;
}

type Preload = (require: (name: string) => unknown, module: { exports: object }, exports: object) => void;
type Listener = (event: object) => void;

type Reply = { readonly value: unknown } | { readonly error: string };

interface Tools {
  readonly strict: typeof strict;
  readonly toWire: typeof toWire;
  readonly fromWire: typeof fromWire;
}

/** Self-contained, because its text runs in the page. */
function runPreload(suffix: string, { toWire, fromWire, strict }: Tools, preload: Preload): void {
  const page = window as unknown as Record<string, unknown>;
  const invoke = page[`invoke${suffix}`] as (channel: string, parameters: Wired) => Promise<Wired>;
  const open = page[`open${suffix}`] as (address: string) => Promise<void>;
  const reportInput = page[`input${suffix}`] as (input: PageInput) => Promise<void>;
  delete page[`invoke${suffix}`];
  delete page[`input${suffix}`];
  delete page[`open${suffix}`];
  if (window.top !== window) {
    return;
  }

  const inputs = { keydown: 'keyDown', mousedown: 'mouseDown', mousemove: 'mouseMove', wheel: 'mouseWheel' } as const;
  /** Mouse moves are reported once a second at most, since their position is not used. */
  let lastMove = 0;
  for (const [name, type] of Object.entries(inputs)) {
    const report = (event: Event): void => {
      if (type === 'mouseMove' || type === 'mouseWheel') {
        if (event.timeStamp - lastMove < 1000) {
          return;
        }
        lastMove = event.timeStamp;
      }
      const { ctrlKey, shiftKey, altKey, metaKey } = event as KeyboardEvent | MouseEvent;
      const { key = null, code = null } = event as Partial<KeyboardEvent>;
      void reportInput({ type, key, code, control: ctrlKey, shift: shiftKey, alt: altKey, meta: metaKey });
    };
    window.addEventListener(name, report, { capture: true, passive: true });
  }

  // Denied windows are `null` in Electron; the host fails for an application that allows one.
  window.open = (address) => {
    void open(new URL(address ?? '', location.href).href);
    return null;
  };

  const listeners = new Map<string, Set<Listener>>();
  document.addEventListener(`message${suffix}`, (event) => {
    for (const listener of listeners.get((event as CustomEvent<string>).detail) ?? []) {
      listener(strict('IpcRendererEvent', {}));
    }
  });
  const ipcRenderer = strict('ipcRenderer', {
    invoke: async (channel: string, ...parameters: unknown[]): Promise<unknown> => {
      const reply = (await fromWire(await invoke(channel, toWire(parameters)))) as Reply;
      if ('error' in reply) {
        throw new Error(reply.error);
      }
      return reply.value;
    },
    on: (channel: string, listener: Listener): void => {
      listeners.set(channel, (listeners.get(channel) ?? new Set()).add(listener));
    },
    removeListener: (channel: string, listener: Listener): void => {
      listeners.get(channel)?.delete(listener);
    },
  });

  /** Copies a value from one side of the bridge to the other; functions become functions that copy. */
  const bridge = (value: unknown, depth = 0): unknown => {
    // Electron's own limit and text.
    if (depth > 1000) {
      throw new TypeError(
        'Electron contextBridge recursion depth exceeded.  Nested objects deeper than 1000 are not supported.',
      );
    }
    if (typeof value === 'function') {
      return (...parameters: unknown[]) => bridge(value(...parameters.map((parameter) => bridge(parameter))));
    }
    if (value instanceof Promise) {
      return value.then((settled) => bridge(settled));
    }
    if (Array.isArray(value)) {
      return value.map((part) => bridge(part, depth + 1));
    }
    if (typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype) {
      return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, bridge(part, depth + 1)]));
    }
    return typeof value === 'object' || typeof value === 'symbol' ? structuredClone(value) : value;
  };
  const freeze = (value: unknown): void => {
    if (typeof value === 'object' && value !== null) {
      Object.values(value).forEach(freeze);
      Object.freeze(value);
    }
  };
  const contextBridge = strict('contextBridge', {
    exposeInMainWorld: (name: string, api: unknown): void => {
      if (name in window) {
        throw new Error(`Cannot bind an API on top of an existing property on the window object: ${name}`);
      }
      const exposed = bridge(api);
      freeze(exposed);
      Object.defineProperty(window, name, { value: exposed, enumerable: true });
    },
  });

  const module = { exports: {} };
  const require = (name: string): unknown => {
    if (name !== 'electron') {
      throw new Error(`module not found: ${name}`);
    }
    return strict('electron', { contextBridge, ipcRenderer });
  };
  preload(require, module, module.exports);
}
