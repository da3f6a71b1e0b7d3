import type { FindingCode } from '../../../../../shared/model/doctor.ts';
import { SECRET } from '../signedPaste.ts';
import type { Mistake } from './mistake.ts';

const query = (address: string) => address.slice(address.indexOf('?') + 1);
const path = (address: string) => address.slice(0, address.indexOf('?'));

/** Mistakes that are found only with the secret key. */
export const HIDDEN_MISTAKES: readonly Mistake[] = [
  ...(
    [
      ['the query not signed', ['signedOtherAddress'], ({ address }) => ({ signed: { address: path(address) } })],
      ['the address as typed', ['signedOtherAddress'], ({ address }) => ({ signed: { address: decodeURI(address) } })],
      [
        'encodeURI for what is sent in lower-case hex',
        ['signedOtherAddress'],
        ({ address }) => ({ signed: { address: address.replaceAll('%2f', '%2F') } }),
      ],
      [
        'the query sorted',
        ['signedOtherAddress'],
        ({ address }) => ({ signed: { address: `${path(address)}?${query(address).split('&').sort().join('&')}` } }),
      ],
      [
        '+ for a space',
        ['signedOtherAddress'],
        ({ address }) => ({ signed: { address: address.replaceAll('%20', '+') } }),
      ],
      [
        'an absolute address',
        ['signedOtherAddress'],
        ({ address, host }) => ({ signed: { address: `https://${host}${address}` } }),
      ],
      [
        'URLSearchParams, for the params of axios',
        ['signedOtherAddress'],
        () => ({ sent: { address: '/x?time=10:20,30' }, signed: { address: '/x?time=10%3A20%2C30' } }),
      ],
      [
        '%2F, which aiohttp decodes',
        ['signedOtherAddress'],
        () => ({ sent: { address: '/x?path=/a' }, signed: { address: '/x?path=%2Fa' } }),
      ],
      [
        '%2f, which requests and httpx write as %2F',
        ['signedOtherAddress'],
        () => ({ sent: { address: '/x?path=%2Fa' }, signed: { address: '/x?path=%2fa' } }),
      ],
      [
        'a query before its variable was replaced',
        ['signedOtherAddress'],
        () => ({ sent: { address: '/x?name=1' }, signed: { address: '/x?name={{name}}' } }),
      ],
      [
        'the host without its port',
        ['signedOtherHost'],
        () => ({ sent: { host: 'h.example:81' }, signed: { host: 'h.example' } }),
      ],
      [
        'the host with a default port',
        ['signedOtherHost'],
        () => ({ sent: { host: 'h.example' }, signed: { host: 'h.example:443' } }),
      ],
      ['the host before its variable was replaced', ['signedOtherHost'], () => ({ signed: { host: '{{base}}' } })],
      ['no host', ['signedOtherHost'], () => ({ signed: { host: '' } })],
      ['the method in lower case', ['signedLowerCaseMethod'], () => ({ signed: { method: 'post' } })],
      ['the two characters \\n', ['signedLiteralLineFeed'], () => ({ signed: { lineEnd: '\\n' } })],
      ['CR LF', ['signedOtherLineEnds'], () => ({ signed: { lineEnd: '\r\n' } })],
      ['a line feed at the end', ['signedOtherLineEnds'], () => ({ signed: { end: '\n' } })],
      ['commas between the values', ['signedOtherSeparator'], () => ({ signed: { separator: ',' } })],
      [
        'another order',
        ['signedOtherOrder'],
        ({ signedHeaders }) => ({ signed: { order: signedHeaders.toReversed() } }),
      ],
      [
        'another spelling of the date',
        ['signedOtherDate'],
        () => ({ signed: { date: 'Thu, 3 Dec 2026 10:00:04 GMT' } }),
      ],
      ['the secret as text', ['secretNotDecoded'], () => ({ signed: { secret: SECRET } })],
      ['another secret', ['signedWithOtherSecret'], () => ({ signed: { secret: Buffer.alloc(64, 1) } })],
      [
        'the address as typed and the host without its port',
        ['signedOtherAddress', 'signedOtherHost'],
        ({ address }) => ({
          sent: { host: 'h.example:81' },
          signed: { host: 'h.example', address: decodeURI(address) },
        }),
      ],
      [
        'the query not signed and the secret as text',
        ['signedOtherAddress', 'secretNotDecoded'],
        ({ address }) => ({ signed: { address: path(address), secret: SECRET } }),
      ],
      [
        'no address and no host, as Bruno gives them behind a variable',
        ['signedOtherAddress', 'signedOtherHost'],
        () => ({ signed: { address: '', host: '' } }),
      ],
    ] satisfies readonly (readonly [string, readonly FindingCode[], Mistake['make']])[]
  ).map(([name, codes, make]): Mistake => ({ name, codes, make, needsSecret: true })),
];
