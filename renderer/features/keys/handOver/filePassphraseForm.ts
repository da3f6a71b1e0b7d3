import { type FilePassphraseProblem, filePassphraseProblem } from '../../../../shared/model/protectedFile.ts';

/** Who thinks up the passphrase. */
export type PassphraseSource = 'made' | 'typed';

/** A passphrase that the user types, twice. */
export interface TypedPassphrase {
  readonly text: string;
  readonly repeated: string;
}

/** Why a typed passphrase and its repetition are rejected; `null` each if they are not. */
export function typedPassphraseProblems({ text, repeated }: TypedPassphrase): {
  readonly text: FilePassphraseProblem | null;
  readonly repeated: 'different' | null;
} {
  const isSame = text.normalize('NFC') === repeated.normalize('NFC');
  return { text: filePassphraseProblem(text), repeated: isSame ? null : 'different' };
}
