import './zodSetup.ts';
import './trustedTypes.ts';
import '@fontsource-variable/inter/wght.css';
import '@fontsource-variable/jetbrains-mono/wght.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { resolveLanguage } from '../shared/model/language.ts';
import { createQueryClient } from './api/queryClient.ts';
import { Root } from './app/Root.tsx';
import { createTranslations } from './i18n/i18n.ts';

const container = document.querySelector('#root');
if (container === null) {
  throw new Error('The page has no element with the id "root"');
}

createRoot(container).render(
  <StrictMode>
    <Root
      queryClient={createQueryClient()}
      translations={createTranslations(resolveLanguage('system', navigator.languages))}
    />
  </StrictMode>,
);
