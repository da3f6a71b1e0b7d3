/** What a program offers to paste: the bytes of each format. */
export type Offer = ReadonlyMap<string, Blob>;

const TEXT = 'text/plain';

/** The clipboard of a desktop, real or simulated, as the application uses it. */
export interface DesktopClipboard {
  /** Whether the window of the application has the focus; some desktops require it. */
  isFocused: boolean;
  /** Replaces the contents. */
  write(offer: Offer): void | Promise<void>;
  /** Clears the clipboard as Chromium does. */
  clear(): void | Promise<void>;
  /** What the application sees. */
  read(): Offer | Promise<Offer>;
}

const NOTHING: Offer = new Map();

/**
 * A simulated clipboard of a desktop with the application and one other program, as Chromium uses it (ui/base/clipboard and
 * ui/ozone/platform of Chromium 155). This one is that of Windows and macOS, which store the contents and require no focus, and of
 * X11, which behaves the same for as long as the application runs.
 */
export class SystemClipboard implements DesktopClipboard {
  isFocused = true;
  /** What any program except the application pastes. */
  protected offered: Offer = NOTHING;

  write(offer: Offer): void {
    this.offered = offer;
  }

  clear(): void {
    this.write(NOTHING);
  }

  read(): Offer {
    return this.offered;
  }

  /** What any other program pastes. */
  paste(): Offer {
    return this.offered;
  }

  /** Another program copies a text. */
  copyElsewhere(text: string): void {
    this.offered = new Map([[TEXT, new Blob([text])]]);
  }

  /** The application exits. */
  applicationEnds(): void {}
}

/**
 * GNOME's compositor on Wayland. It caches the text of each source and offers it again, without its mark, once the source is
 * gone, as after clearing. A window without the focus can neither write nor read: it sees its own copy.
 */
export class MutterClipboard extends SystemClipboard {
  /** What the application offers; `null` if another program or the compositor offers. */
  private source: Offer | null = null;
  /** What Chromium considers its own offer, whether or not the compositor received it. */
  private own: Offer | null = null;

  override write(offer: Offer): void {
    this.own = offer;
    if (this.isFocused) {
      this.source = offer;
      this.offered = offer;
    }
  }

  override clear(): void {
    this.own = null;
    this.applicationEnds();
  }

  override read(): Offer {
    return this.isFocused ? this.offered : (this.own ?? NOTHING);
  }

  override copyElsewhere(text: string): void {
    super.copyElsewhere(text);
    this.source = null;
    this.own = null;
  }

  override applicationEnds(): void {
    if (this.source !== null) {
      this.offered = textOf(this.source);
      this.source = null;
    }
  }
}

/** The text of an offer without its other formats. */
function textOf(offer: Offer): Offer {
  const text = offer.get(TEXT);
  return text === undefined ? NOTHING : new Map([[TEXT, text]]);
}
