import type { Input, WebContents } from 'electron';
import { ZOOM_PERCENT } from '../shared/model/settings.ts';

/** A zoom command. */
export type ZoomCommand = 'in' | 'out' | 'reset';

/** Options of {@link Zoom}. */
export interface ZoomOptions {
  readonly platform: NodeJS.Platform;
  /** Returns the current zoom in percent. */
  readonly current: () => number;
  readonly change: (percent: number) => void;
}

/** Zoom steps of browsers in percent, within the limits of the settings. */
const STEPS = [50, 67, 75, 80, 90, 100, 110, 125, 150, 175, 200, 250, 300].filter(
  (percent) => percent >= ZOOM_PERCENT.minimum && percent <= ZOOM_PERCENT.maximum,
);

/**
 * The zoom of the window, stored in the settings. Electron provides it only as roles of the menu, which KeyDesk has on
 * macOS only.
 */
export class Zoom {
  readonly #options: ZoomOptions;
  #contents: Pick<WebContents, 'isDestroyed' | 'setZoomFactor'> | null = null;

  constructor(options: ZoomOptions) {
    this.#options = options;
  }

  /** Applies the zoom to a page whenever it is loaded, and handles its shortcuts and the mouse wheel. */
  attach(contents: WebContents): void {
    this.#contents = contents;
    contents.on('did-finish-load', () => this.#apply());
    contents.on('zoom-changed', (_event, direction) => this.change(direction));
    contents.on('before-input-event', (event, input) => {
      const command = zoomCommand(input, this.#options.platform);
      if (command !== null) {
        event.preventDefault();
        this.change(command);
      }
    });
  }

  /** Zooms by one step, or to 100 %. No-op at the last step. */
  change(command: ZoomCommand): void {
    const { current, change } = this.#options;
    const next = nextPercent(current(), command);
    if (next !== current()) {
      change(next);
      this.#apply();
    }
  }

  #apply(): void {
    if (this.#contents?.isDestroyed() === false) {
      this.#contents.setZoomFactor(this.#options.current() / 100);
    }
  }
}

function nextPercent(percent: number, command: ZoomCommand): number {
  switch (command) {
    case 'in':
      return STEPS.find((step) => step > percent) ?? percent;
    case 'out':
      return STEPS.findLast((step) => step < percent) ?? percent;
    case 'reset':
      return 100;
  }
}

/**
 * Returns the zoom command of a key press, or `null`. Keys are matched by the character they produce, including those
 * of the number pad. Digit keys without Shift select a connection, whatever they produce: on AZERTY, the 6 key produces
 * `-`, and on Czech keyboards, the 1 key `+`.
 */
export function zoomCommand(
  {
    type,
    key,
    code,
    control,
    meta,
    alt,
    shift,
  }: Pick<Input, 'type' | 'key' | 'code' | 'control' | 'meta' | 'alt' | 'shift'>,
  platform: NodeJS.Platform,
): ZoomCommand | null {
  const isOurs = platform === 'darwin' ? meta && !control : control && !meta;
  // On Windows, Ctrl+Alt is AltGr, which produces other characters.
  const selectsConnection = !shift && /^Digit[1-9]$/.test(code);
  if (type !== 'keyDown' || !isOurs || alt || selectsConnection) {
    return null;
  }
  if (!shift && code === 'Digit0') {
    return 'reset';
  }
  switch (key) {
    case '+':
    case '=':
      return 'in';
    case '-':
      return 'out';
    case '0':
      return 'reset';
    default:
      return null;
  }
}
