import { join } from 'node:path';
import type { Client } from './clients.ts';

const VERBOSE = join(import.meta.dirname, 'programs', 'verbose');

/** How a client is started so that it says what it sends. */
export interface VerboseCommand {
  readonly command: readonly [program: string, ...parameters: string[]];
  readonly env: Readonly<Record<string, string>>;
  /**
   * What the program prints besides its response: the request, to which a person would add the response; both; or nothing,
   * since it returns as the response what the client has printed.
   */
  readonly output: 'request only' | 'both' | 'response';
}

type Way = (command: Client['command'], way: string | undefined) => VerboseCommand;

const node =
  (usual: string, output: VerboseCommand['output']): Way =>
  ([program, ...parameters], way = usual) => ({
    command: [program, '--import', join(VERBOSE, 'node.mjs'), ...parameters],
    env: { KEYDESK_VERBOSE: way },
    output,
  });
const python: Way = (command) => ({
  command,
  env: { PYTHONPATH: VERBOSE, PYTHONDONTWRITEBYTECODE: '1', KEYDESK_VERBOSE: command.at(-1) ?? '' },
  output: 'request only',
});
/** Programs of the same name come first in the path. */
const wrapped: Way = (command, way = '') => ({
  command,
  env: { PATH: `${join(VERBOSE, 'bin')}:${process.env.PATH}`, KEYDESK_VERBOSE: way },
  output: 'response',
});
/** PHP has no way to add an option to a handle of curl from outside. */
const PHP_SOURCE =
  'eval("?>" . str_replace("CURLOPT_POST =>", "CURLOPT_VERBOSE => true, CURLOPT_POST =>", file_get_contents($argv[1])));';

const WAYS: Readonly<Record<string, Way>> = {
  'newman (Postman)': node('newmanReport', 'both'),
  Bruno: node('bruno', 'both'),
  httpYac: node('httpYac', 'both'),
  'fetch of Node': node('fetch', 'request only'),
  'node:http': node('nodeHttp', 'request only'),
  axios: node('axios', 'request only'),
  got: node('got', 'request only'),
  curl: wrapped,
  wget: wrapped,
  HTTPie: wrapped,
  requests: python,
  httpx: python,
  aiohttp: python,
  'urllib of Python': python,
  'HttpClient of Java': ([program, ...parameters]) => ({
    command: [program, '-Djdk.httpclient.HttpClient.log=requests,headers', ...parameters],
    env: {},
    output: 'request only',
  }),
  'Net::HTTP of Ruby': ([program, ...parameters]) => ({
    command: [program, '-r', join(VERBOSE, 'verbose.rb'), ...parameters],
    env: {},
    output: 'both',
  }),
  'curl of PHP': ([program, file = '']) => ({
    command: [program, '-r', PHP_SOURCE, file],
    env: {},
    output: 'request only',
  }),
  'LWP of Perl': ([program, ...parameters]) => ({
    command: [program, `-I${VERBOSE}`, '-MVerbose', ...parameters],
    env: {},
    output: 'both',
  }),
};

/** How to start a client so that it says what it sends. @throws Error for a client that is not recorded. */
export function verboseCommand(client: Client, way: string | undefined): VerboseCommand {
  const verbose = WAYS[client.name];
  if (verbose === undefined) {
    throw new Error(`There is no way to record ${client.name}.`);
  }
  return verbose(client.command, way);
}
