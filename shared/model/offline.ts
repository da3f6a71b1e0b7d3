import type { AppError, ErrorCode, Interception } from '../result.ts';

/** Whether a failure means that the installation cannot be reached now. */
export function meansOffline(code: ErrorCode | undefined): boolean {
  return code === 'UNREACHABLE' || code === 'TIMEOUT' || code === 'INTERCEPTED';
}

/** Whether the platform itself may not have responded. */
export function meansNoResponse(code: ErrorCode): boolean {
  return meansOffline(code) || code === 'REDIRECT_REFUSED' || code === 'BAD_RESPONSE';
}

/** Interceptions that may end by themselves. Not `signIn`: repeated sign-in attempts lock accounts. */
const TRANSIENT: ReadonlySet<Interception> = new Set(['unavailable', 'page']);

/** Whether requests to an unreachable installation may be retried automatically every few seconds. */
export function mayRetryAutomatically({ code, reason }: Pick<AppError, 'code' | 'reason'>): boolean {
  return reason?.kind === 'interception' ? TRANSIENT.has(reason.by) : code !== 'INTERCEPTED' && meansOffline(code);
}
