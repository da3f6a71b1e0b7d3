import { expect, it } from 'vitest';
import { marked, plain, requestOf } from './marked.ts';

const LINES = ['POST /x?a=1 HTTP/1.1', 'Host: host', 'x-ms-date: Fri, 27 Nov 2026 10:00:00 GMT', '', '{"Take": 1}'];
const READ = plain(requestOf(LINES.join('\n')));
const COMMAND = `curl -X POST http://host/x -H 'x-ms-date: today' -d '{"a":1}'`;

it.each([
  ['Markdown', ['Look:', '```http', ...LINES, '```', 'What is wrong?']],
  ['a mail', ['> Hello,', ...LINES.map((line) => `> ${line}`)]],
  ['a mail that was answered twice', LINES.map((line) => `> > ${line}`)],
  ['an answer with a text above', ['Hello,', '', ...LINES.map((line) => `> ${line}`)]],
  ['a console with times', LINES.map((line) => `2026-11-27T10:00:00.123Z ${line}`)],
  ['a log', LINES.map((line) => `[10:00:00] DEBUG: ${line}`)],
  ['containers', LINES.map((line) => `app-1     | ${line}`)],
  ['an indented block', LINES.map((line) => `    ${line}`)],
])('fault 143: a request is read in %s', (_, lines) => {
  const text = lines.join('\n');
  const { body, ...request } = plain(requestOf(text));
  expect(request).toEqual({ method: READ.method, address: READ.address, headers: READ.headers });
  expect(body).toMatch(/^\{"Take": 1\}/);
  expect(marked(text, requestOf(text).address)).toBe('/x?a=1');
});

it.each([
  ['in backquotes', `\`${COMMAND}\``],
  ['after a prompt', `me@host:~$ ${COMMAND}`],
  ['after a prompt of Windows', `C:\\Users\\me>${COMMAND.replaceAll("'", '"').replace('{"a":1}', '{}')}`],
  ['in a mail', `> ${COMMAND}\n> Regards`],
  ['with non-breaking spaces', COMMAND.replaceAll(' -', '\u00a0-')],
  ['with typographic quotes', COMMAND.replace(/'([^']*)'/g, '‘$1’')],
])('a command is read %s', (_, text) => {
  expect(plain(requestOf(text))).toMatchObject({
    address: 'http://host/x',
    headers: [['x-ms-date', 'today'], expect.anything()],
  });
});
