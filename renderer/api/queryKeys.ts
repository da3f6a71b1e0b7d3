/** Names of the stored answers. Every answer of an installation carries the connection it came from. */
export const queryKeys = {
  appState: ['app', 'state'] as const,
  bulk: ['bulk'] as const,
  clipboard: ['clipboard'] as const,
  connections: ['connections'] as const,
  keyView: (connectionId: string) => ['keyView', connectionId] as const,
  /** Everything that came from any installation. */
  installations: ['installation'] as const,
  /** Everything that came from one installation. */
  installation: (connectionId: string) => ['installation', connectionId] as const,
  keys: (connectionId: string) => ['installation', connectionId, 'keys'] as const,
  keptKeys: (connectionId: string) => ['installation', connectionId, 'keptKeys'] as const,
  permissions: (connectionId: string) => ['installation', connectionId, 'permissions'] as const,
  accounts: (connectionId: string, search: string) => ['installation', connectionId, 'accounts', search] as const,
  /** Every answer about the activity journal. */
  activities: ['activity'] as const,
  activity: (connectionId: string | null, search: string, language: string) =>
    ['activity', connectionId, search, language] as const,
};
