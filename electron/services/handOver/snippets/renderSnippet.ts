import { parseAddress } from '../../../../shared/model/address.ts';
import type { Language } from '../../../../shared/model/language.ts';
import type { SnippetKind, SnippetPart } from '../../../../shared/model/snippet.ts';
import { COMMENTS } from './comments.ts';
import { type Literal, plain } from './literals.ts';
import postmanScript from './templates/postman/sign.js?raw';
import { TEMPLATES } from './templates.ts';

/** Stands for a secret key that is not filled in. */
export const SECRET_PLACEHOLDER = 'YOUR_SECRET_KEY';

/** The call that a snippet makes. */
interface SnippetCall {
  readonly method: string;
  /** Path and query below the address, percent-encoded at most in part. */
  readonly path: string;
  /** Empty for none. */
  readonly body: string;
}

/** What a snippet is made of. */
export interface SnippetValues {
  /** Address of the installation. */
  readonly address: string;
  /** Path of its key service, for the example call. */
  readonly servicePath: string;
  readonly token: string;
  /** The secret key in Base64; `null` for a placeholder. */
  readonly secret: string | null;
  /** Language of the comments. */
  readonly language: Language;
  /** By default a call that changes nothing and that every key may make. */
  readonly call?: SnippetCall;
}

/** Returns the files of a snippet, which make a signed call. */
export function renderSnippet(kind: SnippetKind, values: SnippetValues): readonly SnippetPart[] {
  const parsed = parseAddress(values.address);
  const address = parsed.ok ? parsed.data.address : values.address;
  const call = values.call ?? { method: 'POST', path: `${values.servicePath}/GetPermissions`, body: '{}' };
  const comments = Object.entries(COMMENTS[values.language]).map(([name, text]) => [`comment:${name}`, text]);
  const slots: Slots = {
    ...Object.fromEntries(comments),
    address,
    token: values.token,
    secret: values.secret ?? SECRET_PLACEHOLDER,
    ...call,
    name: address.replace(/^https?:\/\//, ''),
    title: call.path.replace(/\?.*/s, '').replace(/.*\//s, ''),
    url: `{{address}}${call.path}`,
    verb: call.method.toLowerCase(),
    bodyMode: call.body === '' ? 'none' : 'json',
    bodyBlock: call.body === '' ? '' : `\n\nbody:json {\n${call.body.replace(/^(?=.)/gm, '  ')}\n}`,
    bodyLines: call.body === '' ? '' : `\nContent-Type: application/json\n\n${call.body}`,
  };
  return TEMPLATES[kind].map(({ name, text, literal }) => ({
    name,
    text: kind === 'postman' ? fillJson(text, slots) : fill(text, slots, literal),
    hasSecret: text.includes('@secret@'),
  }));
}

/** Values by the name of their slot. */
type Slots = Readonly<Record<string, string>>;

/** Fills in all slots in one pass, so that no value is taken for a slot. */
function fill(template: string, slots: Slots, literal: Literal): string {
  return template.replace(
    /(["'])@(\w+)@\1|@((?:comment:)?\w+)@/g,
    (slot, _quote, quoted: string | undefined, bare = '') => {
      const name = quoted ?? bare;
      const value = slots[name];
      if (value === undefined) {
        throw new Error(`A template has the unknown slot ${slot}.`);
      }
      return name.startsWith('comment:') ? value : literal(value);
    },
  );
}

/** Fills in the slots of Postman's JSON, some of whose values are no texts. */
function fillJson(template: string, slots: Slots): string {
  const body = slots.body === '' ? undefined : { mode: 'raw', raw: slots.body, options: { raw: { language: 'json' } } };
  const special: Readonly<Record<string, unknown>> = {
    '@body@': body,
    '@script@': fill(postmanScript, slots, plain).trimEnd().split('\n'),
  };
  const value = (_key: string, text: unknown): unknown => {
    if (typeof text !== 'string') {
      return text;
    }
    return text in special ? special[text] : fill(text, slots, plain);
  };
  return `${JSON.stringify(JSON.parse(template, value), null, 2)}\n`;
}
