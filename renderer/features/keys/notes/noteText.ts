import type { KeyNote } from '../../../../shared/model/keyNote.ts';
import { isolated } from '../../../i18n/isolated.ts';

/** A note in one line: owner, purpose, ticket and tags; empty for none. */
export function noteText(note: KeyNote | undefined): string {
  if (note === undefined) {
    return '';
  }
  const { owner, purpose, ticket, tags } = note;
  return [owner, purpose.replaceAll('\n', ' '), ticket, ...tags]
    .filter((text) => text !== '')
    .map(isolated)
    .join(' · ');
}
