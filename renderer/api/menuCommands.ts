import { useEffect, useRef } from 'react';
import type { MenuCommand } from '../../shared/ipc/events.ts';
import { bridge } from './bridge.ts';

/** Runs `action` when the command is chosen in the application menu; `null` while it is unavailable. */
export function useMenuCommand(command: MenuCommand, action: (() => void) | null): void {
  const latest = useRef(action);
  useEffect(() => {
    latest.current = action;
  });
  useEffect(() => bridge.events.subscribe(command, () => latest.current?.()), [command]);
}
