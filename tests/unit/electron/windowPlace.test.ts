import { EventEmitter } from 'node:events';
import type { Display, Rectangle } from 'electron';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { placeWindow, REMEMBER_DELAY_MS, rememberPlace } from '../../../electron/windowPlace.ts';
import type { WindowState } from '../../../shared/model/settings.ts';

const LAPTOP: Rectangle = { x: 0, y: 0, width: 1920, height: 1040 };
/** To the left of the laptop, and higher. */
const MONITOR: Rectangle = { x: -2560, y: -400, width: 2560, height: 1400 };

/** The screens of a computer, the primary one first. */
function screensOf(...areas: readonly Rectangle[]) {
  const displays = areas.map((workArea) => ({ workArea }) as Display);
  return { getAllDisplays: () => displays, getPrimaryDisplay: () => displays[0] as Display };
}

const stateAt = (x: number, y: number, width = 1440, height = 900): WindowState => ({
  width,
  height,
  position: { x, y },
  isMaximized: false,
});

describe('the place of the window', () => {
  it('is the middle of the screen at the first start, and not larger than the screen', () => {
    expect(placeWindow(null, screensOf(LAPTOP))).toEqual({
      width: 1440,
      height: 900,
      position: null,
      isMaximized: false,
    });
    // 1366×768 at 150 %, below a taskbar.
    expect(placeWindow(null, screensOf({ x: 0, y: 0, width: 911, height: 472 }))).toMatchObject({
      width: 911,
      height: 472,
    });
  });

  it.each([
    ['on the second screen', stateAt(-2000, -300)],
    ['across both screens', stateAt(-700, 0)],
    ['maximized', { ...stateAt(-2000, -300), isMaximized: true }],
  ])('is the last one, %s', (_name, state) => {
    expect(placeWindow(state, screensOf(LAPTOP, MONITOR))).toEqual(state);
  });

  it.each([
    ['partly outside', stateAt(900, 500), stateAt(480, 140)],
    ['above the screen, where its title bar could not be reached', stateAt(100, -60), stateAt(100, 0)],
    ['larger than a screen with a new scale', stateAt(0, 0, 2400, 1300), stateAt(0, 0, 1920, 1040)],
    ['mostly on a screen that is gone', stateAt(-700, 0), stateAt(0, 0)],
  ])('fault 156: is moved into the screen, %s', (_name, state, place) => {
    expect(placeWindow(state, screensOf(LAPTOP))).toEqual(place);
  });

  it('fault 156: is the middle of the primary screen if its screen is gone', () => {
    const state = { ...stateAt(-2500, -300, 2400, 1300), isMaximized: true };
    const place = { width: 1920, height: 1040, position: null, isMaximized: true };
    expect(placeWindow(state, screensOf(LAPTOP))).toEqual(place);
  });

  it('is never smaller than the window can be', () => {
    const tiny = { x: 0, y: 0, width: 500, height: 300 };
    expect(placeWindow(stateAt(400, 200), screensOf(tiny))).toEqual(stateAt(0, 0, 640, 400));
  });
});

/** A window that the test moves. */
class MovedWindow extends EventEmitter {
  bounds: Rectangle = { x: 240, y: 70, width: 1440, height: 900 };
  mode: 'normal' | 'maximized' | 'minimized' | 'fullScreen' = 'normal';
  getNormalBounds = (): Rectangle => this.bounds;
  isDestroyed = (): boolean => false;
  isMaximized = (): boolean => this.mode === 'maximized';
  isMinimized = (): boolean => this.mode === 'minimized';
  isFullScreen = (): boolean => this.mode === 'fullScreen';

  move(bounds: Partial<Rectangle>): void {
    this.bounds = { ...this.bounds, ...bounds };
    this.emit('resize');
    this.emit('move');
  }
}

describe('remembering the place', () => {
  const place = placeWindow(null, screensOf(LAPTOP));
  let window: MovedWindow;
  let saved: WindowState[];

  beforeEach(() => {
    vi.useFakeTimers();
    window = new MovedWindow();
    saved = [];
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  const remember = (hasPosition = true, opened = place): void =>
    rememberPlace({
      window: window as unknown as Parameters<typeof rememberPlace>[0]['window'],
      place: opened,
      hasPosition,
      save: (state) => saved.push(state),
    });
  const rest = () => vi.advanceTimersByTime(REMEMBER_DELAY_MS);

  it('saves once after a movement has ended', () => {
    remember();
    window.move({ x: 100 });
    vi.advanceTimersByTime(REMEMBER_DELAY_MS - 1);
    window.move({ x: 50, width: 1200 });
    expect(saved).toEqual([]);
    rest();
    expect(saved).toEqual([{ width: 1200, height: 900, position: { x: 50, y: 70 }, isMaximized: false }]);
  });

  it('saves at once when the window is closed, and nothing if it was not changed', () => {
    remember();
    window.move({});
    rest();
    window.emit('close');
    expect(saved).toEqual([]);
    window.move({ width: 1000 });
    window.emit('close');
    expect(saved).toHaveLength(1);
    rest();
    expect(saved).toHaveLength(1);
  });

  it('saves that the window is maximized, with the size that it returns to', () => {
    remember();
    window.mode = 'maximized';
    window.emit('maximize');
    rest();
    window.mode = 'normal';
    window.emit('unmaximize');
    rest();
    expect(saved).toEqual([{ ...place, isMaximized: true }, place]);
  });

  it.each(['minimized', 'fullScreen'] as const)('saves nothing while the window is %s', (mode) => {
    remember(true, { ...place, isMaximized: true });
    window.mode = mode;
    window.move({ x: -32000, y: -32000, width: 160, height: 28 });
    window.emit('close');
    expect(saved).toEqual([]);
  });

  it('does not save a size that the system has rounded', () => {
    window.bounds = { x: 240, y: 70, width: 1441, height: 901 };
    remember();
    window.move({ x: 0 });
    rest();
    expect(saved).toEqual([{ ...place, position: { x: 0, y: 70 } }]);
  });

  it('saves no position where the display server does not tell it', () => {
    remember(false, stateAt(100, 100));
    window.move({ x: 0, y: 0 });
    rest();
    expect(saved).toEqual([]);
    window.move({ width: 1000 });
    rest();
    expect(saved).toEqual([{ width: 1000, height: 900, position: null, isMaximized: false }]);
  });
});
