import type { INELIGIBILITY_REASONS } from '../../../shared/adminApi/keyService.ts';

/** Why an account may not use the API. */
export type IneligibilityReason = (typeof INELIGIBILITY_REASONS)[number];

/** Why the storage rejected an operation. */
export type StorageProblem =
  | 'UnknownAccount'
  | 'UnknownKey'
  | 'UnknownRole'
  /** The account for a new key, or a member of a role, does not exist. */
  | 'UnknownOwner'
  | 'UnknownMember'
  /** The version of the key is not the expected one. */
  | 'KeyChanged'
  /** The token of the key is not the expected one: it is another key. */
  | 'KeyReplaced'
  /** No system administrator who can sign in would be left. */
  | 'LastAdministrator'
  | 'StandardRole'
  | 'RoleNameTaken'
  /** The owner of a new key may not use the API. */
  | `Owner${IneligibilityReason}`;

/** Thrown inside a transaction, which is then rolled back. */
export class StorageError extends Error {
  override readonly name = 'StorageError';
  readonly problem: StorageProblem;

  constructor(problem: StorageProblem) {
    super(problem);
    this.problem = problem;
  }
}
