import { type ComponentType, lazy, type ReactNode, useState } from 'react';

/** A lazily loaded part of the window. */
export interface LaterPart<Props extends object> {
  /** Renders it inside a `Suspense`: at once if loaded, otherwise after loading. */
  readonly Part: (props: Props) => ReactNode;
  /** Preloads it. Rejects if it cannot be loaded; rendering it then tries again. */
  readonly load: () => Promise<unknown>;
}

/** Creates a lazily loaded part. @param fetchPart loads it by a dynamic import. */
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
      // Selected once: switching components would lose input. `React.lazy` would render nothing for a
      // moment even if the part is loaded.
      const [Shown] = useState(() => arrived ?? Awaited);
      return <Shown {...props} />;
    },
  };
}
