import type { KeyReference } from '../../shared/model/key.ts';
import { createRequiredContext } from './requiredContext.ts';

/** The pages of the window. */
export type Page =
  | 'keys'
  | 'expiry'
  | 'hygiene'
  | 'lastUse'
  | 'connections'
  | 'compare'
  | 'activity'
  | 'incident'
  | 'usage'
  | 'doctor'
  | 'settings';

/** What a page was opened for: a key, or the accounts that need attention. */
export type PageSubject =
  | { readonly connectionId: string; readonly key: KeyReference }
  | { readonly accounts: 'attention' };

/** The current page and navigation. */
export interface PageControl {
  readonly page: Page;
  /** What the page was opened for; `null` if it was opened from the navigation. */
  readonly subject: PageSubject | null;
  readonly goTo: (page: Page, subject?: PageSubject) => void;
  /** The searches in the list of keys by connection id, kept while other pages and connections are shown. */
  readonly searches: Map<string, string>;
  /** Goes to the list of keys with a search. @param connectionId id of the active connection. */
  readonly showKeys: (connectionId: string, search: string) => void;
}

/** Context of the {@link PageControl}. */
export const [PageContext, usePages] = createRequiredContext<PageControl>('PageContext');
