import type { Deviation, Sent } from '../signedPaste.ts';
import type { Mistake } from './mistake.ts';

const text = ({ body }: Sent) => body.toString();
const compact = (right: Sent) => JSON.stringify(JSON.parse(text(right)));
const spaced = (json: string) => json.replace(/,/g, ', ').replace(/":/g, '": ');
const escaped = (json: string) =>
  json.replace(/[\u0080-\uffff]/g, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`);
/** A body that was changed between signing and sending. */
const body = (signed: string | Buffer, sent: string | Buffer): Deviation => ({
  signed: { body: signed },
  sent: { body: sent },
});
const without = (unwanted: string): Deviation => ({
  changeHeaders: (headers) => headers.filter(([name]) => name.toLowerCase() !== unwanted),
});
const withHeader = (wanted: string, value: string): Deviation => ({
  changeHeaders: (headers) => headers.map(([name, own]) => [name, name.toLowerCase() === wanted ? value : own]),
});

/** Mistakes with the body, which are found without the secret key. */
export const BODY_MISTAKES: readonly Mistake[] = [
  {
    name: 'content hash in hexadecimal',
    codes: ['contentHashEncoding'],
    make: () => ({ signed: { changeHash: (hash) => Buffer.from(hash, 'base64').toString('hex') } }),
  },
  {
    name: 'content hash by another algorithm',
    codes: ['contentHashMalformed'],
    make: () => ({ signed: { changeHash: (hash) => hash.slice(0, 24) } }),
  },
  { name: 'body lost', codes: ['bodyMissing'], make: (right) => body(text(right), '') },
  { name: 'null for no body', codes: ['bodyNull'], make: () => body('', 'null') },
  { name: 'no body signed', codes: ['bodyNotSigned'], make: (right) => body('', text(right)) },
  { name: 'line break cut', codes: ['bodyEndCut'], make: (right) => body(`${compact(right)}\r\n`, compact(right)) },
  { name: 'line feed cut', codes: ['bodyEndCut'], make: (right) => body(`${compact(right)}\n`, compact(right)) },
  { name: 'line feed added', codes: ['bodyEndAdded'], make: (right) => body(compact(right), `${compact(right)}\n`) },
  { name: 'space around', codes: ['bodySpaceAdded'], make: (right) => body(compact(right), ` ${compact(right)} `) },
  {
    name: 'line breaks cut',
    codes: ['bodyLineBreaksCut'],
    make: (right) => body(text(right), text(right).replace(/[\r\n]/g, '')),
  },
  { name: 'CR LF to LF', codes: ['bodyCrLfToLf'], make: () => body('{\r\n"Take":1}', '{\n"Take":1}') },
  { name: 'LF to CR LF', codes: ['bodyLfToCrLf'], make: () => body('{\n"Take":1}', '{\r\n"Take":1}') },
  { name: 'byte order mark', codes: ['bodyByteOrderMark'], make: (right) => body(text(right), `\ufeff${text(right)}`) },
  {
    name: 'Latin-1 sent',
    codes: ['bodyLatin1Sent'],
    make: () => body('{"a":"é"}', Buffer.from('{"a":"é"}', 'latin1')),
  },
  {
    name: 'Latin-1 signed',
    codes: ['bodyLatin1Signed'],
    make: () => body(Buffer.from('{"a":"é"}', 'latin1'), '{"a":"é"}'),
  },
  { name: 'text quoted', codes: ['bodyQuoted'], make: () => body('admin', '"admin"') },
  { name: 'quotation marks lost', codes: ['bodyUnquoted'], make: () => body('"admin"', 'admin') },
  { name: '\\u for letters', codes: ['bodyEscapes'], make: (right) => body(compact(right), escaped(compact(right))) },
  { name: 'letters for \\u', codes: ['bodyEscapes'], make: (right) => body(escaped(compact(right)), compact(right)) },
  {
    name: 'the spaces of another JSON writer',
    codes: ['bodyRewritten'],
    make: (right) => body(compact(right), spaced(compact(right))),
  },
  {
    name: "spaces and escapes of Python's json",
    codes: ['bodyRewritten'],
    make: (right) => body(compact(right), escaped(spaced(compact(right)))),
  },
  { name: 'another body', codes: ['bodyOther'], make: (right) => body('{"Take":77}', text(right)) },
  {
    name: 'comments removed by Postman, as it was typed',
    codes: ['bodyCommentsRemoved'],
    make: () => ({
      ...body('{ // all\r\n"Take":1}', '{ // all\r\n"Take":1}'),
      request: { format: 'newman', bodyIs: 'typed' },
    }),
  },
  {
    name: 'comments removed by Postman, as it was sent',
    codes: ['bodyCommentsRemoved'],
    make: () => ({
      ...body('{ // all\r\n"Take":1}', '{ \n"Take":1}'),
      changeHeaders: (headers) => [...headers, ['User-Agent', 'PostmanRuntime/7.39.1']],
    }),
  },
  {
    name: 'the end cut by Bruno, as it was typed',
    codes: ['bodyEndCut'],
    make: () => ({ ...body('{"Take":1}\n', '{"Take":1}\n'), request: { format: 'bruno', bodyIs: 'typed' } }),
  },
  {
    name: 'a variable hashed before Postman replaced it',
    codes: ['placeholderLeft'],
    make: () => ({
      ...body('{"Search":"{{name}}"}', '{"Search":"{{name}}"}'),
      request: { format: 'newman', bodyIs: 'typed' },
    }),
  },
  {
    name: 'text quoted by Bruno, as it was typed',
    codes: ['bodyQuoted'],
    make: () => ({ ...body('admin', 'admin'), request: { format: 'bruno', bodyIs: 'typed' } }),
  },
  {
    name: 'LF by httpYac, as it was typed',
    codes: ['bodyCrLfToLf'],
    make: () => ({ ...body('{\r\n"Take":1}', '{\r\n"Take":1}'), request: { format: 'httpYac', bodyIs: 'typed' } }),
  },
  { name: 'GET with a body', codes: ['bodyOnGet'], make: () => ({ sent: { method: 'GET' } }) },
  {
    name: 'no type',
    codes: ['contentTypeMissing'],
    make: ({ signedHeaders }) => ({ ...without('content-type'), sent: { signedHeaders: signedHeaders.slice(0, 3) } }),
  },
  {
    name: 'form type',
    codes: ['contentTypeNotJson'],
    make: ({ signedHeaders }) => ({
      ...withHeader('content-type', 'application/x-www-form-urlencoded'),
      sent: { signedHeaders: signedHeaders.slice(0, 3) },
    }),
  },
];
