import { expect, it } from 'vitest';
import { toErrorReport } from '../../../electron/ipc/errorReport.ts';
import { AppError } from '../../../shared/result.ts';

it('reports the properties of an expected error, but not its cause', () => {
  const facts = {
    detail: 'said the platform',
    issues: [{ path: 'address', problem: 'notUrl' }] as const,
    times: { here: '2026-11-22T12:00:00.000Z', there: '2026-11-22T12:20:00.000Z' },
  };
  const error = new AppError('CLOCK_SKEW', 'refused', { ...facts, cause: new Error('the secret of the key') });
  expect(toErrorReport(error)).toEqual({ code: 'CLOCK_SKEW', message: 'refused', ...facts });
  expect(toErrorReport(new AppError('TIMEOUT', 'late'))).toEqual({ code: 'TIMEOUT', message: 'late' });
});
