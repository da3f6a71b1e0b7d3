/**
 * What main tells the window without being asked. An event carries no data: it says which answers are out of date,
 * and the window asks again. So nothing can leak through an event.
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
  'keyLink:opened',
] as const;

/** Name of one event. */
export type EventName = (typeof EVENTS)[number];
/** An event by which the application menu has the window do something. */
export type MenuCommand = Extract<EventName, `menu:${string}`>;
