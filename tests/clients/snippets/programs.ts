import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SnippetKind } from '../../../shared/model/snippet.ts';

/** A response as a snippet shows it. */
export interface ShownResponse {
  readonly status: number;
  readonly text: string;
}

/** How the files of a snippet are run in their folder. */
export interface SnippetProgram {
  /** One command after the other. */
  readonly commands: readonly (readonly [program: string, ...parameters: string[]])[];
  /** Reads the response from what the last command printed, or from a file in the folder. */
  readonly read: (output: string, folder: string) => ShownResponse;
  /** Command that prints its version. */
  readonly version: readonly [program: string, ...parameters: string[]];
}

const MODULES = join(import.meta.dirname, '../node_modules');
const node = (...parameters: string[]) => [process.execPath, ...parameters] as const;
const packaged = (...path: string[]) => node(join(MODULES, ...path));
const versionOf = (name: string) =>
  node('-p', `require(${JSON.stringify(join(MODULES, name, 'package.json'))}).version`);
/** Debian's, which has the libraries. */
const PYTHON = '/usr/bin/python3';
const pythonVersionOf = (library: string) =>
  [PYTHON, '-c', `from importlib.metadata import version; print(version("${library}"))`] as const;

const NEWMAN_FILES = ['collection.postman_collection.json', '-e', 'environment.postman_environment.json'];

/** The snippets whose program can be run here. */
export const PROGRAMS: Partial<Readonly<Record<SnippetKind, SnippetProgram>>> = {
  curl: { commands: [['bash', 'api-call.sh']], read: readHead, version: ['curl', '--version'] },
  postman: {
    commands: [
      [
        ...packaged('newman/bin/newman.js'),
        ...['run', ...NEWMAN_FILES, '--reporters', 'json', '--reporter-json-export', 'report.json'],
      ],
    ],
    read: (_output, folder) => {
      const { run } = JSON.parse(readFileSync(join(folder, 'report.json'), 'utf8'));
      const [{ response }] = run.executions;
      return { status: response.code, text: Buffer.from(response.stream.data).toString('utf8') };
    },
    version: versionOf('newman'),
  },
  bruno: {
    commands: [[...packaged('@usebruno/cli/bin/bru.js'), 'run', '--output', 'results.json']],
    read: (_output, folder) => {
      const [{ results }] = JSON.parse(readFileSync(join(folder, 'results.json'), 'utf8'));
      const [{ response }] = results;
      return { status: Number(response.status), text: JSON.stringify(response.data) };
    },
    version: versionOf('@usebruno/cli'),
  },
  httpYac: {
    commands: [[...packaged('httpyac/bin/httpyac.js'), 'send', 'api-call.http', '--all', '--json']],
    read: (output) => {
      const { requests } = JSON.parse(output);
      const [{ response }] = requests;
      return { status: response.statusCode, text: response.body };
    },
    version: versionOf('httpyac'),
  },
  cSharp: {
    commands: [
      ['mcs', '-r:System.Net.Http.dll', 'ApiCall.cs'],
      ['mono', 'ApiCall.exe'],
    ],
    read: readLines,
    version: ['mono', '--version'],
  },
  requests: { commands: [[PYTHON, 'api_call.py']], read: readLines, version: pythonVersionOf('requests') },
  httpx: { commands: [[PYTHON, 'api_call.py']], read: readLines, version: pythonVersionOf('httpx') },
  fetch: { commands: [node('api-call.mjs')], read: readLines, version: node('--version') },
  axios: { commands: [node('api-call.mjs')], read: readLines, version: versionOf('axios') },
  java: { commands: [['java', 'ApiCall.java']], read: readLines, version: ['java', '--version'] },
  go: { commands: [['go', 'run', 'main.go']], read: readLines, version: ['go', 'version'] },
  php: { commands: [['php', 'api-call.php']], read: readLines, version: ['php', '--version'] },
};

/** Folder whose packages JavaScript imports. */
export const NODE_MODULES = existsSync(MODULES) ? MODULES : null;

/** Status line, headers and body. */
function readHead(output: string): ShownResponse {
  const [, status = '0'] = /^HTTP\/[\d.]+ (\d+)/.exec(output) ?? [];
  return { status: Number(status), text: output };
}

/** The status on the first line, then the body. */
function readLines(output: string): ShownResponse {
  const [status = '0', ...lines] = output.split('\n');
  return { status: Number(status), text: lines.join('\n') };
}
