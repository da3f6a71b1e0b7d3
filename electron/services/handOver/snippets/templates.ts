import type { SnippetKind } from '../../../../shared/model/snippet.ts';
import { bash, doubleQuoted, env, go, javaScript, type Literal, oneC, php, plain, powerShell } from './literals.ts';
import cSharp from './templates/ApiCall.cs?raw';
import java from './templates/ApiCall.java?raw';
import dotEnv from './templates/api.env?raw';
import oneCModule from './templates/apiCall.bsl?raw';
import httpYac from './templates/apiCall.http?raw';
import phpScript from './templates/apiCall.php?raw';
import axios from './templates/axios.mjs?raw';
import brunoCollection from './templates/bruno/bruno.json?raw';
import brunoScript from './templates/bruno/collection.bru?raw';
import brunoRequest from './templates/bruno/request.bru?raw';
import curl from './templates/curl.sh?raw';
import fetchScript from './templates/fetch.mjs?raw';
import httpx from './templates/httpx.py?raw';
import goProgram from './templates/main.go?raw';
import postmanCollection from './templates/postman/collection.json?raw';
import postmanEnvironment from './templates/postman/environment.json?raw';
import powerShellScript from './templates/powerShell.ps1?raw';
import requests from './templates/requests.py?raw';

/** One file of a snippet before its values are filled in. */
export interface Template {
  /** Name of the file. */
  readonly name: string;
  /**
   * The file, with slots: `@name@`, which takes a value as it is, and `"@name@"` or `'@name@'`, which becomes a literal.
   * `@comment:name@` takes a comment.
   */
  readonly text: string;
  readonly literal: Literal;
}

const file = (name: string, text: string, literal: Literal): Template => ({ name, text, literal });

/** The files of each kind. */
export const TEMPLATES: Readonly<Record<SnippetKind, readonly Template[]>> = {
  curl: [file('api-call.sh', curl, bash)],
  powerShell: [file('Invoke-ApiCall.ps1', powerShellScript, powerShell)],
  postman: [
    file('collection.postman_collection.json', postmanCollection, doubleQuoted),
    file('environment.postman_environment.json', postmanEnvironment, doubleQuoted),
  ],
  bruno: [
    file('bruno.json', brunoCollection, doubleQuoted),
    file('collection.bru', brunoScript, plain),
    file('GetPermissions.bru', brunoRequest, plain),
    file('.env', dotEnv, env),
  ],
  httpYac: [file('api-call.http', httpYac, plain)],
  cSharp: [file('ApiCall.cs', cSharp, doubleQuoted)],
  requests: [file('api_call.py', requests, doubleQuoted)],
  httpx: [file('api_call.py', httpx, doubleQuoted)],
  fetch: [file('api-call.mjs', fetchScript, javaScript)],
  axios: [file('api-call.mjs', axios, javaScript)],
  java: [file('ApiCall.java', java, doubleQuoted)],
  go: [file('main.go', goProgram, go)],
  php: [file('api-call.php', phpScript, php)],
  oneC: [file('ApiCall.bsl', oneCModule, oneC)],
  env: [file('.env', dotEnv, env)],
  credentialFiles: [file('cred', '@token@', plain), file('secret', '@secret@', plain)],
};
