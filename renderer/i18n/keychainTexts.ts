import type { AppState, KeychainReason } from '../../shared/model/appState.ts';
import type { Translate } from './i18n.ts';

/** Why the keychain cannot be used, and what to do about it in the program that stores the secrets. */
export function keychainReasonText(
  translate: Translate,
  reason: KeychainReason,
  { keychainProvider: provider, keyringInstallCommand: command }: AppState,
): string {
  if (reason === 'locked' && provider !== 'unknown') {
    return translate(`keychain.locked.${provider}`);
  }
  if (reason === 'noCollection' && provider !== 'unknown' && provider !== 'system') {
    return translate(`keychain.noCollection.${provider}`);
  }
  const text = translate(`keychain.reasons.${reason}`);
  return reason === 'noService' && command !== null ? `${text} ${translate('keychain.install', { command })}` : text;
}

/** What remains of a deleted secret; `null` if nothing does. The other providers delete it from their files. */
export function retentionText(translate: Translate, appState: AppState | undefined): string | null {
  const provider = appState?.keychainProvider ?? 'unknown';
  return provider === 'keePassXc' || provider === 'unknown' ? translate(`keychain.retention.${provider}`) : null;
}
