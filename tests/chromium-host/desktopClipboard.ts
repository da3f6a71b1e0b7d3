/** What a program offers to paste: the bytes of each format. */
export type Offer = ReadonlyMap<string, Blob>;

const TEXT = 'text/plain';
const NOTHING: Offer = new Map();

/**
 * The clipboard of a desktop, with the application and one other program on it, as Chromium uses it
 * (ui/base/clipboard and ui/ozone/platform of Chromium 155).
 */
export interface DesktopClipboard {
  /** Whether the window of the application has the focus. */
  isFocused: boolean;
  /** The application offers these formats in place of what was there. */
  write(offer: Offer): void;
  /** The application clears as Chromium does. */
  clear(): void;
  /** What the application sees. */
  read(): Offer;
  /** What any other program pastes. */
  paste(): Offer;
  /** Another program copies a text. */
  copyElsewhere(text: string): void;
  /** The application has ended. */
  applicationEnds(): void;
}

/** Windows and macOS keep the contents themselves, and ask for no focus. */
export class SystemClipboard implements DesktopClipboard {
  isFocused = true;
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

  paste(): Offer {
    return this.offered;
  }

  copyElsewhere(text: string): void {
    this.offered = offerOf(text);
  }

  applicationEnds(): void {}
}

/**
 * X11: what is pasted comes from the program that owns the selection. Clearing takes the ownership with nothing to offer,
 * so that nobody else brings anything back while the application runs.
 */
export class X11Clipboard extends SystemClipboard {
  private readonly restores: boolean;
  private isOwner = false;
  /** The last text that the manager has seen. */
  private kept: Offer = NOTHING;

  /** @param restores Whether a manager offers the last text again, without its mark, as Parcellite and Diodon do. */
  constructor({ restores = false } = {}) {
    super();
    this.restores = restores;
  }

  override write(offer: Offer): void {
    super.write(offer);
    this.isOwner = true;
    this.keep(offer);
  }

  override copyElsewhere(text: string): void {
    super.copyElsewhere(text);
    this.isOwner = false;
    this.keep(this.offered);
  }

  override applicationEnds(): void {
    if (this.isOwner) {
      this.isOwner = false;
      this.offered = this.kept;
    }
  }

  private keep(offer: Offer): void {
    if (this.restores && offer.has(TEXT)) {
      this.kept = textOf(offer);
    }
  }
}

/**
 * GNOME's compositor on Wayland. It keeps the text of each source, and offers it again without its mark once the source is
 * gone, as after clearing. A window without the focus is not heard and is told nothing: it sees its own copy.
 */
export class MutterClipboard implements DesktopClipboard {
  isFocused = true;
  private offered: Offer = NOTHING;
  /** The source of the application; `null` when another program, or the compositor itself, offers. */
  private source: Offer | null = null;
  /** What Chromium takes for its own offer, whether or not the compositor has heard of it. */
  private own: Offer | null = null;

  write(offer: Offer): void {
    this.own = offer;
    if (this.isFocused) {
      this.source = offer;
      this.offered = offer;
    }
  }

  clear(): void {
    this.own = null;
    this.loseSource();
  }

  read(): Offer {
    return this.isFocused ? this.offered : (this.own ?? NOTHING);
  }

  paste(): Offer {
    return this.offered;
  }

  copyElsewhere(text: string): void {
    this.source = null;
    this.own = null;
    this.offered = offerOf(text);
  }

  applicationEnds(): void {
    this.loseSource();
  }

  private loseSource(): void {
    if (this.source !== null) {
      this.offered = textOf(this.source);
      this.source = null;
    }
  }
}

function offerOf(text: string): Offer {
  return new Map([[TEXT, new Blob([text])]]);
}

/** The text of an offer alone, without its other formats. */
function textOf(offer: Offer): Offer {
  const text = offer.get(TEXT);
  return text === undefined ? NOTHING : new Map([[TEXT, text]]);
}
