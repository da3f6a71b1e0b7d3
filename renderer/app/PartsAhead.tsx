import { useEffect } from 'react';
import { useKeys } from '../api/keyQueries.ts';
import { loadLaterParts } from './laterParts.ts';

/** Props of {@link PartsAhead}. */
export interface PartsAheadProps {
  /** The active connection. */
  readonly connectionId: string;
}

/** Preloads dialogs and pages once the list (or an error) is there and the window is idle. */
export function PartsAhead({ connectionId }: PartsAheadProps) {
  const { isPending } = useKeys(connectionId);
  useEffect(() => {
    if (isPending) {
      return;
    }
    // A load error is reported on use.
    const handle = requestIdleCallback(() => void loadLaterParts().catch(() => undefined));
    return () => cancelIdleCallback(handle);
  }, [isPending]);
  return null;
}
