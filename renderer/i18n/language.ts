import { useTranslation } from 'react-i18next';
import type { Language } from '../../shared/model/language.ts';

/** The language of the window. */
export function useLanguage(): Language {
  return useTranslation().i18n.language === 'ru' ? 'ru' : 'en';
}
