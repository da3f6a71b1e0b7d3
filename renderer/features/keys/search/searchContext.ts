import { createRequiredContext } from '../../../shell/requiredContext.ts';
import type { KeySearchInput, SearchCommands } from './useKeySearch.ts';

/** The search of the list: what reads it renders with each letter. */
export const [SearchInputContext, useSearchInput] = createRequiredContext<KeySearchInput>('SearchInputContext');

/** What can be done with the search: the same for all letters. */
export const [SearchCommandsContext, useSearchCommands] =
  createRequiredContext<SearchCommands>('SearchCommandsContext');
