/** Query keys. Data of an installation includes the connection that it came from. */
export const queryKeys = {
  appState: ['app', 'state'] as const,
  bulk: ['bulk'] as const,
  clipboard: ['clipboard'] as const,
  usage: ['usage'] as const,
  incidents: ['incidents'] as const,
  absence: ['absence'] as const,
  reminders: ['reminders'] as const,
  calendar: ['calendar'] as const,
  knownNames: ['knownNames'] as const,
  /** What all searches of keys of an incident found. */
  foundKeys: ['foundKeys'] as const,
  lastUseState: ['lastUse', 'state'] as const,
  connections: ['connections'] as const,
  installationFacts: ['installationFacts'] as const,
  keyView: (connectionId: string) => ['keyView', connectionId] as const,
  hygienePolicy: (connectionId: string) => ['hygienePolicy', connectionId] as const,
  /** All data of all installations. */
  installations: ['installation'] as const,
  /** All data of one installation. */
  installation: (connectionId: string) => ['installation', connectionId] as const,
  keyTests: (connectionId: string) => ['installation', connectionId, 'keyTests'] as const,
  keyTestState: ['keyTestState'] as const,
  keys: (connectionId: string) => ['installation', connectionId, 'keys'] as const,
  listHead: (connectionId: string) => ['installation', connectionId, 'listHead'] as const,
  cachedKeys: (connectionId: string) => ['installation', connectionId, 'cachedKeys'] as const,
  permissions: (connectionId: string) => ['installation', connectionId, 'permissions'] as const,
  notes: (connectionId: string) => ['installation', connectionId, 'notes'] as const,
  lastUse: (connectionId: string) => ['installation', connectionId, 'lastUse'] as const,
  adopted: (connectionId: string) => ['installation', connectionId, 'adopted'] as const,
  rotationProgress: ['rotationProgress'] as const,
  rotations: (connectionId: string) => ['installation', connectionId, 'rotations'] as const,
  ignoredFindings: (connectionId: string) => ['installation', connectionId, 'ignoredFindings'] as const,
  disabled: (connectionId: string) => ['installation', connectionId, 'disabled'] as const,
  noteDraft: (connectionId: string, token: string) => ['noteDraft', connectionId, token] as const,
  snippet: (connectionId: string, token: string, kind: string | null, language: string) =>
    ['installation', connectionId, 'snippet', token, kind, language] as const,
  accounts: (connectionId: string, search: string | null) =>
    ['installation', connectionId, 'accounts', search] as const,
  /** All data of the activity journal. */
  activities: ['activity'] as const,
  activity: (connectionId: string | null, search: string, language: string) =>
    ['activity', connectionId, search, language] as const,
};
