import { PASSPHRASE_LENGTH } from '../../../shared/model/lock.ts';

/** Why a passphrase is rejected. */
export type PassphraseProblem = 'required' | 'tooShort' | 'tooLong' | 'different';

/** Why a new passphrase cannot be set, or `null`. */
export function passphraseProblem(passphrase: string): PassphraseProblem | null {
  if (passphrase === '') {
    return 'required';
  }
  if (passphrase.length < PASSPHRASE_LENGTH.minimum) {
    return 'tooShort';
  }
  return passphrase.length > PASSPHRASE_LENGTH.maximum ? 'tooLong' : null;
}

/** Why the repetition is rejected, or `null`; without a first entry it is not checked. */
export function repeatProblem(passphrase: string, repeated: string): PassphraseProblem | null {
  return passphrase === repeated ? null : 'different';
}
