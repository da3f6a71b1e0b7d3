import type { KeyNote } from '../../../../shared/model/keyNote.ts';
import { nameLines } from '../../../components/tableParts.tsx';
import type { TextCell } from '../../../components/textCell.tsx';
import { noteText } from './noteText.ts';

/** A note in the table: its owner first, and all of it as a tooltip. @param isCompact one line per row. */
export function noteCell(note: KeyNote | undefined, isCompact: boolean): TextCell {
  const text = noteText(note);
  const rest = note === undefined ? '' : noteText({ ...note, owner: '' });
  return !isCompact && note !== undefined && note.owner !== '' && rest !== ''
    ? { className: 'table-cell table-name table-two-lines', title: text, children: nameLines(note.owner, rest) }
    : { className: 'table-cell table-name', title: text, children: text };
}
