const MASK = '[masked]';

/** Names of fields whose value is masked whatever it is. */
const SENSITIVE_FIELD = /("[^"]*(?:authorization|password|secret|encryptionkey|x-ms-)[^"]*"\s*:\s*)"(?:[^"\\]|\\.)*"/gi;

/** Credentials as they stand in headers, whatever they are made of (RFC 7617, and the platform's HMAC scheme). */
const HEADER_CREDENTIALS = /\b(Basic\s+|Bearer\s+|Signature=)[\w+/=.~-]{8,}/g;

/** Shorter values are not masked by value: they would blot out ordinary words. */
const MIN_SECRET_LENGTH = 6;

/** Masks registered secrets and sensitive fields in a line of JSON. */
export class Redaction {
  readonly #secrets = new Set<string>();

  /** From now on masks this value, also in the forms in which it is likely to appear in a log. */
  register(secret: string): void {
    if (secret.length >= MIN_SECRET_LENGTH) {
      const base64 = Buffer.from(secret, 'utf8').toString('base64');
      const json = JSON.stringify(secret).slice(1, -1);
      for (const form of [secret, json, base64, encodeURIComponent(secret)]) {
        this.#secrets.add(form);
      }
    }
  }

  /** Gives the line with everything sensitive masked. */
  apply(line: string): string {
    let masked = line.replace(SENSITIVE_FIELD, `$1"${MASK}"`).replace(HEADER_CREDENTIALS, `$1${MASK}`);
    for (const secret of this.#secrets) {
      masked = masked.replaceAll(secret, MASK);
    }
    return masked;
  }
}
