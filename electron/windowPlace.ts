import type { BrowserWindow, Rectangle, Screen } from 'electron';
import type { WindowState } from '../shared/model/settings.ts';

/** Smallest window, in device-independent pixels: fits a screen of 1366×768 at 200 %. */
export const MINIMUM_SIZE = { width: 640, height: 400 } as const;
/** Window of a first start, in device-independent pixels. */
const DEFAULT_STATE: WindowState = { width: 1440, height: 900, position: null, isMaximized: false };
/** Pause after which a moved or resized window is remembered, in milliseconds. */
export const REMEMBER_DELAY_MS = 500;

/** Where a window opens; `position` is `null` for the system's choice, usually the middle of the screen. */
export type WindowPlace = WindowState;

/**
 * Returns where to open the window: where it was, if the screens of today still show all of it; otherwise on the screen
 * that shows most of it, made smaller if necessary; in the middle of the primary screen if none does.
 * @param stored `null` for a first start.
 */
export function placeWindow(
  stored: WindowState | null,
  screen: Pick<Screen, 'getAllDisplays' | 'getPrimaryDisplay'>,
): WindowPlace {
  const state = stored ?? DEFAULT_STATE;
  const primary = screen.getPrimaryDisplay().workArea;
  const { position } = state;
  if (position === null) {
    return { ...state, ...sizeWithin(state, primary) };
  }
  const bounds = { width: state.width, height: state.height, ...position };
  const visible = screen.getAllDisplays().map(({ workArea }) => ({ workArea, pixels: overlap(bounds, workArea) }));
  const best = visible.toSorted((one, other) => other.pixels - one.pixels)[0];
  if (best === undefined || best.pixels === 0) {
    return { ...state, ...sizeWithin(state, primary), position: null };
  }
  if (visible.reduce((sum, { pixels }) => sum + pixels, 0) >= bounds.width * bounds.height) {
    return state;
  }
  const { x, y, width, height } = best.workArea;
  const size = sizeWithin(state, best.workArea);
  return {
    ...state,
    ...size,
    position: {
      x: within(bounds.x, x, x + width - size.width),
      y: within(bounds.y, y, y + height - size.height),
    },
  };
}

/** Options of {@link rememberPlace}. */
export interface RememberOptions {
  readonly window: Pick<
    BrowserWindow,
    'on' | 'isDestroyed' | 'getNormalBounds' | 'isMaximized' | 'isMinimized' | 'isFullScreen'
  >;
  /** Where it was opened. */
  readonly place: WindowPlace;
  /** Whether the display server tells the position of a window. */
  readonly hasPosition: boolean;
  readonly save: (state: WindowState) => void;
}

/**
 * Saves where the window is whenever the user has moved, resized or maximized it: the size and position of the normal
 * window, and whether it is maximized. Minimized and full screen are not remembered.
 */
export function rememberPlace({ window, place, hasPosition, save }: RememberOptions): void {
  let state = place;
  // As measured, since the system may round what was requested; saving that would change the size with each start.
  let bounds = window.getNormalBounds();
  let timer: NodeJS.Timeout | undefined;
  const remember = (): void => {
    clearTimeout(timer);
    if (window.isDestroyed() || window.isMinimized() || window.isFullScreen()) {
      return;
    }
    const isMaximized = window.isMaximized();
    const now = window.getNormalBounds();
    const isMoved = hasPosition && (now.x !== bounds.x || now.y !== bounds.y);
    const isResized = now.width !== bounds.width || now.height !== bounds.height;
    if (!isMoved && !isResized && isMaximized === state.isMaximized) {
      return;
    }
    const { width, height } = isResized ? now : state;
    const position = isMoved ? { x: now.x, y: now.y } : state.position;
    bounds = now;
    state = { width, height, position: hasPosition ? position : null, isMaximized };
    save(state);
  };
  const rememberLater = (): void => {
    clearTimeout(timer);
    timer = setTimeout(remember, REMEMBER_DELAY_MS);
  };
  window.on('resize', rememberLater);
  window.on('move', rememberLater);
  window.on('maximize', rememberLater);
  window.on('unmaximize', rememberLater);
  window.on('close', remember);
}

function sizeWithin({ width, height }: WindowState, area: Rectangle): { width: number; height: number } {
  return {
    width: Math.max(MINIMUM_SIZE.width, Math.min(width, area.width)),
    height: Math.max(MINIMUM_SIZE.height, Math.min(height, area.height)),
  };
}

/** The nearest number within limits; the lower limit if they cross. */
function within(value: number, lowest: number, highest: number): number {
  return Math.max(lowest, Math.min(value, highest));
}

/** Number of pixels that two rectangles share. */
function overlap(one: Rectangle, other: Rectangle): number {
  const width = Math.min(one.x + one.width, other.x + other.width) - Math.max(one.x, other.x);
  const height = Math.min(one.y + one.height, other.y + other.height) - Math.max(one.y, other.y);
  return Math.max(0, width) * Math.max(0, height);
}
