import { adoptedKeyId } from '../../../shared/model/adoptedKey.ts';
import { type Diagnosis, FINDINGS, MAX_PASTED_BYTES } from '../../../shared/model/doctor.ts';
import type { AuthenticationKey } from '../../../shared/model/key.ts';
import type { Clock, Logger } from '../../ports.ts';
import type { Connections } from '../connections/connections.ts';
import type { AdoptedKeys } from '../keys/adoptedKeys.ts';
import type { KeyListSync } from '../keys/keyListSync.ts';
import type { Keys } from '../keys/keys.ts';
import { examinePaste, nothingToExamine, type PasteDiagnosis, secretTexts } from './examinePaste.ts';
import { finding, inOrder } from './findings.ts';
import { readPaste } from './paste/readPaste.ts';

/** Dependencies of {@link Doctor}. */
export interface DoctorOptions {
  readonly connections: Pick<Connections, 'list'>;
  readonly lists: Pick<KeyListSync, 'known'>;
  readonly keys: Pick<Keys, 'readSecret'>;
  readonly adopted: Pick<AdoptedKeys, 'list'>;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** How to examine a text. */
export interface ExamineOptions {
  /** Whose keys are searched for the token; `null` for all connections. */
  readonly connectionId: string | null;
  /** Whether the secret of the key that the token names is read, to verify the signature. It is not returned. */
  readonly useSecret: boolean;
  /** Secret key that the user has entered, since no connection has the key of the token; not kept. */
  readonly secret?: string | null;
  /** Index of the request to examine, if the text contains several. */
  readonly index?: number;
}

interface FoundKey {
  readonly connectionId: string;
  readonly key: Pick<AuthenticationKey, 'id' | 'token' | 'accountProblem'> & {
    /** `null` if that of an adopted key is unknown. */
    readonly expirationDate: string | null;
  };
}

/** Control characters other than white space, and what stands for undecodable bytes. */
const UNPRINTABLE = /[^\P{Cc}\s]|\ufffd/gu;
/** Text of a terminal contains a few: those of colours, and letters in another encoding. */
const MAX_UNPRINTABLE_SHARE = 0.05;
const TOKEN = /^[0-9a-f]{32}$/;

/** Examines pasted requests: says what is wrong with them, without sending anything. */
export class Doctor {
  readonly #options: DoctorOptions;

  constructor(options: DoctorOptions) {
    this.#options = options;
  }

  /**
   * Examines a request in a pasted text. The text is neither kept nor logged.
   * @throws AppError those of reading a secret, with `useSecret`; `CONNECTION_UNKNOWN`.
   */
  async examine(
    text: string,
    { connectionId, useSecret, secret: entered = null, index = 0 }: ExamineOptions,
  ): Promise<Diagnosis> {
    const unreadable = problemOf(text);
    if (unreadable !== null) {
      return diagnosisOf(nothingToExamine(finding(unreadable)), null, 0);
    }
    const { clock, keys, logger } = this.#options;
    const now = clock.now();
    const paste = readPaste(text);
    for (const secret of [...secretTexts(text, paste), ...(entered === null ? [] : [entered])]) {
      logger.redact(secret);
    }
    const first = examinePaste(text, paste, { index, secret: null, now });
    const found = await this.#find(first.token, connectionId);
    const secret = useSecret && found !== null ? await keys.readSecret(found.connectionId, found.key) : entered;
    if (secret === null) {
      return diagnosisOf(first, found, now);
    }
    return diagnosisOf(examinePaste(text, paste, { index, secret, now }), found, now);
  }

  /** Finds the key of a token in the known lists and among adopted keys; sends no request. */
  async #find(token: string | null, wanted: string | null): Promise<FoundKey | null> {
    if (token === null || !TOKEN.test(token)) {
      return null;
    }
    const { connections, lists, logger } = this.#options;
    const ids = wanted === null ? connections.list().connections.map(({ id }) => id) : [wanted];
    for (const connectionId of ids) {
      try {
        const { state } = await lists.known(connectionId);
        const key = state?.items.find((item) => item.token === token) ?? this.#findAdopted(connectionId, token);
        if (key !== null) {
          return { connectionId, key };
        }
      } catch (error) {
        if (wanted !== null) {
          throw error;
        }
        logger.warn('A list could not be searched for the token of a pasted request', { error });
      }
    }
    return null;
  }

  #findAdopted(connectionId: string, token: string): FoundKey['key'] | null {
    const adopted = this.#options.adopted.list(connectionId).find((key) => key.token === token);
    return adopted === undefined
      ? null
      : { id: adoptedKeyId(token), token, accountProblem: null, expirationDate: adopted.expirationDate };
  }
}

function problemOf(text: string): 'textEmpty' | 'textTooLong' | 'textBinary' | null {
  if (text.trim() === '') {
    return 'textEmpty';
  }
  if (text.length > MAX_PASTED_BYTES || new TextEncoder().encode(text).length > MAX_PASTED_BYTES) {
    return 'textTooLong';
  }
  const unprintable = text.match(UNPRINTABLE)?.length ?? 0;
  return text.includes('\0') || unprintable > text.length * MAX_UNPRINTABLE_SHARE ? 'textBinary' : null;
}

/** Adds what the list says of the key. */
function diagnosisOf({ token, ...examination }: PasteDiagnosis, found: FoundKey | null, now: number): Diagnosis {
  const findings = inOrder([...examination.findings, ...keyFindings(token, found, now)]);
  const hasError = findings.some(({ code }) => FINDINGS[code] === 'error');
  const { connectionId, key } = found ?? {};
  return {
    ...examination,
    findings,
    needsSecret: examination.needsSecret && !hasError,
    key: connectionId === undefined || key === undefined ? null : { connectionId, id: key.id, token: key.token },
  };
}

function keyFindings(token: string | null, found: FoundKey | null, now: number) {
  if (found === null) {
    return token !== null && TOKEN.test(token) ? [finding('tokenNotListed', { found: token })] : [];
  }
  const { expirationDate, accountProblem } = found.key;
  const isExpired = expirationDate !== null && Date.parse(expirationDate) <= now;
  return [
    ...(isExpired ? [finding('keyExpired', { found: expirationDate })] : []),
    ...(accountProblem === null ? [] : [finding('accountProblem', { facts: { problem: accountProblem } })]),
  ];
}
