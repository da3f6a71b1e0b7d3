import { useEffect } from 'react';
import { useLatest } from '../components/useLatest.ts';
import { usePopups } from './popups.ts';

/** How many connections have a shortcut: one for each digit but zero. */
export const SHORTCUT_COUNT = 9;

const isMac = navigator.userAgent.includes('Mac OS');

/** The shortcut of the connection at `index`, as it is written on this system. */
export function shortcutText(index: number): string {
  return isMac ? `⌘${index + 1}` : `Ctrl+${index + 1}`;
}

/** The same in the notation of `aria-keyshortcuts`. */
export function shortcutName(index: number): string {
  return `${isMac ? 'Meta' : 'Control'}+${index + 1}`;
}

/** Calls `onSwitch` for Ctrl+1 … Ctrl+9 (⌘ on macOS), except while a dialog is open: what was typed there would be lost. */
export function useSwitchShortcut(onSwitch: (index: number) => void): void {
  const { popup } = usePopups();
  const latest = useLatest({ onSwitch, isBlocked: popup !== null });
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => {
      const hasModifier = isMac ? event.metaKey && !event.ctrlKey : event.ctrlKey && !event.metaKey;
      const digit = /^Digit([1-9])$/.exec(event.code)?.[1];
      if (hasModifier && !event.altKey && !event.shiftKey && digit !== undefined && !latest.current.isBlocked) {
        event.preventDefault();
        latest.current.onSwitch(Number(digit) - 1);
      }
    };
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, [latest]);
}
