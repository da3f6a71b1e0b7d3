import { describe, expect, test } from 'vitest';
import { doctorEn } from '../../../../shared/doctorTexts/en.ts';
import { findingText } from '../../../../shared/doctorTexts/findingText.ts';
import { doctorRu } from '../../../../shared/doctorTexts/ru.ts';
import { FINDING_CODES } from '../../../../shared/model/doctor.ts';

const names = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name).sort();

test('every code has a title and a text, and nothing else has', () => {
  for (const { titles, texts } of [doctorEn, doctorRu]) {
    expect(Object.keys(titles).sort()).toEqual([...FINDING_CODES].sort());
    expect(Object.keys(texts).sort()).toEqual([...FINDING_CODES].sort());
  }
});

describe.each(Object.keys(doctorEn) as (keyof typeof doctorEn)[])('the Russian %s', (group) => {
  test('are Russian, and carry the same values as the English ones', () => {
    const english: Readonly<Record<string, string>> = doctorEn[group];
    for (const [key, text] of Object.entries(doctorRu[group])) {
      expect(text, key).toMatch(/[а-яё]/i);
      expect(names(text), key).toEqual(names(english[key] ?? ''));
    }
  });
});

test('facts are filled in, known ones by their texts', () => {
  const facts = { name: 'x-ms-date', count: 2 };
  expect(findingText('en', { code: 'headerTwice', facts }).title).toBe('The header x-ms-date was sent 2 times');
  expect(findingText('ru', { code: 'signatureEncoding', facts: { encoding: 'hex' } }).title).toBe(
    'Подпись записана в шестнадцатеричном виде',
  );
  expect(findingText('en', { code: 'placeholderLeft', facts: { where: 'x-token' } }).title).toContain(': x-token');
  expect(findingText('en', { code: 'placeholderLeft', facts: { where: 'constructor' } }).title).toContain(
    'constructor',
  );
});

test('a duration is given in the largest unit of which it has two', () => {
  const title = (language: 'en' | 'ru', seconds: number) =>
    findingText(language, { code: 'clockBehind', facts: { seconds } }).title;
  expect([90, 3_660, 7_200, 443_176].map((seconds) => title('en', seconds))).toEqual([
    'The date is 90 sec behind the clock of the server',
    'The date is 61 min behind the clock of the server',
    'The date is 2 hr behind the clock of the server',
    'The date is 5 days behind the clock of the server',
  ]);
  expect(title('ru', 443_176)).toBe('Дата отстаёт от часов сервера на 5 дн.');
});
