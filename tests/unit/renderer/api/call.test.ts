import { describe, expect, it } from 'vitest';
import { call } from '../../../../renderer/api/call.ts';
import { fail, succeed } from '../../../../shared/result.ts';

describe('call', () => {
  it('returns the data, or throws the error reported by main with its detail, issues and times', async () => {
    const issues = [{ path: 'address', problem: 'notUrl' }] as const;
    const report = {
      code: 'VALIDATION',
      message: 'refused',
      detail: 'said the platform',
      issues,
      times: { retryAt: '2026-11-22T12:00:05Z' },
    } as const;
    await expect(call(Promise.resolve(succeed(7)))).resolves.toBe(7);
    await expect(call(Promise.resolve(fail(report)))).rejects.toMatchObject(report);
  });

  it('makes INTERNAL of a call that broke', async () => {
    await expect(call(Promise.reject(new Error('gone')))).rejects.toMatchObject({ code: 'INTERNAL' });
  });
});
