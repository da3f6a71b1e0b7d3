import { describe, expect, it } from 'vitest';
import { allowPlainText } from '../../../renderer/trustedTypes.ts';

describe('allowPlainText', () => {
  it('lets digits, letters and separators of a date pass', () => {
    expect(allowPlainText('28')).toBe('28');
    expect(allowPlainText('ГГГГ')).toBe('ГГГГ');
    expect(allowPlainText('28.02.2027')).toBe('28.02.2027');
  });

  it('rejects everything in which a parser could find a tag or an entity', () => {
    expect(allowPlainText('<img src=x onerror=alert(1)>')).toBeNull();
    expect(allowPlainText('28<')).toBeNull();
    expect(allowPlainText('&lt;script&gt;')).toBeNull();
  });
});
