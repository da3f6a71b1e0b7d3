import type { ConnectionSummary } from '../../../shared/model/connection.ts';
import { keyLinkTo } from '../../../shared/model/keyLink.ts';
import type { Language } from '../../../shared/model/language.ts';
import type { ProtectedFileFormat } from '../../../shared/model/protectedFile.ts';
import type { SnippetPart } from '../../../shared/model/snippet.ts';
import { oneLine } from '../../../shared/oneLine.ts';
import type { ProtectedContent } from '../../ports.ts';
import type { KeyFacts } from '../keys/keys.ts';
import { sha256 } from '../sha256.ts';

/** What is handed over in a protected file. */
export interface HandedOverKey {
  readonly connection: Pick<ConnectionSummary, 'id' | 'kind' | 'address'>;
  readonly facts: KeyFacts;
  readonly secretKey: string;
  /** The snippet with the secret key; empty for none. */
  readonly snippet: readonly SnippetPart[];
}

/** Labels in the file; it is read outside of KeyDesk. */
const TEXTS = {
  en: {
    title: 'Authentication key',
    address: 'Address',
    username: 'User name',
    token: 'Token',
    secretKey: 'Secret key',
    expires: 'Expires',
    link: 'Link for KeyDesk',
    note: 'Requests are signed with the secret key (HMAC-SHA256). Store it in a password manager and delete this text.',
    entryNote: 'The password of this entry is the secret key, with which requests are signed (HMAC-SHA256).',
  },
  ru: {
    title: 'Ключ аутентификации',
    address: 'Адрес',
    username: 'Имя пользователя',
    token: 'Токен',
    secretKey: 'Секретный ключ',
    expires: 'Действует до',
    link: 'Ссылка для KeyDesk',
    note: 'Секретным ключом подписывают запросы (HMAC-SHA256). Сохраните его в менеджере паролей, а этот текст удалите.',
    entryNote: 'Пароль этой записи — секретный ключ, которым подписывают запросы (HMAC-SHA256).',
  },
} as const satisfies Record<Language, Record<string, string>>;

/** Returns what a protected file contains. @param language of the labels. */
export function protectedContent(
  key: HandedOverKey,
  format: ProtectedFileFormat,
  language: Language,
): ProtectedContent {
  return format === 'kdbx'
    ? { format, entry: keePassEntry(key, language) }
    : { format, text: plainText(key, language) };
}

function keePassEntry({ connection, facts, secretKey, snippet }: HandedOverKey, language: Language) {
  const texts = TEXTS[language];
  return {
    id: entryIdOf(connection, facts.token),
    title: `${oneLine(facts.username)} – ${withoutScheme(connection.address)}`,
    username: oneLine(facts.username),
    password: secretKey,
    url: connection.address,
    notes: `${texts.entryNote}\n${texts.link}: ${keyLinkTo(connection, facts.id)}`,
    expiresAt: facts.expirationDate,
    fields: [
      { name: texts.token, value: facts.token, isSecret: false },
      ...snippet.map(({ name, text, hasSecret }) => ({ name, value: text, isSecret: hasSecret })),
    ],
  };
}

function plainText({ connection, facts, secretKey, snippet }: HandedOverKey, language: Language): string {
  const texts = TEXTS[language];
  const lines = [
    [texts.address, connection.address],
    [texts.username, oneLine(facts.username)],
    [texts.token, facts.token],
    [texts.secretKey, secretKey],
    ...(facts.expirationDate === null ? [] : [[texts.expires, utcMinute(facts.expirationDate)]]),
    [texts.link, keyLinkTo(connection, facts.id)],
  ];
  const parts = snippet.map(({ name, text }) => `\n===== ${name} =====\n\n${text.trimEnd()}\n`);
  return [texts.title, '', ...lines.map(([label, value]) => `${label}: ${value}`), '', texts.note, '', ...parts].join(
    '\n',
  );
}

/**
 * Identifier of the entry of a key, the same each time it is handed over: a second file, merged into the same database,
 * updates the entry of the first. The address of the sample platform changes with each start.
 */
function entryIdOf({ id, kind, address }: HandedOverKey['connection'], token: string): string {
  return sha256(['KeePass entry', kind === 'sample' ? id : address, token].join('\n')).slice(0, 32);
}

function withoutScheme(address: string): string {
  return address.replace(/^https?:\/\//, '');
}

/** `2027-03-01 09:30 UTC`: readers are in other time zones. */
function utcMinute(instant: string): string {
  return `${new Date(instant).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}
