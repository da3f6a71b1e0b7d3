import { describe, expect, test } from 'vitest';
import { examinePaste } from '../../../../electron/services/doctor/examinePaste.ts';
import { DATE, NOW, paste, rightRequest, SECRET, TOKEN } from './signedPaste.ts';

const { text, request } = paste(rightRequest(1));
const options = { index: 0, secret: null, now: NOW };
const codesOf = ({ findings }: ReturnType<typeof examinePaste>) => findings.map(({ code }) => code);

describe('a paste', () => {
  test('without a request says so', () => {
    const diagnosis = examinePaste('Hello', { requests: [], secrets: [] }, options);
    expect(diagnosis).toMatchObject({ requests: 0, format: null, needsSecret: false, token: null });
    expect(codesOf(diagnosis)).toEqual(['noRequest']);
  });

  test('gives the token and the string-to-sign of its request', () => {
    const diagnosis = examinePaste(text, { requests: [request], secrets: [] }, options);
    expect(diagnosis).toMatchObject({ requests: 1, format: 'http', token: TOKEN, secretSeen: false, findings: [] });
    expect(diagnosis.stringToSign).toMatch(new RegExp(`^POST\n/api/.*\n.*${DATE}`));
  });

  test('with several requests is examined for the one that is asked for', () => {
    const other = paste(rightRequest(1), { changeHeaders: (headers) => headers.slice(0, 4) });
    const both = { requests: [request, other.request], secrets: [] };
    expect(codesOf(examinePaste(text, both, options))).toEqual(['severalRequests']);
    expect(codesOf(examinePaste(other.text, both, { ...options, index: 1 }))[0]).toBe('authorizationMissing');
    expect(codesOf(examinePaste(text, both, { ...options, index: 9 }))).toEqual(['severalRequests']);
  });
});

describe('a secret key in the text', () => {
  const note = `\nsecret: ${SECRET}`;
  const start = text.length + note.indexOf(SECRET);
  const places = [{ start, end: start + SECRET.length }];

  test('is used, warned about, and masked', () => {
    const wrong = paste(rightRequest(1), { signed: { secret: SECRET } });
    const pasted = `${wrong.text}${note}`;
    const place = { start: pasted.indexOf(SECRET), end: pasted.length };
    const diagnosis = examinePaste(pasted, { requests: [wrong.request], secrets: [place] }, options);
    expect(codesOf(diagnosis)).toEqual(['secretNotDecoded', 'secretInText']);
    expect(diagnosis).toMatchObject({ secretSeen: true, needsSecret: false });
    expect(JSON.stringify(diagnosis)).not.toContain(SECRET);
  });

  test('verifies a right request among passwords', () => {
    const pasted = `${text}${note}`;
    const secrets = [{ start: 0, end: 4 }, ...places];
    expect(examinePaste(pasted, { requests: [request], secrets }, options)).toMatchObject({ isVerified: true });
  });

  test('says nothing of the signature if the text only looks like a key', () => {
    const other = Buffer.alloc(64, 3).toString('base64');
    const pasted = `${text}\n${other}`;
    const secrets = [{ start: text.length + 1, end: pasted.length }];
    const diagnosis = examinePaste(pasted, { requests: [request], secrets }, options);
    expect(codesOf(diagnosis)).toEqual(['secretInText']);
    expect(diagnosis.needsSecret).toBe(true);
  });

  test('is masked in what findings quote', () => {
    const leaked = paste(rightRequest(1), { sent: { address: `/api?key=${SECRET}` } });
    const place = { start: leaked.text.indexOf(SECRET), end: leaked.text.indexOf(SECRET) + SECRET.length };
    const diagnosis = examinePaste(leaked.text, { requests: [leaked.request], secrets: [place] }, options);
    expect(codesOf(diagnosis)).toContain('secretInText');
    expect(JSON.stringify(diagnosis)).not.toContain(SECRET);
    expect(diagnosis.stringToSign).toContain('/api?key=••••••••');
  });

  test('is found by the secret of the key, if it looks like none', () => {
    const diagnosis = examinePaste(
      `${text}${note}`,
      { requests: [request], secrets: [] },
      { ...options, secret: SECRET },
    );
    expect(diagnosis.findings).toMatchObject([{ code: 'secretInText', place: places[0] }]);
    expect(JSON.stringify(diagnosis)).not.toContain(SECRET);
  });
});
