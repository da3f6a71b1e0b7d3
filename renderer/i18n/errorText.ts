import type { AppError, ErrorCode } from '../../shared/result.ts';
import { errors } from './en/errors.ts';
import type { Translate } from './i18n.ts';

/** The text of a failure. `detail` is the message of the platform or the technical cause, or `null`. */
export interface ErrorText {
  readonly title: string;
  readonly text: string;
  readonly detail: string | null;
}

/** What failed: a change, which may have been made even without a response, or a read, which changes nothing. */
export type Attempt = 'read' | 'change';

/** Codes with a text for reads, which does not mention changes: users could take it for an earlier change. */
type ReadingCode = {
  [Code in ErrorCode]: (typeof errors)[Code] extends { readonly readText: string } ? Code : never;
}[ErrorCode];

/** Failures without a message of the platform: their detail is a technical cause. */
const WITHOUT_MESSAGE: readonly ErrorCode[] = [
  'UNREACHABLE',
  'INTERCEPTED',
  'REQUEST_TOO_LARGE',
  'BAD_RESPONSE',
  'SAMPLE_PLATFORM_FAILED',
  'FILE_NOT_SAVED',
  'NOTE_NOT_SAVED',
  'FILE_NOT_READ',
  'SEARCH_FAILED',
  'ACTIVITY_NOT_READ',
  'NOT_RECORDED',
];

/** Returns the text of an error in the language of `translate`. */
export function errorText(translate: Translate, error: AppError, attempt: Attempt = 'change'): ErrorText {
  return {
    title: translate(`errors.${error.code}.title`),
    text: [outcomeText(translate, error, attempt), ...pauseText(translate, error)].join(' '),
    detail: error.detail === undefined ? null : translate(detailKey(error), { detail: error.detail }),
  };
}

function outcomeText(translate: Translate, error: AppError, attempt: Attempt): string {
  const { code, reason, times = {} } = error;
  if (code === 'UNREACHABLE') {
    return unreachableText(translate, error, attempt);
  }
  if (code === 'INTERCEPTED') {
    const by = reason?.kind === 'interception' ? reason.by : 'rejected';
    const nextStep = translate(`errors.INTERCEPTED.causes.${by}`);
    return translate(`errors.INTERCEPTED.${attempt === 'read' ? 'readText' : 'text'}`, { nextStep });
  }
  if (code === 'UNAUTHORIZED') {
    const step = reason?.kind === 'signature' ? 'signature' : 'nextStep';
    const nextStep = translate(`errors.UNAUTHORIZED.${step}`);
    return translate(`errors.UNAUTHORIZED.${attempt === 'read' ? 'readText' : 'text'}`, { nextStep });
  }
  if (code === 'CLOCK_SKEW') {
    const { here, there } = times;
    const nextStep =
      here !== undefined && there !== undefined
        ? translate('errors.CLOCK_SKEW.clocks', { here: new Date(here), there: new Date(there) })
        : translate('errors.CLOCK_SKEW.nextStep');
    return translate(`errors.CLOCK_SKEW.${attempt === 'read' ? 'readText' : 'text'}`, { nextStep });
  }
  return attempt === 'read' && isReading(code)
    ? translate(`errors.${code}.readText`)
    : translate(`errors.${code}.text`);
}

const UNKNOWN_CAUSE = { cause: 'other', sent: 'unknown' } as const;

function unreachableText(translate: Translate, error: AppError, attempt: Attempt): string {
  const { cause, sent } = error.reason?.kind === 'network' ? error.reason : UNKNOWN_CAUSE;
  const nextStep = translate(cause === 'other' ? 'errors.UNREACHABLE.nextStep' : `errors.UNREACHABLE.causes.${cause}`);
  // If an earlier attempt may have been received, the last one proves nothing about a change.
  if (sent === 'nothing' || (attempt === 'read' && sent === 'nothingAtLast')) {
    return translate('errors.UNREACHABLE.notSent', { nextStep });
  }
  return translate(attempt === 'read' ? 'errors.UNREACHABLE.readText' : 'errors.UNREACHABLE.text', { nextStep });
}

/** The end of the pause that the platform asks for, if any. */
function pauseText(translate: Translate, { times }: AppError): string[] {
  return times?.retryAt === undefined ? [] : [translate('app.retryAt', { at: new Date(times.retryAt) })];
}

function isReading(code: ErrorCode): code is ReadingCode {
  return 'readText' in errors[code];
}

/** The label of the detail: it is a message of the platform, or without a response the cause from the network. */
function detailKey({ code }: AppError): 'app.detail' | 'app.cause' {
  return WITHOUT_MESSAGE.includes(code) ? 'app.cause' : 'app.detail';
}
