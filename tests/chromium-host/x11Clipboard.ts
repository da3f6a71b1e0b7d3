import { once } from 'node:events';
import { promisify } from 'node:util';
import { Mutex } from 'async-mutex';
import x11, { type XClient, type XEvent } from 'x11';
import type { DesktopClipboard, Offer } from './desktopClipboard.ts';

const TEXT = 'text/plain';
/** The names under which Chromium offers text on X11. */
const TEXT_TARGETS = ['UTF8_STRING', 'text/plain;charset=utf-8', TEXT, 'TEXT', 'STRING'];
/** Type of an atom in the X protocol. */
const ATOM = 4;
/** `AnyPropertyType` of the X protocol. */
const ANY = 0;
/** Longest text that is read, in units of four bytes. */
const MAX_LENGTH = 65_536;
/** Time limit for the program that owns the clipboard, in milliseconds. */
const OWNER_LIMIT_MS = 2_000;

/** A window of this process, with which it owns and reads the clipboard. */
interface Connection {
  readonly client: XClient;
  readonly window: number;
  readonly atom: (name: string) => Promise<number>;
}

/**
 * The clipboard of an X11 display, the selection CLIPBOARD (ICCCM section 2). What is written is offered by this process until
 * another program takes over, as Chromium does.
 */
export class X11Clipboard implements DesktopClipboard {
  isFocused = true;
  readonly #display: string;
  #opened: Promise<Connection> | null = null;
  /** What this process offers while it owns the clipboard: the bytes of each target. */
  #targets: ReadonlyMap<number, Buffer> = new Map();
  #offer: Offer = new Map();
  /** Keeps writes in order: one that follows clearing at once must not be cleared. */
  readonly #writes = new Mutex();

  /** @param display such as `:0`. */
  constructor(display: string) {
    this.#display = display;
  }

  write(offer: Offer): Promise<void> {
    return this.#writes.runExclusive(() => this.#own(offer));
  }

  async #own(offer: Offer): Promise<void> {
    const { client, window, atom } = await this.#connection;
    const targets = new Map<number, Buffer>();
    for (const [format, payload] of offer) {
      const bytes = Buffer.from(await payload.arrayBuffer());
      for (const target of targetsOf(format)) {
        targets.set(await atom(target), bytes);
      }
    }
    this.#targets = targets;
    this.#offer = offer;
    const clipboard = await atom('CLIPBOARD');
    client.SetSelectionOwner(window, clipboard);
    if ((await this.#owner()) !== window) {
      throw new Error('Another program has taken the clipboard');
    }
  }

  /** Offers nothing, as Chromium does. */
  async clear(): Promise<void> {
    await this.write(new Map());
  }

  /** The text on the clipboard, without other formats; nothing if there is none, or if it exceeds one message. */
  async read(): Promise<Offer> {
    const { window } = await this.#connection;
    const owner = await this.#owner();
    if (owner === window) {
      return this.#offer;
    }
    const text = owner === 0 ? null : await this.#convert('UTF8_STRING');
    return new Map(text === null ? [] : [[TEXT, new Blob([new Uint8Array(text)])]]);
  }

  /** Ends the connection, and with it what this process offers. */
  async close(): Promise<void> {
    (await this.#opened)?.client.terminate();
  }

  /** Connects with the first use. */
  get #connection(): Promise<Connection> {
    this.#opened ??= this.#connect();
    return this.#opened;
  }

  async #connect(): Promise<Connection> {
    const { client, screen } = await promisify(x11.createClient)({ display: this.#display });
    // Version 4.2.2 of the library keeps them per process: another display has other numbers.
    client.atoms = {};
    // The clipboard does not keep the process running.
    client.stream.unref();
    client.on('error', () => {});
    const window = client.AllocID();
    client.CreateWindow(window, screen[0]?.root ?? 0, 0, 0, 1, 1);
    const atoms = new Map<string, Promise<number>>();
    const intern = promisify(client.InternAtom.bind(client));
    const atom = (name: string): Promise<number> => {
      const known = atoms.get(name) ?? intern(false, name);
      atoms.set(name, known);
      return known;
    };
    const targetList = await atom('TARGETS');
    client.on('event', (event) => {
      if (event.name === 'SelectionRequest') {
        this.#serve(client, event, targetList);
      }
    });
    return { client, window, atom };
  }

  /** Gives another program the target that it asks for. */
  #serve(client: XClient, request: XEvent, targetList: number): void {
    const { requestor, selection, target, time } = request;
    // Programs older than ICCCM 2.0 name no property.
    const property = request.property === 0 ? target : request.property;
    const bytes = this.#targets.get(target);
    if (target === targetList) {
      client.ChangeProperty(0, requestor, property, ATOM, 32, [targetList, ...this.#targets.keys()]);
    } else if (bytes !== undefined) {
      client.ChangeProperty(0, requestor, property, target, 8, bytes);
    }
    const isServed = target === targetList || bytes !== undefined;
    const notice = { name: 'SelectionNotify', requestor, selection, target, time };
    client.SendEvent(requestor, false, 0, { ...notice, property: isServed ? property : 0 });
  }

  async #owner(): Promise<number> {
    const { client, atom } = await this.#connection;
    return promisify(client.GetSelectionOwner.bind(client))(await atom('CLIPBOARD'));
  }

  /** The bytes that the owner gives for a target; `null` if it has none. @throws Error if it does not respond in time. */
  async #convert(target: string): Promise<Buffer | null> {
    const { client, window, atom } = await this.#connection;
    const property = await atom('KEYDESK_CLIPBOARD');
    const type = await atom(target);
    const responses = new EventTarget();
    const listener = (event: XEvent): void => {
      if (event.name === 'SelectionNotify') {
        responses.dispatchEvent(new CustomEvent('response', { detail: event }));
      }
    };
    client.on('event', listener);
    try {
      client.ConvertSelection(window, await atom('CLIPBOARD'), type, property);
      const [response] = await once(responses, 'response', { signal: AbortSignal.timeout(OWNER_LIMIT_MS) });
      if ((response as CustomEvent<XEvent>).detail.property === 0) {
        return null;
      }
      const found = await promisify(client.GetProperty.bind(client))(1, window, property, ANY, 0, MAX_LENGTH);
      return found.type === type ? found.data : null;
    } finally {
      client.removeListener('event', listener);
    }
  }
}

/** The X11 targets of a format of Electron's clipboard. */
function targetsOf(format: string): readonly string[] {
  return format === TEXT ? TEXT_TARGETS : [/format="([^"]+)"/.exec(format)?.[1] ?? format];
}
