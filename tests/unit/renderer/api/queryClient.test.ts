import { focusManager, type QueryKey, QueryObserver } from '@tanstack/react-query';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createQueryClient } from '../../../../renderer/api/queryClient.ts';
import { AppError, type ErrorCode } from '../../../../shared/result.ts';
import { settle } from '../../../fakes/settle.ts';

const queryClient = createQueryClient();
const queryKey: QueryKey = ['list'];
let asked = 0;

/** A page that shows a list whose every fetch fails. */
function openPage(code: ErrorCode): () => void {
  const observer = new QueryObserver(queryClient, {
    ...queryClient.defaultQueryOptions({ queryKey }),
    queryFn: () => {
      asked += 1;
      throw new AppError(code, '');
    },
  });
  return observer.subscribe(() => undefined);
}

beforeEach(() => {
  asked = 0;
  queryClient.mount();
});

afterEach(() => {
  focusManager.setFocused(undefined);
  queryClient.unmount();
  queryClient.clear();
});

describe('a list that could not be fetched', () => {
  it.each([
    ['UNREACHABLE', true],
    ['UNAUTHORIZED', false],
    ['PASSWORD_MISSING', false],
  ] as const)('after %s is asked for again unasked: %s', async (code, isAskedAgain) => {
    const closePage = openPage(code);
    await settle();
    expect(asked).toBe(1);
    focusManager.setFocused(false);
    focusManager.setFocused(true);
    await settle();
    expect(asked).toBe(isAskedAgain ? 2 : 1);
    closePage();
    const before = asked;
    const closeAgain = openPage(code);
    await settle();
    expect(asked).toBe(isAskedAgain ? before + 1 : before);
    closeAgain();
  });
});
