import type { INELIGIBILITY_REASONS } from '../../../shared/adminApi/keyService.ts';

/** Why an account may not use the API. */
export type IneligibilityReason = (typeof INELIGIBILITY_REASONS)[number];

/** Why the storage did not do what it was asked to. */
export type StorageProblem =
  | 'UnknownAccount'
  | 'UnknownKey'
  | 'UnknownRole'
  /** A new key, or a member of a role, is meant for an account that is not there. */
  | 'UnknownOwner'
  | 'UnknownMember'
  /** A key was changed since the version that the caller knows. */
  | 'KeyChanged'
  /** The key has another token than the one that the caller knows: it is another key. */
  | 'KeyReplaced'
  /** Nobody who can sign in would be a system administrator any more. */
  | 'LastAdministrator'
  | 'StandardRole'
  | 'RoleNameTaken'
  /** The owner of a new key may not use the API. */
  | `Owner${IneligibilityReason}`;

/** Thrown inside a transaction, so that everything the transaction has done is undone. */
export class StorageError extends Error {
  override readonly name = 'StorageError';
  readonly problem: StorageProblem;

  constructor(problem: StorageProblem) {
    super(problem);
    this.problem = problem;
  }
}
