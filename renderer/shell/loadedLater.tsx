import { type ComponentType, lazy, type ReactNode, useState } from 'react';

/** A part of the window that is not in the file that the start waits for. */
export interface LaterPart<Props extends object> {
  /** Draws it, inside a `Suspense`: at once when it is there, else when it has been read. */
  readonly Part: (props: Props) => ReactNode;
  /** Reads it, so that it is there when it is wanted. Rejects when it cannot be read; drawing it then tries again. */
  readonly load: () => Promise<unknown>;
}

/** Makes a part of the window that comes later. @param fetchPart reads it by a dynamic import. */
export function loadedLater<Props extends object>(fetchPart: () => Promise<ComponentType<Props>>): LaterPart<Props> {
  let arrived: ComponentType<Props> | null = null;
  const load = async (): Promise<ComponentType<Props>> => {
    arrived = await fetchPart();
    return arrived;
  };
  const Awaited = lazy(async () => ({ default: await load() })) as unknown as ComponentType<Props>;
  return {
    load,
    Part: (props) => {
      // Chosen once: another component in its place would lose what was entered. React's own would show nothing for a
      // moment even when the part is there.
      const [Shown] = useState(() => arrived ?? Awaited);
      return <Shown {...props} />;
    },
  };
}
