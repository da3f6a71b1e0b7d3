/**
 * What main tells the window without being asked. An event carries no data: it says which answers are out of date,
 * and the window asks again. So nothing can leak through an event.
 */
export const EVENTS = [
  'app:changed',
  'connections:changed',
  'clipboard:changed',
  'reveal:ended',
  'activity:changed',
  'bulk:changed',
  'keyLink:opened',
] as const;

/** Name of one event. */
export type EventName = (typeof EVENTS)[number];
