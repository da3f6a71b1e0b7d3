import { useMenuCommand } from '../../api/menuCommands.ts';
import { usePlainKey, useShortcut } from '../../components/shortcuts.ts';

/** Commands of the page's shortcuts; `null` while unavailable. */
export interface PageCommands {
  readonly search: () => void;
  readonly create: (() => void) | null;
  readonly refresh: () => void;
}

/** Shortcuts of the key list and the corresponding menu commands, active while no dialog is open. */
export function usePageShortcuts(isActive: boolean, { search, create, refresh }: PageCommands): void {
  useShortcut('F', isActive ? search : null);
  usePlainKey('/', isActive ? search : null);
  useShortcut('N', isActive ? create : null);
  useShortcut('R', isActive ? refresh : null);
  usePlainKey('F5', isActive ? refresh : null);
  useMenuCommand('menu:search', isActive ? search : null);
  useMenuCommand('menu:create', isActive ? create : null);
  useMenuCommand('menu:refresh', isActive ? refresh : null);
}
