import { z } from 'zod';
import { instantSchema } from '../model/instant.ts';

/** Wire format of `Base/AccountService`, a published service of the product (docs/admin-api.md). */

/** Path of the account service, relative to the address of an installation. */
export const ACCOUNT_SERVICE_PATH = '/api/public/system/Base/AccountService';

/** An account. Required fields are always present; the product omits the others when they are empty. */
export const wireAccountSchema = z.object({
  Id: z.string(),
  Username: z.string().optional(),
  FullName: z.string().optional(),
  Mbox: z.string().optional(),
  Department: z.string().optional(),
  Title: z.string().optional(),
  Office: z.string().optional(),
  Phone: z.string().optional(),
  Language: z.string().optional(),
  TimeZone: z.string().optional(),
  Manager: z.string().optional(),
  ManagerFullName: z.string().optional(),
  Creator: z.string().optional(),
  IsSystemAdministrator: z.boolean(),
  IsAnonymous: z.boolean(),
  /** Set by `Activate`, cleared by `Deactivate`: whether the account may sign in. */
  IsActive: z.boolean().optional(),
  /** Set by `Disable`, cleared by `Enable`: whether the account is archived. */
  IsDisabled: z.boolean().optional(),
  LicensingAllow: z.boolean(),
  AuthenticationMethod: z.enum(['Builtin', 'Ldap', 'OpenId']).optional(),
  Role: z.enum(['Collaborator', 'User', 'RestrictedUser', 'Administrator']).optional(),
  CreationDate: instantSchema,
  LastWriteDate: instantSchema.optional(),
  LastLoginDate: instantSchema.optional(),
  /** When the password of the account expires; absent if it does not. */
  PasswordExpirationDate: instantSchema.optional(),
});
/** An account. */
export type WireAccount = z.infer<typeof wireAccountSchema>;
