import type { KeyReference } from '../../shared/model/key.ts';
import { createRequiredContext } from './requiredContext.ts';

/** The pages of the window. */
export type Page = 'keys' | 'expiry' | 'connections' | 'compare' | 'activity' | 'usage' | 'doctor' | 'settings';

/** What a page was opened for. */
export interface PageSubject {
  readonly connectionId: string;
  readonly key: KeyReference;
}

/** The current page and navigation. */
export interface PageControl {
  readonly page: Page;
  /** What the page was opened for; `null` if it was opened from the navigation. */
  readonly subject: PageSubject | null;
  readonly goTo: (page: Page, subject?: PageSubject) => void;
}

/** Context of the {@link PageControl}. */
export const [PageContext, usePages] = createRequiredContext<PageControl>('PageContext');
