import { KEY_REPLACED } from '../../../shared/adminApi/keyService.ts';
import type { StorageProblem } from '../storage/storageError.ts';
import { ApiError, invalidField, notFound } from './apiError.ts';

/** Error responses of storage errors. */
const API_ERRORS: Readonly<Record<StorageProblem, () => ApiError>> = {
  UnknownAccount: () => notFound('account'),
  UnknownKey: () => notFound('authentication key'),
  UnknownRole: () => notFound('system role'),
  UnknownOwner: () => invalidField('AccountId', 'There is no such account.'),
  UnknownMember: () => invalidField('MemberIds', 'One of the accounts does not exist.'),
  KeyChanged: () =>
    new ApiError(409, 'Conflict', 'The key was changed in the meantime: this is not its current version.'),
  KeyReplaced: () => new ApiError(409, KEY_REPLACED, 'Another key has this identifier now: its token is another one.'),
  LastAdministrator: () =>
    new ApiError(409, 'LastAdministrator', 'The last system administrator who can sign in has to stay.'),
  StandardRole: () =>
    new ApiError(409, 'StandardRole', 'Of a standard role only the members can be changed, and it cannot be deleted.'),
  RoleNameTaken: () => new ApiError(409, 'NameTaken', 'Another system role has this name.'),
  OwnerDisabled: () => notEligible('Disabled', 'The account is archived.'),
  OwnerInactive: () => notEligible('Inactive', 'The account is deactivated.'),
  OwnerNoPermission: () => notEligible('NoPermission', 'The account lacks the permission "API calls".'),
};

/** Returns the error response for a storage error. */
export function storageApiError(problem: StorageProblem): ApiError {
  return API_ERRORS[problem]();
}

/** `Details` contains the reason as a stable word. */
function notEligible(reason: string, message: string): ApiError {
  const details = [{ Field: 'AccountId', Message: reason }];
  return new ApiError(400, 'AccountNotEligible', message, { details });
}
