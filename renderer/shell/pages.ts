import { createRequiredContext } from './requiredContext.ts';

/** The pages of the window. */
export type Page = 'keys' | 'connections' | 'compare' | 'activity' | 'usage' | 'settings';

/** The current page and navigation. */
export interface PageControl {
  readonly page: Page;
  readonly goTo: (page: Page) => void;
}

/** Context of the {@link PageControl}. */
export const [PageContext, usePages] = createRequiredContext<PageControl>('PageContext');
