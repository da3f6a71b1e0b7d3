/** Keys of the English (US) and the Russian keyboard layout, in the same order. */
const ENGLISH = '`qwertyuiop[]asdfghjkl;\'zxcvbnm,.~QWERTYUIOP{}ASDFGHJKL:"ZXCVBNM<>';
const RUSSIAN = 'ёйцукенгшщзхъфывапролджэячсмитьбюЁЙЦУКЕНГШЩЗХЪФЫВАПРОЛДЖЭЯЧСМИТЬБЮ';
const TO_RUSSIAN = pairs(ENGLISH, RUSSIAN);
const TO_ENGLISH = pairs(RUSSIAN, ENGLISH);

/** Cyrillic letters that look like Latin ones, in lower or upper case. */
const CYRILLIC = 'авекмнорстухіјѕ';
const LATIN = 'abekmhopctyxijs';
const TO_LATIN = pairs(CYRILLIC, LATIN);

/** What the same keys would have typed in the other layout: Russian instead of English, and English instead of Russian. */
export function otherLayouts(text: string): readonly string[] {
  return [TO_RUSSIAN, TO_ENGLISH].map((table) => mapped(text, table)).filter((one) => one !== text);
}

/** A folded text with Latin letters for the Cyrillic ones that look like them. As long as the text. */
export function lookAlike(folded: string): string {
  return mapped(folded, TO_LATIN);
}

function pairs(from: string, to: string): ReadonlyMap<string, string> {
  return new Map([...from].map((letter, place) => [letter, to.charAt(place)]));
}

function mapped(text: string, table: ReadonlyMap<string, string>): string {
  return Array.from(text, (letter) => table.get(letter) ?? letter).join('');
}
