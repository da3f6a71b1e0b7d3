import type { ReactNode } from 'react';
import { Note } from './Note.tsx';

/** Props of {@link FailureNote}. */
export interface FailureNoteProps {
  /** What happened. */
  readonly title: string;
  /** What was not changed and what to do next. */
  readonly text: string;
  /** Message of the platform, or `null`. */
  readonly detail: string | null;
  readonly action?: ReactNode;
}

/** An inline error message. */
export function FailureNote({ title, text, detail, action }: FailureNoteProps) {
  return (
    <Note tone="error" title={title} isAlert action={action}>
      <div>{text}</div>
      {detail !== null && <div>{detail}</div>}
    </Note>
  );
}
