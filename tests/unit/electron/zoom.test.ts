import { EventEmitter } from 'node:events';
import type { Input, WebContents } from 'electron';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { Zoom, zoomCommand } from '../../../electron/zoom.ts';

const KEY = { type: 'keyDown' as const, key: '=', code: 'Equal', control: true, meta: false, alt: false, shift: false };

describe('a key', () => {
  it.each([
    ['Ctrl and =', {}, 'in'],
    ['Ctrl and +, with Shift or on the number pad', { key: '+' }, 'in'],
    ['Ctrl and -', { key: '-' }, 'out'],
    ['Ctrl and 0', { key: '0' }, 'reset'],
    ['= alone', { control: false }, null],
    ['Ctrl and another digit', { key: '1' }, null],
    ['the 0 of the number pad without Num Lock, which copies', { key: 'Insert' }, null],
    ['with AltGr', { alt: true }, null],
    ['with the Windows key', { meta: true }, null],
    ['the 6 of AZERTY, which selects a connection', { key: '-', code: 'Digit6' }, null],
    ['the 1 of a Czech keyboard, which does so too', { key: '+', code: 'Digit1' }, null],
    ['the 0 of AZERTY', { key: 'à', code: 'Digit0' }, 'reset'],
    ['+ over the 1 of a Swiss keyboard', { key: '+', code: 'Digit1', shift: true }, 'in'],
    ['- of the number pad', { key: '-', code: 'NumpadSubtract' }, 'out'],
    ['a key that is released', { type: 'keyUp' as const }, null],
  ])('%s zooms on Windows and Linux: %j is %s', (_name, change, command) => {
    expect(zoomCommand({ ...KEY, ...change }, 'linux')).toBe(command);
    expect(zoomCommand({ ...KEY, ...change }, 'win32')).toBe(command);
  });

  it('zooms with Command on macOS, not with Ctrl', () => {
    expect(zoomCommand({ ...KEY, control: false, meta: true }, 'darwin')).toBe('in');
    expect(zoomCommand(KEY, 'darwin')).toBeNull();
  });
});

describe('the zoom', () => {
  let percent: number;
  let zoom: Zoom;
  let isGone: boolean;
  const contents = new EventEmitter();
  const setZoomFactor = vi.fn();

  beforeEach(() => {
    percent = 100;
    isGone = false;
    contents.removeAllListeners();
    setZoomFactor.mockClear();
    zoom = new Zoom({
      platform: 'linux',
      current: () => percent,
      change: (chosen) => {
        percent = chosen;
      },
    });
    zoom.attach(Object.assign(contents, { setZoomFactor, isDestroyed: () => isGone }) as unknown as WebContents);
  });

  const press = (input: Partial<Input>) => {
    const event = { preventDefault: vi.fn() };
    contents.emit('before-input-event', event, { ...KEY, ...input });
    return event.preventDefault.mock.calls.length > 0;
  };

  it('handles its shortcuts, which the page does not receive, and no other keys', () => {
    expect(press({})).toBe(true);
    expect([percent, setZoomFactor.mock.lastCall]).toEqual([110, [1.1]]);
    expect(press({ key: 'f' })).toBe(false);
    expect(press({ key: '0' })).toBe(true);
    expect([percent, setZoomFactor.mock.lastCall]).toEqual([100, [1]]);
  });

  it('handles the mouse wheel', () => {
    contents.emit('zoom-changed', {}, 'out');
    expect(percent).toBe(90);
    contents.emit('zoom-changed', {}, 'in');
    expect(percent).toBe(100);
  });

  it.each([
    ['in', 105, 110],
    ['out', 105, 100],
    ['in', 300, 300],
    ['out', 50, 50],
  ] as const)('zooms %s from %i to %i percent', (command, from, to) => {
    percent = from;
    zoom.change(command);
    expect(percent).toBe(to);
  });

  it('is restored from the settings for each page that is loaded', () => {
    percent = 150;
    contents.emit('did-finish-load');
    expect(setZoomFactor).toHaveBeenCalledWith(1.5);
  });

  it('does not use a destroyed window', () => {
    isGone = true;
    press({});
    expect(setZoomFactor).not.toHaveBeenCalled();
  });
});
