/**
 * The closed list of calls that the window can make. Free of zod on purpose: the preload imports only this list and
 * stays a few hundred bytes (with the schemas it would be about 450 kB).
 */
export const CHANNELS = [
  'app:getState',
  'app:setPreferences',
  'app:retryKeychain',
  'app:cancelKeychain',
  'connections:list',
  'connections:add',
  'connections:change',
  'connections:remove',
  'connections:activate',
  'connections:test',
  'connections:export',
  'connections:import',
  'connections:chooseCertificate',
  'keys:list',
  'keys:listKept',
  'keys:export',
  'keys:getPermissions',
  'keys:create',
  'keys:edit',
  'keys:delete',
  'keys:setExpiry',
  'bulk:getState',
  'bulk:stop',
  'bulk:dismiss',
  'keys:reveal',
  'keys:hide',
  'accounts:listEligible',
  'clipboard:copyToken',
  'clipboard:copyTokens',
  'clipboard:copySecret',
  'clipboard:clear',
  'clipboard:copyNext',
  'clipboard:getState',
  'lock:lock',
  'lock:unlock',
  'lock:unlockWithSystem',
  'lock:setPassphrase',
  'lock:removePassphrase',
  'activity:list',
  'activity:export',
] as const;

/** Name of one call, `area:verb`. */
export type Channel = (typeof CHANNELS)[number];
