import { useEffect } from 'react';
import { useKeys } from '../api/keyQueries.ts';
import { loadLaterParts } from './laterParts.ts';

/** Props of {@link PartsAhead}. */
export interface PartsAheadProps {
  /** The connection that the window shows. */
  readonly connectionId: string;
}

/** Reads dialogs and pages while nobody waits: once there is a list, or a reason for none, and the window is idle. */
export function PartsAhead({ connectionId }: PartsAheadProps) {
  const { isPending } = useKeys(connectionId);
  useEffect(() => {
    if (isPending) {
      return;
    }
    // A part that cannot be read is told when it is wanted.
    const handle = requestIdleCallback(() => void loadLaterParts().catch(() => undefined));
    return () => cancelIdleCallback(handle);
  }, [isPending]);
  return null;
}
