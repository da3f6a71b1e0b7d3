import { useMenuCommand } from '../../api/menuCommands.ts';
import { usePlainKey, useShortcut } from '../../components/shortcuts.ts';

/** What the shortcuts of the page do; `null` for what cannot be done now. */
export interface PageCommands {
  readonly search: () => void;
  readonly create: (() => void) | null;
  readonly refresh: () => void;
}

/** The shortcuts of the list of keys, and the commands of the application menu that mean the same, as long as nothing stands in front of it. */
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
