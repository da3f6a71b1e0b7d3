import type { Deviation, Sent } from '../signedPaste.ts';
import type { Mistake } from './mistake.ts';

const path = (address: string) => address.slice(0, address.indexOf('?'));
const text = ({ body }: Sent) => body.toString();
/** A body that was changed between signing and sending. */
const body = (signed: string | Buffer, sent: string | Buffer): Deviation => ({
  signed: { body: signed },
  sent: { body: sent },
});
const authorization = (changeAuthorization: Deviation['changeAuthorization']): Deviation =>
  changeAuthorization === undefined ? {} : { changeAuthorization };
const without = (unwanted: string): Deviation => ({
  changeHeaders: (headers) => headers.filter(([name]) => name.toLowerCase() !== unwanted),
});

/** Mistakes in request line and headers that are found without the secret key. */
export const HEAD_MISTAKES: readonly Mistake[] = [
  { name: 'no Authorization', codes: ['authorizationMissing'], make: () => without('authorization') },
  {
    name: 'Authorization twice',
    codes: ['authorizationTwice'],
    make: () => ({ changeHeaders: (headers) => [...headers, ['Authorization', 'Basic QTpC']] }),
  },
  { name: 'Basic', codes: ['authorizationOtherScheme'], make: () => authorization(() => 'Basic QTpC') },
  { name: 'no scheme', codes: ['authorizationOtherScheme'], make: () => authorization((value) => value.slice(12)) },
  {
    name: 'scheme in lower case',
    codes: [],
    remarks: ['schemeLetterCase'],
    make: () => authorization((value) => value.replace('HMAC-SHA256', 'hmac-sha256')),
  },
  {
    name: 'commas',
    codes: [],
    remarks: ['commasBetweenParameters'],
    make: () => authorization((value) => value.replaceAll('&', ', ')),
  },
  {
    name: 'a parameter in lower case',
    codes: [],
    remarks: ['parameterForm'],
    make: () => authorization((value) => value.replace('Credential', 'credential')),
  },
  {
    name: 'a parameter in quotation marks',
    codes: [],
    remarks: ['parameterForm'],
    make: () => authorization((value) => value.replace(/Credential=(\w+)/, 'Credential="$1"')),
  },
  {
    name: 'an unknown parameter',
    codes: ['parameterUnknown'],
    make: () => authorization((value) => `${value}&Version=1`),
  },
  {
    name: 'no signature',
    codes: ['parameterMissing'],
    make: () => authorization((value) => value.replace(/&Signature=.*/, '')),
  },
  {
    name: 'a parameter twice',
    codes: ['parameterTwice'],
    make: () => authorization((value) => `${value}&Credential=40572d43aa11bb22cc33dd44ee55fb2e`),
  },
  {
    name: 'the token in upper case',
    codes: ['credentialNotToken'],
    make: () =>
      authorization((value) => value.replace(/Credential=\w+/, (part) => `Credential=${part.slice(11).toUpperCase()}`)),
  },
  {
    name: 'a name for the token',
    codes: ['credentialNotToken'],
    make: () => authorization((value) => value.replace(/Credential=\w+/, 'Credential=service')),
  },
  {
    name: 'the host not in SignedHeaders',
    codes: ['headerNotSigned'],
    make: ({ signedHeaders }) => ({
      sent: { signedHeaders: signedHeaders.filter((name) => name.toLowerCase() !== 'host') },
    }),
  },
  {
    name: 'a signed header that is not sent',
    codes: ['headerNotSent'],
    make: ({ signedHeaders }) => ({ sent: { signedHeaders: [...signedHeaders, 'x-extra'] } }),
  },
  {
    name: 'the date missing',
    codes: ['headerNotSent'],
    make: ({ dateName }) => without(dateName),
  },
  {
    name: 'a signed header twice',
    codes: ['headerTwice'],
    make: () => ({
      changeHeaders: (headers) => [...headers, ...headers.filter(([name]) => name === 'x-ms-content-sha256')],
    }),
  },
  {
    name: 'a typed line feed after the signature',
    codes: ['lineBreakInHeader'],
    make: () => authorization((value) => `${value}\\n`),
  },
  {
    name: 'a variable in the address',
    codes: ['placeholderLeft'],
    make: ({ address }) => ({ sent: { address: `${path(address)}?name={{name}}` }, signed: { address } }),
  },
  {
    name: 'a variable for the token',
    codes: ['placeholderLeft'],
    make: () => authorization((value) => value.replace(/Credential=\w+/, 'Credential={{token}}')),
  },
  {
    name: 'a variable of a shell for the signature',
    codes: ['placeholderLeft'],
    make: () => ({ changeSignature: () => `$\{signature}` }),
  },
  {
    name: 'a variable in the body',
    codes: ['placeholderLeft'],
    make: (right) => body(text(right), text(right).replace('Бобров', '{{name}}')),
  },
  {
    name: 'letters beyond ASCII in the address',
    codes: ['addressNotAscii'],
    make: ({ address }) => ({ sent: { address: `${path(address)}?имя=1` }, signed: { address } }),
  },
  {
    name: 'a space in the address',
    codes: ['addressWithSpace'],
    make: ({ address }) => ({ sent: { address: `${path(address)}?name=a b` }, signed: { address } }),
  },
  {
    name: 'another host than the one of the address',
    codes: ['hostContradicts'],
    codesWithSecret: ['hostContradicts', 'signedOtherHost'],
    make: ({ address }) => ({
      sent: { address: `https://other.example${address}` },
      signed: { address, host: 'other.example' },
    }),
  },
  {
    name: 'signature in hexadecimal',
    codes: ['signatureEncoding'],
    make: () => ({ changeSignature: (signature) => Buffer.from(signature, 'base64').toString('hex') }),
  },
  {
    name: 'signature without padding',
    codes: ['signatureEncoding'],
    make: () => ({ changeSignature: (signature) => signature.replace('=', '') }),
  },
  {
    name: 'signature of another length',
    codes: ['signatureMalformed'],
    make: () => ({ changeSignature: (signature) => signature.slice(0, 20) }),
  },
];
