import type { PermissionLevel, Resource } from '../storage/schema.ts';

/** A system role to be stored. */
export interface RoleDefinition {
  readonly name: string;
  readonly isStandard: boolean;
  readonly grantsEverything: boolean;
  readonly permissions: Readonly<Partial<Record<Resource, PermissionLevel>>>;
}

/** The role whose members have every permission. */
export const SYSTEM_ADMINISTRATORS = 'System administrators';

/** The roles of every installation. */
export const STANDARD_ROLES: readonly RoleDefinition[] = [
  { name: SYSTEM_ADMINISTRATORS, isStandard: true, grantsEverything: true, permissions: {} },
  {
    name: 'Security administrators',
    isStandard: true,
    grantsEverything: false,
    permissions: { Accounts: 'Full', SystemRoles: 'Full', AuthenticationKeys: 'Full', Logs: 'View' },
  },
  {
    name: 'Infrastructure administrators',
    isStandard: true,
    grantsEverything: false,
    permissions: {
      System: 'Full',
      Adapters: 'Full',
      Connections: 'Full',
      GlobalConfiguration: 'Full',
      Backup: 'Full',
      Performance: 'View',
      Logs: 'View',
      AuthenticationKeys: 'Full',
      ApiCalls: 'Full',
    },
  },
  {
    name: 'System architects',
    isStandard: true,
    grantsEverything: false,
    permissions: { Applications: 'Full', Themes: 'Full', WebInterface: 'Full' },
  },
];

/** Name of the sample role for programs that call the API. */
export const API_INTEGRATIONS = 'API integrations';

/** Roles that an administrator might add. */
export const SAMPLE_ROLES: readonly RoleDefinition[] = [
  { name: API_INTEGRATIONS, isStandard: false, grantsEverything: false, permissions: { ApiCalls: 'Full' } },
  {
    name: 'Support',
    isStandard: false,
    grantsEverything: false,
    permissions: { AuthenticationKeys: 'View', ApiCalls: 'Full' },
  },
];
