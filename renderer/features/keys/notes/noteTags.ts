import type { KeyNote } from '../../../../shared/model/keyNote.ts';

const collator = new Intl.Collator(['ru', 'en'], { sensitivity: 'base', numeric: true });

/** The tags of some notes, each once, in alphabetical order. */
export function tagsIn(notes: Iterable<KeyNote>): string[] {
  const tags = new Map<string, string>();
  for (const note of notes) {
    for (const tag of note.tags) {
      const name = tag.toLowerCase();
      tags.set(name, tags.get(name) ?? tag);
    }
  }
  return [...tags.values()].sort(collator.compare);
}
