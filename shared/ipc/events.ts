/**
 * Events that main sends to the window. They carry no data, so nothing can leak through them: they report which data is
 * out of date, and the window fetches it again.
 */
export const EVENTS = [
  'menu:create',
  'menu:search',
  'menu:refresh',
  'menu:shortcuts',
  'app:changed',
  'connections:changed',
  'clipboard:changed',
  'reveal:ended',
  'activity:changed',
  'bulk:changed',
  'disabled:changed',
  'keyTests:changed',
  'notes:changed',
  'adopted:changed',
  'keyLink:opened',
  'usage:changed',
  'lastUse:changed',
  'incident:changed',
  'rotations:changed',
  'lastUse:progress',
  'reminders:changed',
  'reminders:opened',
  'calendar:changed',
  'installation:changed',
] as const;

/** Name of one event. */
export type EventName = (typeof EVENTS)[number];
/** An event that runs a command of the application menu in the window. */
export type MenuCommand = Extract<EventName, `menu:${string}`>;
