const MASK = '[masked]';

/** Fields whose values are always masked. */
const SENSITIVE_FIELD = /("[^"]*(?:authorization|password|secret|encryptionkey|x-ms-)[^"]*"\s*:\s*)"(?:[^"\\]|\\.)*"/gi;

/** Credentials in header values (RFC 7617, and the platform's HMAC scheme). */
const HEADER_CREDENTIALS = /\b(Basic\s+|Bearer\s+|Signature=)[\w+/=.~-]{8,}/g;

/** Shorter secrets are not masked by value: they would match ordinary words. */
const MIN_SECRET_LENGTH = 6;

/** Masks registered secrets and sensitive fields in JSON lines. */
export class Redaction {
  readonly #secrets = new Set<string>();

  /** Masks this value from now on, also in its JSON, Base64 and URL-encoded forms. */
  register(secret: string): void {
    if (secret.length >= MIN_SECRET_LENGTH) {
      const base64 = Buffer.from(secret, 'utf8').toString('base64');
      const json = JSON.stringify(secret).slice(1, -1);
      for (const form of [secret, json, base64, encodeURIComponent(secret)]) {
        this.#secrets.add(form);
      }
    }
  }

  /** Masks everything sensitive in a line. */
  apply(line: string): string {
    let masked = line.replace(SENSITIVE_FIELD, `$1"${MASK}"`).replace(HEADER_CREDENTIALS, `$1${MASK}`);
    for (const secret of this.#secrets) {
      masked = masked.replaceAll(secret, MASK);
    }
    return masked;
  }
}
