import type { SystemPreferences } from 'electron';
import type { SystemUnlock } from '../../ports.ts';

/** What macOS displays after "KeyDesk is trying to". */
const REASONS = { en: 'unlock KeyDesk', ru: 'разблокировать KeyDesk' } as const;

/** Touch ID on macOS; Electron offers no equivalent on other systems. */
export function touchIdUnlock(
  platform: NodeJS.Platform,
  preferences: Pick<SystemPreferences, 'canPromptTouchID' | 'promptTouchID'>,
): SystemUnlock {
  return {
    isOffered: () => platform === 'darwin' && preferences.canPromptTouchID(),
    confirm: (language) => preferences.promptTouchID(REASONS[language]),
  };
}
