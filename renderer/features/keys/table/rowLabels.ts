import { shortcutText } from '../../../components/shortcuts.ts';
import type { Translate } from '../../../i18n/i18n.ts';
import { rememberStatusTexts } from './statusText.ts';

/** Texts of the rows, translated once instead of in each row and cell. */
export interface RowLabels {
  readonly t: Translate;
  readonly copyToken: string;
  /** Includes the shortcut. */
  readonly copyTokenTitle: string;
  readonly open: string;
  readonly noUse: string;
  readonly status: ReturnType<typeof rememberStatusTexts>;
}

/** Translates the {@link RowLabels}. */
export function rowLabels(t: Translate): RowLabels {
  return {
    t,
    copyToken: t('keys.copyToken'),
    copyTokenTitle: `${t('keys.copyToken')} (${shortcutText('C')})`,
    open: t('keys.open'),
    noUse: t('keys.noUse'),
    status: rememberStatusTexts(t),
  };
}
