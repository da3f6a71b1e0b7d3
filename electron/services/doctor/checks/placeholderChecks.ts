import { decodeUtf8 } from '../../../../shared/hmac/byteText.ts';
import { REQUIRED_SIGNED_HEADERS } from '../../../../shared/hmac/stringToSign.ts';
import type { Finding } from '../../../../shared/model/doctor.ts';
import { findingAt, partOf } from '../findings.ts';
import type { Piece } from '../pastedRequest.ts';
import { type RequestView, signedHeaders } from '../requestView.ts';

/** `{{x}}` of Postman, Bruno and httpYac, `${x}` and `$env:X` of shells. */
const VARIABLE = String.raw`\{\{[^{}\n]{1,100}\}\}|\$\{[\w.:-]{1,100}\}|\$\(\w{1,100}\)|\$env:\w{1,100}`;
const WORDS =
  'your|my|token|secret|signature|host|server|address|credential|date|hash|key|url|токен|ключ|секрет|адрес|хост|подпись|дата|хеш';
/** `<token>` of instructions; other texts in angle brackets may be meant. */
const INSTRUCTION = String.raw`<(?:${WORDS})[^<>\n]{0,60}>`;
const IN_ADDRESS = new RegExp(`${VARIABLE}|${INSTRUCTION}`, 'giu');
/** In headers also `{token}`, as in the contract of the platform. */
const IN_HEADER = new RegExp(
  String.raw`${VARIABLE}|${INSTRUCTION}|\{(?:${WORDS})[\w-]{0,60}\}|\$[A-Za-z_]\w{0,60}`,
  'giu',
);
const IN_BODY = new RegExp(VARIABLE, 'giu');

/** Returns whether the value of a header contains a variable that was not replaced. */
export function hasPlaceholder(value: string): boolean {
  return value.search(IN_HEADER) >= 0;
}

/** Finds variables that were not replaced in the address and in headers of the scheme. */
export function checkPlaceholders(view: RequestView): Finding[] {
  const { request, headers } = view;
  const ours = ['authorization', 'host', ...REQUIRED_SIGNED_HEADERS, 'date', ...signedHeaders(view)];
  return [
    ...placeholdersIn(view, request.address, IN_ADDRESS, 'address'),
    ...headers
      .filter(({ name }) => ours.includes(name))
      .flatMap(({ name, value }) => placeholdersIn(view, value, IN_HEADER, name)),
  ];
}

/** Finds variables that were not replaced in the body. */
export function placeholdersInBody(view: RequestView): Finding[] {
  const { body } = view.request;
  const text = body === null ? null : decodeUtf8(body.bytes);
  return text === null ? [] : placeholdersIn(view, { text, place: body?.place ?? null }, IN_BODY, 'body');
}

function placeholdersIn(view: RequestView, piece: Piece, pattern: RegExp, where: string): Finding[] {
  return [...piece.text.matchAll(pattern)].map(({ 0: text, index }) =>
    findingAt('placeholderLeft', partOf(view.pasted, piece, index, index + text.length), { facts: { where } }),
  );
}
