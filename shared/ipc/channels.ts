/**
 * The closed list of calls that the window can make. Free of zod on purpose: the preload imports only this list and
 * stays a few hundred bytes (with the schemas it would be about 450 kB).
 */
export const CHANNELS = [
  'app:getState',
  'app:setPreferences',
  'app:retryKeychain',
  'connections:list',
  'connections:add',
  'connections:change',
  'connections:remove',
  'connections:activate',
  'keys:list',
  'keys:getPermissions',
  'keys:create',
  'keys:edit',
  'keys:delete',
  'keys:reveal',
  'accounts:listEligible',
  'clipboard:copyToken',
  'clipboard:copySecret',
  'clipboard:clear',
  'activity:list',
  'activity:export',
] as const;

/** Name of one call, `area:verb`. */
export type Channel = (typeof CHANNELS)[number];
