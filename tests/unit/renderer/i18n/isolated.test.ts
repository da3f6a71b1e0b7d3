import { describe, expect, it } from 'vitest';
import { isolated } from '../../../../renderer/i18n/isolated.ts';

describe('isolated', () => {
  it.each(['ERP connector', 'Бобров', 'Zo\u00eb', 'zoe\u0308', '\ud55c\uae00', '名前', '🔑 key', ''])(
    'leaves "%s" as it is, which turns nothing',
    (name) => {
      expect(isolated(name)).toBe(name);
    },
  );

  it.each(['שלום', 'عبد الله 2027', '\u{1e900}', '\u202egnp.exe', 'a\u200f', '\ufe8d'])('holds "%s" in', (name) => {
    expect(isolated(name)).toBe(`\u2068${name}\u2069`);
  });

  it('does not let a name end its own isolate, or leave one open', () => {
    expect(isolated('a\u2069\u202eb\u2067')).toBe('\u2068a\u202eb\u2069');
  });
});
