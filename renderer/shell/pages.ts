import { createRequiredContext } from './requiredContext.ts';

/** The pages of the window. */
export type Page = 'keys' | 'connections' | 'activity' | 'settings';

/** How the page is seen and changed. */
export interface PageControl {
  readonly page: Page;
  readonly goTo: (page: Page) => void;
}

/** Carries the {@link PageControl}, and reads it. */
export const [PageContext, usePages] = createRequiredContext<PageControl>('PageContext');
