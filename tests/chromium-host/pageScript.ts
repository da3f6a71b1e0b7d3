import { blockBrowserKeys } from './browserKeys.ts';
import { cloneForWire } from './cloneable.ts';
import type { PackedReply, PackedText } from './longTexts.ts';
import { fromWire, toWire, type Wired } from './wire.ts';

/** What was done with keyboard or mouse, as Electron calls it. */
export interface PageInput {
  readonly type: 'keyDown' | 'mouseDown' | 'mouseMove' | 'mouseWheel';
  /** What the key prints or is called, and its place; `null` for the mouse. */
  readonly key: string | null;
  readonly code: string | null;
  readonly control: boolean;
  readonly shift: boolean;
  readonly alt: boolean;
  readonly meta: boolean;
}

/** Names on the page's global object that the script takes away before any script of the page runs. */
export interface PageNames {
  /** The function that carries an invoke to main. */
  readonly invoke: string;
  /** The function that tells main which window the page wants to open. */
  readonly open: string;
  /** The function that tells main what is done with keyboard and mouse. */
  readonly input: string;
  /** The document event that carries a message from main. */
  readonly message: string;
}

/**
 * Gives the script that runs before every document: it runs the preload as a sandboxed one, with a `require` that
 * knows `electron` alone, and in that `contextBridge` and `ipcRenderer` alone.
 * @param preload text of the compiled preload, CommonJS.
 */
export function createPageScript(names: PageNames, preload: string): string {
  return `(${blockBrowserKeys.toString()})();
  (${runPreload.toString()})(
    ${JSON.stringify(names)},
    { clone: ${cloneForWire.toString()}, toWire: ${toWire.toString()}, fromWire: ${fromWire.toString()} },
    function (require, module, exports) { ${preload}
    });`;
}

type Preload = (require: (name: string) => unknown, module: { exports: object }, exports: object) => void;
type Listener = (event: object, ...parameters: unknown[]) => void;

interface Wire {
  readonly clone: typeof cloneForWire;
  readonly toWire: typeof toWire;
  readonly fromWire: typeof fromWire;
}

/** Runs in the page; only its text gets there, so it may use nothing from outside. */
function runPreload(names: PageNames, wire: Wire, preload: Preload): void {
  const page = window as unknown as Record<string, unknown>;
  const invoke = page[names.invoke] as (channel: string, parameters: Wired) => Promise<Wired>;
  const open = page[names.open] as (address: string) => Promise<void>;
  const tellInput = page[names.input] as (input: PageInput) => Promise<void>;
  delete page[names.invoke];
  delete page[names.input];
  delete page[names.open];
  if (window.top !== window) {
    return;
  }

  const inputs = { keydown: 'keyDown', mousedown: 'mouseDown', mousemove: 'mouseMove', wheel: 'mouseWheel' } as const;
  /** No more often than once a second: nobody asks where the mouse is. */
  let lastMove = 0;
  for (const [name, type] of Object.entries(inputs)) {
    const tell = (event: Event): void => {
      if (type === 'mouseMove' || type === 'mouseWheel') {
        if (event.timeStamp - lastMove < 1000) {
          return;
        }
        lastMove = event.timeStamp;
      }
      const { ctrlKey, shiftKey, altKey, metaKey } = event as KeyboardEvent | MouseEvent;
      const { key = null, code = null } = event as Partial<KeyboardEvent>;
      void tellInput({ type, key, code, control: ctrlKey, shift: shiftKey, alt: altKey, meta: metaKey });
    };
    window.addEventListener(name, tell, { capture: true, passive: true });
  }

  // The host knows refused windows only (it fails for an application that allows one); in Electron those are `null`.
  window.open = (address) => {
    void open(new URL(address ?? '', location.href).href);
    return null;
  };

  const strict = <Target extends object>(name: string, target: Target): Target =>
    new Proxy(target, {
      get: (object, property, receiver) => {
        if (typeof property === 'string' && !(property in object)) {
          throw new Error(`The Chromium host does not implement ${name}.${property}`);
        }
        return Reflect.get(object, property, receiver);
      },
    });

  const listeners = new Map<string, Set<Listener>>();
  document.addEventListener(names.message, (event) => {
    const { channel, parameters } = (event as CustomEvent<{ channel: string; parameters: unknown[] }>).detail;
    for (const listener of listeners.get(channel) ?? []) {
      listener(strict('IpcRendererEvent', {}), ...parameters);
    }
  });
  /** Puts a long text back where it belongs. */
  const unpack = async (reply: PackedReply, { path, gzip }: PackedText): Promise<void> => {
    const letters = atob(gzip);
    const bytes = new Uint8Array(letters.length);
    for (let place = 0; place < letters.length; place += 1) {
      bytes[place] = letters.charCodeAt(place);
    }
    const text = await new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'))).text();
    const parent = path.slice(0, -1).reduce((part, name) => Reflect.get(part, name) as object, reply as object);
    Reflect.set(parent, path.at(-1) ?? '', text);
  };
  const ipcRenderer = strict('ipcRenderer', {
    invoke: async (channel: string, ...parameters: unknown[]): Promise<unknown> => {
      const reply = wire.fromWire(await invoke(channel, wire.toWire(parameters, wire.clone))) as PackedReply;
      if ('error' in reply) {
        throw new Error(reply.error);
      }
      await Promise.all(reply.texts.map((text) => unpack(reply, text)));
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
      const copy: Record<string, unknown> = {};
      for (const name of Object.keys(value)) {
        const part = bridge((value as Record<string, unknown>)[name], depth + 1);
        if (name === '__proto__') {
          Object.defineProperty(copy, name, { value: part, enumerable: true, configurable: true, writable: true });
        } else {
          // Not through pairs of names and values, which takes four times as long for thousands of objects.
          copy[name] = part;
        }
      }
      return copy;
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
