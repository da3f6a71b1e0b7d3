import { PASSPHRASE_LENGTH } from '../../../shared/model/lock.ts';

/** Why an entered passphrase is refused. */
export type PassphraseProblem = 'required' | 'tooShort' | 'tooLong' | 'different';

/** Tells why a new passphrase cannot be set, or `null` when it can. */
export function passphraseProblem(passphrase: string): PassphraseProblem | null {
  if (passphrase === '') {
    return 'required';
  }
  if (passphrase.length < PASSPHRASE_LENGTH.minimum) {
    return 'tooShort';
  }
  return passphrase.length > PASSPHRASE_LENGTH.maximum ? 'tooLong' : null;
}

/** Tells why the repetition is refused; one without a first entry is no problem of its own. */
export function repeatProblem(passphrase: string, repeated: string): PassphraseProblem | null {
  return passphrase === repeated ? null : 'different';
}
