/**
 * The page demands Trusted Types: text becomes HTML only through a policy. The one place that needs it is the date
 * field of MUI X, which writes the plain digits of a section back through `innerHTML` while the user types. The default
 * policy lets exactly that pass: text in which the HTML parser would find neither a tag nor an entity. Everything else
 * is refused by the browser.
 * Source: https://w3c.github.io/trusted-types/dist/spec/#default-policy-hdr
 */
interface TrustedTypesHost {
  readonly trustedTypes?: {
    createPolicy(name: string, rules: { createHTML: (text: string) => string | null }): unknown;
  };
}

/** Gives the text back when it holds no markup, else `null`, which makes the browser refuse it. */
export function allowPlainText(text: string): string | null {
  return /[<&]/.test(text) ? null : text;
}

(globalThis as TrustedTypesHost).trustedTypes?.createPolicy('default', { createHTML: allowPlainText });
