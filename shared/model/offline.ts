import type { AppError, ErrorCode, Interception } from '../result.ts';

/** Whether a failure says that the installation cannot be reached now, whatever the reason. */
export function meansOffline(code: ErrorCode | undefined): boolean {
  return code === 'UNREACHABLE' || code === 'TIMEOUT' || code === 'INTERCEPTED';
}

/** Whether a failure leaves open what the platform itself would have said: something else may stand in its place. */
export function meansNoResponse(code: ErrorCode): boolean {
  return meansOffline(code) || code === 'REDIRECT_REFUSED' || code === 'BAD_RESPONSE';
}

/** What ends without anybody doing something about it. A sign-in that is asked for again and again locks accounts. */
const PASSING: ReadonlySet<Interception> = new Set(['unavailable', 'page']);

/** Whether an installation that cannot be reached may be asked again unasked, every few seconds. */
export function mayBeAskedAgain({ code, reason }: Pick<AppError, 'code' | 'reason'>): boolean {
  return reason?.kind === 'interception' ? PASSING.has(reason.by) : code !== 'INTERCEPTED' && meansOffline(code);
}
