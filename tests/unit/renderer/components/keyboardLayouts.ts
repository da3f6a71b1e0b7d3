/** The keys of a keyboard, row by row, by the names of their places. */
const PLACES = [
  ...[...'1234567890'].map((digit) => `Digit${digit}`),
  ...[...'QWERTYUIOP'].map((letter) => `Key${letter}`),
  ...[...'ASDFGHJKL'].map((letter) => `Key${letter}`),
  'Semicolon',
  ...[...'ZXCVBNM'].map((letter) => `Key${letter}`),
  'Comma',
  'Period',
  'Slash',
];

/** A keyboard layout. */
export interface KeyboardLayout {
  readonly name: string;
  /** Whether its letters are those of the Latin alphabet. */
  readonly isLatin: boolean;
  /** Character of each key without Shift, by its code. */
  readonly printed: ReadonlyMap<string, string>;
}

/** @param rows the four rows, as they are printed; `\u0000` for a dead key. */
function layout(name: string, isLatin: boolean, rows: string): KeyboardLayout {
  const keys = [...rows.replaceAll(' ', '')].map((key) => (key === '\0' ? 'Dead' : key));
  return { name, isLatin, printed: new Map(PLACES.map((place, index) => [place, keys[index] ?? ''])) };
}

/** Layouts of many kinds, each as its system ships it. */
export const KEYBOARD_LAYOUTS: readonly KeyboardLayout[] = [
  layout('QWERTY', true, '1234567890 qwertyuiop asdfghjkl; zxcvbnm,./'),
  layout('QWERTZ', true, '1234567890 qwertzuiop asdfghjklö yxcvbnm,.-'),
  layout('AZERTY', true, `&é"'(-è_çà azertyuiop qsdfghjklm wxcvbn,;:!`),
  layout('Czech', true, '+ěščřžýáíé qwertzuiop asdfghjklů yxcvbnm,.-'),
  layout('Dvorak', true, `1234567890 ',.pyfgcrl aoeuidhtns ;qjkxbmwvz`),
  layout('Programmer Dvorak', true, `&[{}(=*)+] ;,.pyfgcrl aoeuidhtns 'qjkxbmwvz`),
  layout('Colemak', true, '1234567890 qwfpgjluy; arstdhneio zxcvbkm,./'),
  layout('Bépo', true, `"«»()@+-/* bépoè\0vdlj auie,ctsrn àyx.k'qghf`),
  layout('Turkish F', true, '1234567890 fgğıodrnhp uieaütkmly jövcçzsb.,'),
  layout('Russian', false, '1234567890 йцукенгшщз фывапролдж ячсмитьбю.'),
  layout('Ukrainian', false, '1234567890 йцукенгшщз фівапролдж ячсмитьбю.'),
  layout('Greek', false, '1234567890 ;ςερτυθιοπ ασδφγηξκλ\0 ζχψωβνμ,./'),
  layout('Hebrew', false, `1234567890 /'קראטוןםפ שדגכעיחלךף זסבהנמצתץ.`),
  layout('Persian', false, '۱۲۳۴۵۶۷۸۹۰ ضصثقفغعهخح شسیبلاتنمک ظطزرذدپو./'),
  layout('Thai', false, 'ๅ/_ภถุึคตจ ๆไำพะัีรนย ฟหกดเ้่าสว ผปแอิืทมใฝ'),
  layout('Armenian', false, '1234567890 քոեռտըւիօպ ասդֆգհյկլ; զղցվբնմ,․/'),
];
