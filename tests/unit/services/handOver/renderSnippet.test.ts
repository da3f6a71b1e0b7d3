import { parseEnv } from 'node:util';
import { describe, expect, it } from 'vitest';
import {
  renderSnippet,
  SECRET_PLACEHOLDER,
  type SnippetValues,
} from '../../../../electron/services/handOver/snippets/renderSnippet.ts';
import { DEFAULT_SERVICE_PATH } from '../../../../shared/model/connection.ts';
import { LANGUAGES } from '../../../../shared/model/settings.ts';
import { MAX_SNIPPET_PARTS, SNIPPET_KINDS, type SnippetKind } from '../../../../shared/model/snippet.ts';

const SECRET = 'AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8gISIjJCUmJygpKissLS4vMDEyMzQ1Njc4OTo7PD0+Pw==';
const VALUES: SnippetValues = {
  address: 'https://platform.example/erp',
  servicePath: DEFAULT_SERVICE_PATH,
  token: '3f0c9a51d7e84b26a1c5e80f92d4b763',
  secret: SECRET,
  language: 'en',
};

function textOf(kind: SnippetKind, change: Partial<SnippetValues> = {}): string {
  return renderSnippet(kind, { ...VALUES, ...change })
    .map(({ text }) => text)
    .join('\n');
}

describe.each(SNIPPET_KINDS)('%s', (kind) => {
  it('contains token and secret, and no unfilled slot, in both languages', () => {
    for (const language of LANGUAGES) {
      const text = textOf(kind, { language });
      expect(text).toContain(VALUES.token);
      expect(text).toContain(SECRET);
      expect(text).not.toMatch(/@\w+@|@comment/);
      if (kind !== 'credentialFiles') {
        expect(text).toContain(VALUES.address);
        expect(/[а-яё]/i.test(text.replaceAll(/^\t.*|^(?:&На|Функция|Процедура|Конец).*|1С:Предприятие/gmu, ''))).toBe(
          kind === 'postman' || kind === 'bruno' || language === 'ru' ? language === 'ru' : false,
        );
      }
    }
  });

  it('has a placeholder and no part of the secret without it', () => {
    const parts = renderSnippet(kind, { ...VALUES, secret: null });
    for (const { text, hasSecret } of parts) {
      expect(text.includes(SECRET_PLACEHOLDER)).toBe(hasSecret);
      expect(text).not.toContain(SECRET.slice(0, 8));
    }
    expect(parts.some(({ hasSecret }) => hasSecret)).toBe(true);
    expect(parts.length).toBeLessThanOrEqual(MAX_SNIPPET_PARTS);
  });

  it.each([
    ['IPv6', 'http://[::1]:8787', 'http://[::1]:8787'],
    ['a Cyrillic host', 'https://сервер.рф', 'https://xn--b1afb6bcb.xn--p1ai'],
    ['a default port', 'https://platform.example:443', 'https://platform.example'],
    ['the default port of http', 'http://127.0.0.1:80/', 'http://127.0.0.1'],
    ['a path prefix', 'https://platform.example/erp/prod/', 'https://platform.example/erp/prod'],
  ])('fault 148: has the address of %s as it is sent', (_name, address, sent) => {
    const text = textOf(kind, { address });
    if (kind !== 'credentialFiles') {
      expect(text).toContain(sent);
      expect(text).not.toContain(`${sent}/"`);
      expect(text).not.toMatch(/:443|:80\b|сервер/);
    }
  });

  it('takes no value for a slot', () => {
    const text = textOf(kind, { call: { method: 'POST', path: '/a?b=@token@', body: '@secret@' } });
    expect(text.split(SECRET)).toHaveLength(2);
  });
});

const ODD = `'"$\\%TEMP%\`é‘№`;

it.each([
  ['curl', `$'\\'"$\\\\%TEMP%\`é‘№\\r\\n'`, `''\\''"$\\%TEMP%\`é‘№'`],
  ['powerShell', `"'\`"\`$\\%TEMP%\`\`é‘№\`r\`n"`, `'''"$\\%TEMP%\`é‘‘№'`],
  ['fetch', `'\\'"$\\\\%TEMP%\`é‘№\\r\\n'`, `'\\'"$\\\\%TEMP%\`é‘№'`],
  ['java', `"'\\"$\\\\%TEMP%\`é‘№\\r\\n"`, `"'\\"$\\\\%TEMP%\`é‘№"`],
  ['go', `"'\\"$\\\\%TEMP%\`é‘№\\r\\n"`, `"'\\"$\\\\%TEMP%\`é‘№"`],
  ['php', `"'\\"\\$\\\\%TEMP%\`é‘№\\r\\n"`, `'\\'"$\\\\%TEMP%\`é‘№'`],
  ['oneC', `"'""$\\%TEMP%\`é‘№" + Символы.ВК + Символы.ПС`, `"'""$\\%TEMP%\`é‘№"`],
] as const)('fault 148: quotes every character for %s', (kind, withLineBreak, alone) => {
  expect(textOf(kind, { call: { method: 'POST', path: '/', body: `${ODD}\r\n` } })).toContain(withLineBreak);
  expect(textOf(kind, { call: { method: 'POST', path: '/', body: ODD } })).toContain(alone);
});

it('writes JSON between backticks in Go', () => {
  expect(textOf('go', { call: { method: 'POST', path: '/', body: '{"a":"б"}' } })).toContain('`{"a":"б"}`');
});

it('writes values of a .env file without quotation marks where possible', () => {
  expect(textOf('env')).toBe(
    [
      '# Keep the secret key out of version control.',
      'API_ADDRESS=https://platform.example/erp',
      `API_TOKEN=${VALUES.token}`,
      `API_SECRET=${SECRET}`,
      '',
    ].join('\n'),
  );
  expect(textOf('env', { address: "https://platform.example/a$b'c" })).toContain(
    "API_ADDRESS='https://platform.example/a$b%27c'",
  );
});

it('writes the two files of the shell scripts without a line break at their end', () => {
  expect(renderSnippet('credentialFiles', VALUES)).toEqual([
    { name: 'cred', text: VALUES.token, hasSecret: false },
    { name: 'secret', text: SECRET, hasSecret: true },
  ]);
});

it('makes the secret of Postman a secret variable of the environment, which the collection does not contain', () => {
  const [collection, environment] = renderSnippet('postman', VALUES).map(({ text }) => JSON.parse(text));
  expect(environment).toMatchObject({
    name: 'platform.example/erp',
    values: [
      { key: 'address', value: VALUES.address, type: 'default' },
      { key: 'token', value: VALUES.token, type: 'default' },
      { key: 'secret', value: SECRET, type: 'secret' },
    ],
  });
  expect(collection.item).toEqual([
    {
      name: 'GetPermissions',
      request: {
        method: 'POST',
        url: `{{address}}${DEFAULT_SERVICE_PATH}/GetPermissions`,
        body: { mode: 'raw', raw: '{}', options: { raw: { language: 'json' } } },
      },
    },
  ]);
  expect(JSON.stringify(collection)).not.toContain(SECRET);
  expect(JSON.stringify(collection)).not.toContain(VALUES.token);
});

it('writes a .env file that Node reads as the same values', () => {
  const address = 'https://platform.example/a~b(c)/d$e';
  const text = textOf('env', { address });
  expect(parseEnv(text)).toEqual({ API_ADDRESS: address, API_TOKEN: VALUES.token, API_SECRET: SECRET });
});
