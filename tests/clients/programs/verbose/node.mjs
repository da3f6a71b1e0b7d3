/**
 * Loaded by Node before a program: has the client print what it sends, or what its report says. `KEYDESK_VERBOSE` names the
 * client.
 */
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import http from 'node:http';
import { syncBuiltinESMExports } from 'node:module';
import { join } from 'node:path';
import { inspect } from 'node:util';

const print = (...values) =>
  process.stdout.write(`${values.map((value) => (typeof value === 'string' ? value : inspect(value))).join(' ')}\n`);

const CLIENTS = {
  fetch() {
    const { fetch } = globalThis;
    globalThis.fetch = async (url, options) => {
      print('fetch', url.href, options);
      const response = await fetch(url, options);
      print(response.status, response.statusText, Object.fromEntries(response.headers));
      return response;
    };
  },
  nodeHttp() {
    const { request } = http;
    http.request = (...parameters) => {
      const outgoing = request(...parameters);
      const { end } = outgoing;
      outgoing.end = (body) => {
        print(outgoing.method, outgoing.path, outgoing.getHeaders(), inspect(body));
        return end.call(outgoing, body);
      };
      return outgoing.on('response', ({ statusCode, statusMessage, headers }) =>
        print(statusCode, statusMessage, headers),
      );
    };
    syncBuiltinESMExports();
  },
  async axios() {
    const { default: axios } = await import('axios');
    axios.interceptors.response.use((response) => {
      print(response.config);
      print(response.status, response.statusText);
      return response;
    });
  },
  async got() {
    const { default: got } = await import('got');
    const { post } = got;
    got.post = async (...parameters) => {
      const response = await post(...parameters);
      const { method, url, headers, body } = response.request.options;
      print({ method, url, headers, body });
      print(response.statusCode, response.statusMessage);
      return response;
    };
  },
  async newman() {
    await reportNewman({ reporters: ['cli'], verbose: true, color: 'off' });
  },
  async newmanReport() {
    const report = join(process.env.KEYDESK_FOLDER, 'newman.json');
    await reportNewman({ reporters: ['json'], reporter: { json: { export: report } } });
    process.on('exit', () => {
      const { run } = JSON.parse(fs.readFileSync(report, 'utf8'));
      // What else is in the report is the collection.
      const executions = run.executions.map(({ request, response }) => ({ request, response }));
      print(JSON.stringify({ run: { executions } }, null, 2));
    });
  },
  bruno() {
    beforeRemoval((folder) => print(fs.readFileSync(join(folder, 'results.json'), 'utf8')));
  },
  httpYac() {
    const program = new URL('../../node_modules/httpyac/bin/httpyac.js', import.meta.url).pathname;
    sendAgain(program, ['send', 'requests.http', '--all']);
  },
  httpYacReport() {
    const program = new URL('../../node_modules/httpyac/bin/httpyac.js', import.meta.url).pathname;
    sendAgain(program, ['send', 'requests.http', '--all', '--json']);
  },
};

async function reportNewman(options) {
  const { default: newman } = await import('newman');
  const { run } = newman;
  newman.run = (given, done) => run({ ...given, ...options }, done);
}

/** The program keeps what the client prints to itself, and removes the folder with its files when it is done. */
function beforeRemoval(show) {
  const { rmSync } = fs;
  fs.rmSync = (folder, options) => {
    show(folder);
    rmSync(folder, options);
  };
  syncBuiltinESMExports();
}

function sendAgain(program, parameters) {
  const child = spawnSync;
  beforeRemoval((folder) => {
    print(child(process.execPath, [program, ...parameters], { cwd: folder, encoding: 'utf8' }).stdout);
  });
}

await CLIENTS[process.env.KEYDESK_VERBOSE]?.();
