import type { SystemPreferences } from 'electron';
import type { SystemUnlock } from '../../ports.ts';

/** What macOS writes after "KeyDesk is trying to". */
const REASONS = { en: 'unlock KeyDesk', ru: 'разблокировать KeyDesk' } as const;

/** Touch ID, where macOS has it; elsewhere Electron offers nothing of the kind. */
export function touchIdUnlock(
  platform: NodeJS.Platform,
  preferences: Pick<SystemPreferences, 'canPromptTouchID' | 'promptTouchID'>,
): SystemUnlock {
  return {
    isOffered: () => platform === 'darwin' && preferences.canPromptTouchID(),
    confirm: (language) => preferences.promptTouchID(REASONS[language]),
  };
}
