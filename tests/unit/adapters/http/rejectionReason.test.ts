import { describe, expect, it } from 'vitest';
import { accountReason, credentialReason } from '../../../../electron/adapters/http/rejectionReason.ts';

const body = (Message: string, Details?: { Field: string; Message: string }[]) => ({
  Code: 'Unauthorized',
  Message,
  ...(Details && { Details }),
});
const challenge = (description: string) => `HMAC-SHA256 error="invalid_token" error_description="${description}"`;

describe('a rejected signed request', () => {
  it.each([
    ['Invalid Signature', { kind: 'signature' }],
    ['Invalid Credential', { kind: 'credential', problem: 'unknownToken' }],
    ['The access token has expired', { kind: 'credential', problem: 'expired' }],
    ['[Credential][SignedHeaders][Signature] is required', { kind: 'credential', problem: 'incomplete' }],
    ["Signed request header 'x-ms-date' is not provided", { kind: 'credential', problem: 'incomplete' }],
    ['host is required as a signed header', { kind: 'credential', problem: 'incomplete' }],
    ['Something new', undefined],
  ])('%s', (description, reason) => {
    expect(credentialReason(challenge(description))).toEqual(reason);
    expect(credentialReason(`Basic realm="x", ${challenge(description)}`, body('what exactly is wrong'))).toEqual(
      reason,
    );
    expect(credentialReason('', body(description))).toEqual(reason);
  });

  it.each(['HMAC-SHA256', 'HMAC-SHA256, Basic realm="Platform API", charset="UTF-8"', 'Negotiate, HMAC-SHA256'])(
    'arrived without a signature if the challenge says nothing about one: %s',
    (text) => {
      expect(credentialReason(text)).toEqual({ kind: 'credential', problem: 'unsigned' });
    },
  );

  it('is not called unsigned where the platform gives an error', () => {
    expect(credentialReason('HMAC-SHA256 error="other"')).toBeUndefined();
    expect(credentialReason('HMAC-SHA256, error="other"')).toBeUndefined();
    expect(credentialReason('Negotiate')).toBeUndefined();
  });

  it('comes with the string-to-sign of what arrived, if the platform says it', () => {
    const details = [{ Field: 'string-to-sign', Message: 'POST\n/api\nnow;host;hash' }];
    expect(credentialReason(challenge('Invalid Signature'), body('wrong', details))).toEqual({
      kind: 'signature',
      received: 'POST\n/api\nnow;host;hash',
    });
  });
});

describe('an account that may not use the API', () => {
  it.each([
    ['Disabled', 'archived'],
    ['Inactive', 'deactivated'],
    ['NoPermission', 'noPermission'],
  ])('%s: %s', (word, problem) => {
    expect(accountReason(body('text', [{ Field: 'Account', Message: word }]))).toEqual({ kind: 'account', problem });
  });

  it('is not guessed from texts', () => {
    expect(accountReason(body('The account x is archived'))).toBeUndefined();
    expect(accountReason(body('x', [{ Field: 'AccountId', Message: 'Disabled' }]))).toBeUndefined();
  });
});
