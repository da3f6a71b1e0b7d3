/**
 * The page requires Trusted Types: text becomes HTML only through a policy. The only place that needs one is the date
 * field of MUI X, which writes the digits of a section back through `innerHTML` while the user types. The default
 * policy permits exactly that: text without tags and entities. The browser blocks everything else. Source:
 * https://w3c.github.io/trusted-types/dist/spec/#default-policy-hdr
 */
interface TrustedTypesHost {
  readonly trustedTypes?: {
    createPolicy(name: string, rules: { createHTML: (text: string) => string | null }): unknown;
  };
}

/** Returns the text if it contains no markup, otherwise `null`, which makes the browser block it. */
export function allowPlainText(text: string): string | null {
  return /[<&]/.test(text) ? null : text;
}

(globalThis as TrustedTypesHost).trustedTypes?.createPolicy('default', { createHTML: allowPlainText });
