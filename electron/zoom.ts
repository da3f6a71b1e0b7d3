import type { Input, WebContents } from 'electron';
import { ZOOM_PERCENT } from '../shared/model/settings.ts';

/** A wish to see everything larger, smaller, or as it is. */
export type ZoomCommand = 'in' | 'out' | 'reset';

/** What the zoom works with. */
export interface ZoomOptions {
  readonly platform: NodeJS.Platform;
  /** The zoom that was chosen last, in percent. */
  readonly chosen: () => number;
  readonly choose: (percent: number) => void;
}

/** The steps of browsers, in percent, within the bounds of the settings. */
const STEPS = [50, 67, 75, 80, 90, 100, 110, 125, 150, 175, 200, 250, 300].filter(
  (percent) => percent >= ZOOM_PERCENT.minimum && percent <= ZOOM_PERCENT.maximum,
);

/**
 * The zoom of the window, kept in the settings. Electron has it in the roles of its menu only, and on Windows and Linux there
 * is no menu.
 */
export class Zoom {
  readonly #options: ZoomOptions;
  #contents: Pick<WebContents, 'isDestroyed' | 'setZoomFactor'> | null = null;

  constructor(options: ZoomOptions) {
    this.#options = options;
  }

  /** Zooms a page as was chosen, each time that it is loaded, and follows the keys and the wheel. */
  attach(contents: WebContents): void {
    this.#contents = contents;
    contents.on('did-finish-load', () => this.#show());
    contents.on('zoom-changed', (_event, direction) => this.change(direction));
    contents.on('before-input-event', (event, input) => {
      const command = zoomCommand(input, this.#options.platform);
      if (command !== null) {
        event.preventDefault();
        this.change(command);
      }
    });
  }

  /** Zooms by one step, or back to 100 %. Does nothing at the last step. */
  change(command: ZoomCommand): void {
    const { chosen, choose } = this.#options;
    const next = nextPercent(chosen(), command);
    if (next !== chosen()) {
      choose(next);
      this.#show();
    }
  }

  #show(): void {
    if (this.#contents?.isDestroyed() === false) {
      this.#contents.setZoomFactor(this.#options.chosen() / 100);
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
 * What a key means for the zoom: by what it prints, wherever it is on the keyboard; on the number pad as well. The keys of the
 * digits are for choosing a connection, whatever they print without Shift: on AZERTY the 6 prints `-`, on Czech the 1 `+`.
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
  // With Alt as well it is AltGr on Windows, which prints other signs.
  const choosesConnection = !shift && /^Digit[1-9]$/.test(code);
  if (type !== 'keyDown' || !isOurs || alt || choosesConnection) {
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
