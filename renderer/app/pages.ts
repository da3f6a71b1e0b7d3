import { createContext, useContext } from 'react';

/** The pages of the window. */
export type Page = 'keys' | 'connections' | 'settings';

/** How the page is seen and changed. */
export interface PageControl {
  readonly page: Page;
  readonly goTo: (page: Page) => void;
}

/** Carries the {@link PageControl}. */
export const PageContext = createContext<PageControl | null>(null);

/** The {@link PageControl} of the window. @throws Error outside the window's providers. */
export function usePages(): PageControl {
  const control = useContext(PageContext);
  if (control === null) {
    throw new Error('usePages needs PageContext above it');
  }
  return control;
}
