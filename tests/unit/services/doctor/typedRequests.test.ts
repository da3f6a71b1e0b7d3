import { describe, expect, test } from 'vitest';
import type { PasteFormat } from '../../../../electron/services/doctor/pastedRequest.ts';
import { type Deviation, examine, paste, rightRequest, SECRET } from './signedPaste.ts';

/** The request stands in the text as it was typed, and is signed as the client sends it, or otherwise. */
const typedIn = (format: PasteFormat, signedAddress: string, more: Deviation = {}) =>
  paste(rightRequest(1), {
    ...more,
    sent: { address: 'http://127.0.0.1:8787/api/x?name=Пётр Ильич&b=a+b', host: '127.0.0.1:8787' },
    signed: { address: signedAddress },
    request: { format, addressIs: 'typed', ...more.request },
    // Clients do not show the Host that they add.
    changeHeaders: (headers) => headers.filter(([name]) => name !== 'Host'),
  });

const ENCODED = '/api/x?name=%D0%9F%D1%91%D1%82%D1%80%20%D0%98%D0%BB%D1%8C%D0%B8%D1%87&b=a+b';
const TYPED = '/api/x?name=Пётр Ильич&b=a+b';

describe.each<PasteFormat>(['newman', 'postman', 'bruno', 'httpYac', 'code'])('an address typed into %s', (format) => {
  test('is right if it was signed as it is sent', () => {
    const { errors, codes, isVerified } = examine(typedIn(format, ENCODED), SECRET);
    expect({ errors, codes, isVerified }).toEqual({ errors: [], codes: ['addressEncodedByClient'], isVerified: true });
    expect(examine(typedIn(format, ENCODED), null)).toMatchObject({ errors: [], needsSecret: true });
  });

  test('is wrong if it was signed as it was typed', () => {
    const { findings, errors } = examine(typedIn(format, TYPED), SECRET);
    expect(errors).toEqual(['signedOtherAddress']);
    expect(findings[0]).toMatchObject({ found: TYPED, expected: ENCODED, facts: { spelling: 'typed' } });
  });

  test('is wrong if it was signed as another library encodes it', () => {
    const form = ENCODED.replaceAll('%20', '+');
    const { findings } = examine(typedIn(format, form), SECRET);
    expect(findings[0]).toMatchObject({ code: 'signedOtherAddress', facts: { spelling: 'form' } });
  });
});

test('the platform itself says which address arrived, if it quotes the string-to-sign', () => {
  const Details = [{ Field: 'string-to-sign', Message: `POST\n${ENCODED}&x=1\na;127.0.0.1:8787;b` }];
  const text = JSON.stringify({ Code: 'Unauthorized', Message: 'Text', Details });
  const pasted = typedIn('code', `${ENCODED}&x=1`, { request: { response: { status: null, date: null, text } } });
  expect(examine(pasted, SECRET)).toMatchObject({ errors: [], isVerified: true });
});

test('variables of a request that was not sent yet are named, each at its place', () => {
  const address = '{{base}}/api/x?name={{name}}';
  const pasted = paste(rightRequest(1), {
    sent: { address },
    request: { format: 'bruno', addressIs: 'typed' },
    changeHeaders: (headers) => headers.filter(([name]) => name !== 'Host'),
  });
  const { findings, needsSecret } = examine(pasted, null);
  const marked = findings.map(({ place }) => pasted.text.slice(place?.start, place?.end));
  expect(findings.map(({ code }) => code)).toEqual(['placeholderLeft', 'placeholderLeft']);
  expect(marked).toEqual(['{{base}}', '{{name}}']);
  expect(needsSecret).toBe(false);
});

test('curl -d @file is remarked, whose body the command does not show', () => {
  const note = ' -d @body.json ';
  const { text, request } = paste(rightRequest(1));
  const pasted = `${text}${note}`;
  const command = {
    ...request,
    format: 'curl',
    body: null,
    bodyIs: 'unknown',
    place: { start: 0, end: pasted.length },
  } as const;
  const { findings } = examine({ text: pasted, request: command }, SECRET);
  expect(findings).toMatchObject([{ code: 'bodyCutByCurl', expected: '--data-binary' }]);
  expect(pasted.slice(findings[0]?.place?.start, findings[0]?.place?.end)).toBe('-d @');
});

test('a line of a log says what it cannot show', () => {
  const { text, request } = paste(rightRequest(1));
  const line = { ...request, format: 'nginxLog', headers: [], body: null, bodyIs: 'unknown' } as const;
  expect(examine({ text, request: line }, SECRET)).toMatchObject({ codes: ['logLineOnly'], needsSecret: false });
});
