import { join } from 'node:path';
import { BODY, type Call, LIST } from './calls.ts';

/** A client, and requests that it makes otherwise than usual. */
export interface Client {
  readonly name: string;
  /** Program and parameters; it serves the lines described in `runClients.ts`. */
  readonly command: readonly [program: string, ...parameters: string[]];
  /** Whether it sends the hard requests; `false` for clients of other methods. */
  readonly isGeneral?: false;
  readonly variants: readonly Variant[];
}

/** A request with a mistake or another peculiarity, and the response to it. */
interface Variant extends Call {
  readonly status: number;
  /** A part of the response: for a mistake the sentence that names the cause. */
  readonly text: string;
}

const PROGRAMS = join(import.meta.dirname, 'programs');
const node = (...parameters: string[]) => [process.execPath, ...parameters] as const;
/** Debian's, which has the libraries. */
const PYTHON = '/usr/bin/python3';
const python = (library: string) => [PYTHON, join(PROGRAMS, 'pythonClients.py'), library] as const;

const CYRILLIC = `${LIST}?name=Бобров`;
const OTHER_ADDRESS = 'The signature was made for the address';
const OTHER_HOST = 'The signature was made for the host';
const OTHER_BODY = 'The signature is right, but the body that arrived is not the one that was signed';
const CUT_LINE_BREAK = 'A line break (CR LF) at the end of the body was signed and not sent.';
const REWRITTEN = 'The JSON was written anew after it was signed';
const TEXT_SECRET = 'The secret key was used as text. Decode it from base64 first.';
const NOT_JSON = 'The body must be JSON: Content-Type: application/json.';
const OTHER_TEXT = 'The signature is wrong';

/** A mistake in a call of `List`, with the sentence that names the cause. */
function mistake(name: string, text: string, change: Partial<Variant> = {}): Variant {
  return { variant: name, target: LIST, body: BODY, status: 401, text, ...change };
}

/** A form of `List` that is unusual and let in. */
function form(name: string): Variant {
  return mistake(name, 'Бобров', { status: 200 });
}

/** The clients, in the order of the table. */
export const CLIENTS: readonly Client[] = [
  {
    name: 'newman (Postman)',
    command: node(join(PROGRAMS, 'newman.mjs')),
    variants: [
      mistake('const CryptoJS: the script fails', 'The request has no Authorization. If a script should have added it'),
      mistake('comments in the body', OTHER_BODY, { body: '{ // all\r\n"Take":1}' }),
      mistake('body signed before {{…}} is replaced', OTHER_BODY, { body: '{"Search":"{{name}}"}' }),
      mistake('query not signed', OTHER_ADDRESS, { target: `${LIST}?a=b` }),
      mistake('address signed before {{…}} is replaced', OTHER_TEXT, { target: `${LIST}?name={{name}}` }),
      mistake('host without its port', OTHER_HOST),
      mistake('secret key not decoded', TEXT_SECRET),
      mistake('body of the type Text', NOT_JSON, { status: 415 }),
    ],
  },
  {
    name: 'Bruno',
    command: node(join(PROGRAMS, 'bruno.mjs')),
    variants: [
      mistake('line break at the end of the body', 'A line feed at the end of the body was signed and not sent.'),
      mistake('encodeUrl', OTHER_ADDRESS, { target: `${LIST}?a=%2Fb` }),
      mistake('address as typed', OTHER_ADDRESS, { target: CYRILLIC }),
      mistake('host read behind {{…}}', OTHER_HOST),
    ],
  },
  {
    name: 'httpYac',
    command: node(join(PROGRAMS, 'httpYac.mjs')),
    variants: [
      mistake('address as typed', OTHER_ADDRESS, { target: CYRILLIC }),
      mistake('body signed before {{…}} is replaced', OTHER_BODY),
    ],
  },
  {
    name: 'fetch of Node',
    command: node(join(PROGRAMS, 'fetch.mjs')),
    variants: [
      mistake('Host of its own, which is dropped', OTHER_HOST),
      mistake('address as typed', OTHER_ADDRESS, { target: CYRILLIC }),
      mistake('no Content-Type', NOT_JSON, { status: 415 }),
    ],
  },
  {
    name: 'node:http',
    command: node(join(PROGRAMS, 'nodeHttp.mjs')),
    variants: [
      form('Azure SDK for Go: commas, Date'),
      form('Azure SDK for .NET: date first'),
      form('Azure SDK for Java: Host first'),
      form('scheme in lower case'),
      mistake('clock an hour slow', 'more than 15 minutes behind the clock of the platform'),
      mistake('date in ISO 8601', 'which is not a date in GMT as in HTTP'),
      mistake('signature in hexadecimal', 'The signature is right, but it is not in base64 with padding.'),
    ],
  },
  {
    name: 'axios',
    command: node(join(PROGRAMS, 'axios.mjs')),
    variants: [
      mistake('text instead of bytes', CUT_LINE_BREAK),
      mistake('params signed as URLSearchParams', OTHER_ADDRESS, { target: `${LIST}?time=10:20,30` }),
    ],
  },
  {
    name: 'got',
    command: node(join(PROGRAMS, 'got.mjs')),
    variants: [mistake('address as typed', OTHER_ADDRESS, { target: CYRILLIC })],
  },
  {
    name: 'curl',
    command: node(join(PROGRAMS, 'commandLine.mjs'), 'curl'),
    variants: [
      form('--http2'),
      form('chunked'),
      form('--json'),
      mistake('-d @file for --data-binary', OTHER_BODY),
      mistake('no Content-Type', NOT_JSON, { status: 415 }),
      mistake('address not encoded', 'Path and query hold ASCII only', { target: CYRILLIC, status: 400 }),
      mistake('date with +0300', 'which is not a date in GMT as in HTTP'),
    ],
  },
  {
    name: 'wget',
    command: node(join(PROGRAMS, 'commandLine.mjs'), 'wget'),
    variants: [
      mistake('no Content-Type', NOT_JSON, { status: 415 }),
      // wget does not show the body of a 401.
      mistake('address as typed', 'error_description="Invalid Signature"', { target: CYRILLIC }),
    ],
  },
  {
    name: 'HTTPie',
    command: node(join(PROGRAMS, 'commandLine.mjs'), 'http'),
    variants: [mistake('field Take:=1 for a file', REWRITTEN, { body: '{"Take":1}' })],
  },
  {
    name: 'requests',
    command: python('requests'),
    variants: [
      mistake('str instead of bytes', 'The body was signed in UTF-8 and sent in Latin-1', { body: '{"Search":"é"}' }),
      mistake('%2f, sent as %2F', OTHER_ADDRESS, { target: `${LIST}?path=%2fa` }),
      mistake('address as typed', OTHER_ADDRESS, { target: CYRILLIC }),
      mistake('json=', REWRITTEN),
    ],
  },
  {
    name: 'httpx',
    command: python('httpx'),
    variants: [
      mistake('%2f, sent as %2F', OTHER_ADDRESS, { target: `${LIST}?path=%2fa` }),
      mistake('address as typed', OTHER_ADDRESS, { target: CYRILLIC }),
      mistake('json=', REWRITTEN),
    ],
  },
  {
    name: 'aiohttp',
    command: python('aiohttp'),
    variants: [mistake('%2F, sent as /', OTHER_ADDRESS, { target: `${LIST}?path=%2Fa` })],
  },
  {
    name: 'urllib of Python',
    command: python('urllib'),
    variants: [
      mistake('query not signed', OTHER_ADDRESS, { target: `${LIST}?a=b` }),
      mistake('no Content-Type', NOT_JSON, { status: 415 }),
    ],
  },
  {
    name: 'HttpClient of Java',
    command: ['java', join(PROGRAMS, 'JavaClient.java')],
    variants: [
      form('RFC_1123_DATE_TIME: one-digit day'),
      mistake('host without its port', OTHER_HOST),
      mistake('address as typed', OTHER_ADDRESS, { target: CYRILLIC }),
      mistake('secret key not decoded', TEXT_SECRET),
    ],
  },
  {
    name: 'Net::HTTP of Ruby',
    command: ['ruby', join(PROGRAMS, 'rubyClient.rb')],
    variants: [mistake('host without its port', OTHER_HOST), mistake('no Content-Type', NOT_JSON, { status: 415 })],
  },
  {
    name: 'curl of PHP',
    command: ['php', join(PROGRAMS, 'phpClient.php')],
    variants: [
      mistake('host without its port', OTHER_HOST),
      mistake('query of http_build_query', OTHER_ADDRESS, { target: `${LIST}?label=отдел /1` }),
      mistake('no Content-Type', NOT_JSON, { status: 415 }),
    ],
  },
  {
    name: 'LWP of Perl',
    command: ['perl', join(PROGRAMS, 'perlClient.pl')],
    variants: [mistake('query not signed', OTHER_ADDRESS, { target: `${LIST}?a=b` })],
  },
  {
    name: 'Azure SDK for Python',
    command: [PYTHON, join(PROGRAMS, 'azureSdk.py')],
    isGeneral: false,
    variants: [{ variant: 'its dates', target: 'отдел /1', body: null, status: 404, text: 'UnknownMethod' }],
  },
];
