import type { KeyNote } from '../../../../shared/model/keyNote.ts';
import { Cell, FirstLine, SecondLine } from '../../../components/tableParts.tsx';
import { noteText } from './noteText.ts';

/** Props of {@link NoteCell}. */
export interface NoteCellProps {
  readonly note: KeyNote | undefined;
  /** One line per row. */
  readonly isCompact: boolean;
}

/** A note in the table: its owner first, and all of it as a tooltip. */
export function NoteCell({ note, isCompact }: NoteCellProps) {
  const text = noteText(note);
  const rest = note === undefined ? '' : noteText({ ...note, owner: '' });
  const isSplit = !isCompact && note !== undefined && note.owner !== '' && rest !== '';
  return (
    <Cell role="gridcell" title={text}>
      {isSplit ? (
        <>
          <FirstLine>{note.owner}</FirstLine>
          <SecondLine>{rest}</SecondLine>
        </>
      ) : (
        <FirstLine>{text}</FirstLine>
      )}
    </Cell>
  );
}
