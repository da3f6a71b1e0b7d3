/** The part of node-x11, which has no types, that the host uses. Window and atom identifiers are numbers. */
declare module 'x11' {
  import type { Socket } from 'node:net';

  /** An event; the fields are those of the X protocol. */
  export interface XEvent {
    readonly name: string;
    readonly time: number;
    readonly requestor: number;
    readonly selection: number;
    readonly target: number;
    readonly property: number;
  }

  type Reply<Value> = (error: Error | null, value: Value) => void;

  export interface XClient {
    readonly stream: Socket;
    /** The known atoms by name. */
    atoms: Readonly<Record<string, number>>;
    AllocID(): number;
    CreateWindow(id: number, parent: number, x: number, y: number, width: number, height: number): void;
    InternAtom(onlyIfExists: boolean, name: string, reply: Reply<number>): void;
    SetSelectionOwner(window: number, selection: number, time?: number): void;
    GetSelectionOwner(selection: number, reply: Reply<number>): void;
    ConvertSelection(requestor: number, selection: number, target: number, property: number, time?: number): void;
    /** @param mode 0 replaces the value. @param format bits of a unit: 8 or 32. */
    ChangeProperty(mode: 0, window: number, name: number, type: number, format: 8 | 32, data: Buffer | number[]): void;
    /** @param length in units of four bytes. */
    GetProperty(
      deletes: 0 | 1,
      window: number,
      name: number,
      type: number,
      offset: number,
      length: number,
      reply: Reply<{ readonly type: number; readonly data: Buffer }>,
    ): void;
    SendEvent(window: number, propagates: false, mask: 0, event: XEvent): void;
    on(name: 'event', listener: (event: XEvent) => void): void;
    on(name: 'error' | 'end', listener: (error?: Error) => void): void;
    removeListener(name: 'event', listener: (event: XEvent) => void): void;
    terminate(): void;
  }

  export interface XDisplay {
    readonly client: XClient;
    readonly screen: readonly { readonly root: number }[];
  }

  const x11: {
    createClient(
      options: { readonly display?: string },
      ready: (error: Error | undefined, display: XDisplay) => void,
    ): void;
  };
  export default x11;
}
