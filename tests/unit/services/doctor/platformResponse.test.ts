import { describe, expect, test } from 'vitest';
import { explainMistake } from '../../../../shared/hmac/explanations.ts';
import { type Deviation, examine, paste, rightRequest, SECRET } from './signedPaste.ts';

const respond = (Message: string, more: Deviation = {}): Deviation => ({
  ...more,
  request: { response: { status: null, date: null, text: JSON.stringify({ Code: 'Unauthorized', Message }) } },
});
const hidden: Deviation = {
  changeHeaders: (headers) => headers.map(([name, value]) => [name, name === 'Authorization' ? '********' : value]),
};

describe('what the platform has found itself', () => {
  const host = explainMistake({ kind: 'host', signed: '127.0.0.1', sent: '127.0.0.1:8787' }, JSON.stringify);

  test('is found without the secret key, also if the client hides Authorization', () => {
    const { findings, errors } = examine(paste(rightRequest(1), respond(host, hidden)), null);
    expect(errors).toEqual(['signedOtherHost']);
    expect(findings).toContainEqual(expect.objectContaining({ found: '127.0.0.1', expected: '127.0.0.1:8787' }));
    expect(findings.map(({ code }) => code)).toContain('authorizationHidden');
  });

  test('outweighs a signature that is right for the pasted text', () => {
    const { errors, isVerified } = examine(paste(rightRequest(1), respond(host)), SECRET);
    expect({ errors, isVerified }).toEqual({ errors: ['signedOtherHost'], isVerified: false });
  });

  test('names how the address is spelled', () => {
    const mistake = { kind: 'address', spelling: 'typed', signed: '/x', sent: '/x?a=1' } as const;
    const { findings } = examine(paste(rightRequest(1), respond(explainMistake(mistake, JSON.stringify))), null);
    expect(findings[0]).toMatchObject({ code: 'signedOtherAddress', facts: { spelling: 'withoutQuery' } });
  });

  test('is used for a body that the text does not show', () => {
    const message = 'The line breaks of the body were signed and not sent: with curl use --data-binary instead of -d.';
    const deviation = respond(message);
    const { errors } = examine(
      paste(rightRequest(1), { request: { ...deviation.request, body: null, bodyIs: 'unknown' } }),
      null,
    );
    expect(errors).toEqual(['bodyLineBreaksCut']);
  });

  test('gives the clock of the platform', () => {
    const message =
      'x-ms-date is old. More than 15 minutes behind the clock of the platform, which says Thu, 03 Dec 2026 12:00:00 GMT. Sign anew.';
    expect(examine(paste(rightRequest(1), respond(message)), null).errors).toEqual(['clockBehind']);
  });
});

test('a right signature that was rejected was changed on the way, unless something else is wrong', () => {
  const text = 'WWW-Authenticate: HMAC-SHA256 error="invalid_token" error_description="Invalid Signature"';
  const response = { request: { response: { status: null, date: null, text } } };
  expect(examine(paste(rightRequest(1), response), SECRET).errors).toEqual(['changedOnTheWay']);
  const changed = { ...response, sent: { body: '{"a": 1}' }, signed: { body: '{"a":1}' } };
  expect(examine(paste(rightRequest(1), changed), SECRET).errors).toEqual(['bodyRewritten']);
});
