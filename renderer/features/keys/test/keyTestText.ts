import type { KeyTestCode, KeyTestError, KeyTestResult, KeyTestVerdict } from '../../../../shared/model/keyTest.ts';
import { AppError, type FailureReason } from '../../../../shared/result.ts';
import type { ChipTone } from '../../../components/StatusChip.tsx';
import { keyTest as english } from '../../../i18n/en/keyTest.ts';
import { type ErrorText, errorText } from '../../../i18n/errorText.ts';
import type { Translate } from '../../../i18n/i18n.ts';
import { isolated } from '../../../i18n/isolated.ts';

/** Color of a result. */
export const VERDICT_TONES: Readonly<Record<KeyTestVerdict, ChipTone>> = {
  works: 'success',
  caution: 'warning',
  fails: 'error',
  unclear: 'warning',
  notTested: 'neutral',
};

/** Codes with a text of their own; the others have that of their error. */
type ExplainedCode = {
  [Code in KeyTestCode]: (typeof english.results)[Code] extends { readonly text: string } ? Code : never;
}[KeyTestCode];

/** What a test found, what it means, and what to do next. */
export function keyTestText(t: Translate, result: KeyTestResult): ErrorText {
  const { code, error } = result;
  const title = t(`keyTest.results.${code}.title`);
  if (code === 'notTested') {
    return { title, text: notTestedText(t, error), detail: null };
  }
  if (isExplained(code)) {
    const pause = error?.retryAt ? [t('app.retryAt', { at: new Date(error.retryAt) })] : [];
    const text = [...factTexts(t, result), t(`keyTest.results.${code}.text`), ...pause].join(' ');
    return { title, text, detail: null };
  }
  const failure = errorText(t, appErrorOf(error), 'read');
  return { title, text: `${failure.title}. ${failure.text}`, detail: failure.detail };
}

function isExplained(code: KeyTestCode): code is ExplainedCode {
  return 'text' in english.results[code];
}

function notTestedText(t: Translate, error: KeyTestError | null): string {
  return error === null
    ? t('keyTest.stoppedByUser')
    : t('keyTest.stoppedBecause', { reason: t(`errors.${error.code}.title`) });
}

/** What was measured: the clocks, and what was changed on the way. */
function factTexts(t: Translate, { code, clockAheadSeconds, sent, received }: KeyTestResult): string[] {
  if (code === 'clockOff' || code === 'clockRejected') {
    if (clockAheadSeconds === null) {
      return [t('keyTest.clock.unknown')];
    }
    const count = Math.abs(clockAheadSeconds);
    return [t(clockAheadSeconds < 0 ? 'keyTest.clock.behind' : 'keyTest.clock.ahead', { count })];
  }
  return sent === null || received === null
    ? []
    : [t('keyTest.rewritten', { sent: isolated(sent), received: isolated(received) })];
}

function appErrorOf(error: KeyTestError | null): AppError {
  const { code = 'INTERNAL', detail = null, retryAt = null } = error ?? {};
  return new AppError(code, '', {
    ...(detail === null ? {} : { detail }),
    ...(retryAt === null ? {} : { times: { retryAt } }),
    reason: reasonOf(error),
  });
}

function reasonOf(error: KeyTestError | null): FailureReason | undefined {
  if (error?.networkCause) {
    return { kind: 'network', cause: error.networkCause, sent: 'unknown' };
  }
  return error?.interception ? { kind: 'interception', by: error.interception } : undefined;
}
