/** Maximum length of a quoted error message, in characters. */
const MAX_MESSAGE_LENGTH = 300;

/** A body in the envelope of the product's Web API. */
export type WebApiEnvelope =
  | { readonly isError: false; readonly response: unknown }
  /** `message` is the first line of the product's text, shortened; absent if there is none. */
  | { readonly isError: true; readonly message: string | undefined };

/**
 * Reads the envelope of the product's Web API: `{response, error: {message, type, inner}, success}`. Its errors may come
 * with status 200, so that neither the status nor the presence of data says whether a call succeeded.
 * @param body parsed JSON.
 * @returns `null` if the body has no such envelope.
 */
export function readWebApiEnvelope(body: unknown): WebApiEnvelope | null {
  const success = fieldOf(body, 'success');
  const error = fieldOf(body, 'error');
  if (typeof success !== 'boolean' && (fieldOf(body, 'response') === undefined || error === undefined)) {
    return null;
  }
  return success === true && (error === undefined || error === null || error === '')
    ? { isError: false, response: fieldOf(body, 'response') }
    : { isError: true, message: messageOf(error) };
}

/** The message of an error, or of the error inside it. */
function messageOf(error: unknown): string | undefined {
  for (let inner = error, depth = 0; depth < 5; inner = fieldOf(inner, 'inner'), depth += 1) {
    const text = typeof inner === 'string' ? inner : fieldOf(inner, 'message');
    const line = typeof text === 'string' ? text.trim().split(/[\r\n]/, 1)[0] : undefined;
    if (line) {
      return line.replace(/\p{Cc}/gu, '').slice(0, MAX_MESSAGE_LENGTH);
    }
  }
  return undefined;
}

/** A field in camel or Pascal case: servers on .NET are configured for either. @param name in camel case. */
export function fieldOf(body: unknown, name: string): unknown {
  const fields: Readonly<Record<string, unknown>> = Object(body);
  const pascal = name.charAt(0).toUpperCase() + name.slice(1);
  return Object.hasOwn(fields, name) ? fields[name] : Object.hasOwn(fields, pascal) ? fields[pascal] : undefined;
}
