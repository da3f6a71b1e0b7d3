// @vitest-environment jsdom
import '../../../windowSetUp.ts';
import { act, screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { queryKeys } from '../../../../../../renderer/api/queryKeys.ts';
import { DeleteKeysDialog } from '../../../../../../renderer/features/keys/bulk/DeleteKeysDialog.tsx';
import { RetireKeysDialog } from '../../../../../../renderer/features/keys/bulk/RetireKeysDialog.tsx';
import { english, russian } from '../../../../../../renderer/i18n/i18n.ts';
import type { AuthenticationKey } from '../../../../../../shared/model/key.ts';
import type { AccountStates } from '../../../../../../shared/model/keyList.ts';
import type { Language } from '../../../../../../shared/model/language.ts';
import { answers } from '../../../../../fakes/windowBridge.ts';
import { renderInWindow } from '../../../renderInWindow.tsx';
import { sampleKey } from '../sampleKey.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
const inDays = (days: number): string => new Date(Date.now() + days * DAY_MS).toISOString();
/** A key of an account, which is named like it. */
const keyOf = (account: string, id: string, change: Partial<AuthenticationKey> = {}): AuthenticationKey =>
  sampleKey({
    id,
    token: id,
    accountId: account,
    username: account,
    fullName: '',
    expirationDate: inDays(100),
    ...change,
  });

/** Accounts with one key (`one`, `two`, `three`), with two (`both`), and without access. */
const KEYS = [
  keyOf('one', 'one.1'),
  keyOf('two', 'two.1'),
  keyOf('three', 'three.1', { expirationDate: inDays(0.01) }),
  keyOf('both', 'both.1'),
  keyOf('both', 'both.2'),
  keyOf('expired', 'expired.1', { expirationDate: inDays(-1) }),
  keyOf('disabled', 'disabled.1', { accountProblem: 'disabled' }),
];

const CURRENT = { fetchedAt: inDays(0), accountStates: 'current', revision: 2 } as const;
const WORDS = { en: english, ru: russian } as const;

function openDialog(
  kind: 'delete' | 'retire',
  language: Language,
  keyIds: readonly string[],
  accountStates: AccountStates = 'current',
) {
  const deleted = vi.fn();
  answers['keys:delete'] = (input) => {
    deleted(input.keys.map(({ id }) => id));
    return new Promise(() => undefined);
  };
  const Dialog = kind === 'delete' ? DeleteKeysDialog : RetireKeysDialog;
  const window = renderInWindow(
    <Dialog connectionId="one" chosen={keyIds.map((id) => ({ id, token: id }))} onResults={() => undefined} />,
    language,
    KEYS,
    accountStates,
  );
  const dialog = screen.getByRole('dialog');
  const [note] = within(dialog).getAllByRole('note');
  return { dialog, note: note?.textContent ?? '', deleted, ...window };
}

type Outcome = readonly [keyIds: readonly string[], english: string, russian: string];

/** What the first note says of the accounts, by the keys that end. */
const OUTCOMES: readonly Outcome[] = [
  [['one.1'], 'The account will lose access to the API.', 'Аккаунт потеряет доступ к API.'],
  [['both.1', 'both.2'], 'The account will lose access to the API.', 'Аккаунт потеряет доступ к API.'],
  [['both.1'], 'The account will keep access to the API.', 'Аккаунт сохранит доступ к API.'],
  [['disabled.1'], 'The account has no access to the API now.', 'У аккаунта и сейчас нет доступа к API.'],
  [
    ['one.1', 'two.1', 'three.1'],
    'All 3 accounts will lose access to the API.',
    'Доступ к API потеряют все аккаунты (3).',
  ],
  [['one.1', 'both.1'], '1 of 2 accounts will lose access to the API.', 'Доступ к API потеряет 1 аккаунт из 2.'],
  [
    ['one.1', 'two.1', 'disabled.1'],
    '2 of 3 accounts will lose access to the API.',
    'Доступ к API потеряют 2 аккаунта из 3.',
  ],
  [['both.1', 'disabled.1'], 'No account will lose access to the API.', 'Ни один аккаунт не потеряет доступ к API.'],
];
/** For deletion alone: an expired key is not retired. */
const OF_EXPIRED: readonly Outcome[] = [
  [['expired.1'], 'The account has no access to the API now.', 'У аккаунта и сейчас нет доступа к API.'],
  [
    ['expired.1', 'disabled.1'],
    'None of these accounts has access to the API now.',
    'Ни у одного из этих аккаунтов сейчас нет доступа к API.',
  ],
];
/** Where the platform does not tell which accounts are disabled, or has told it some time ago. */
const OF_UNKNOWN: readonly Outcome[] = [
  [
    ['one.1'],
    'The account may lose access to the API: it is unknown whether it has access now.',
    'Аккаунт может потерять доступ к API: есть ли он у него сейчас, неизвестно.',
  ],
  [
    ['disabled.1'],
    'The account may lose access to the API: it is unknown whether it has access now.',
    'Аккаунт может потерять доступ к API: есть ли он у него сейчас, неизвестно.',
  ],
  [
    ['both.1'],
    'The account will not lose access to the API: it has another valid key.',
    'Аккаунт не потеряет доступ к API: у него есть другой действующий ключ.',
  ],
  [
    ['one.1', 'two.1', 'disabled.1'],
    'All 3 accounts may lose access to the API: it is unknown whether they have it now.',
    'Доступ к API могут потерять все аккаунты (3): есть ли он у них сейчас, неизвестно.',
  ],
  [
    ['one.1', 'both.1'],
    '1 of 2 accounts may lose access to the API: it is unknown whether it has access now.',
    'Доступ к API может потерять 1 аккаунт из 2: есть ли он у него сейчас, неизвестно.',
  ],
  [
    ['one.1', 'two.1', 'both.1'],
    '2 of 3 accounts may lose access to the API: it is unknown whether they have it now.',
    'Доступ к API могут потерять 2 аккаунта из 3: есть ли он у них сейчас, неизвестно.',
  ],
];
const LANGUAGES = ['en', 'ru'] as const;

describe.each(LANGUAGES)('in %s', (language) => {
  const said = (outcome: Outcome) => outcome[language === 'en' ? 1 : 2];

  it.each([...OUTCOMES, ...OF_EXPIRED])(
    'fault 104: deleting %j says what follows, and that it is for good',
    async (...outcome) => {
      const { note } = openDialog('delete', language, outcome[0]);
      expect(note).toBe(`${said(outcome)}${WORDS[language].bulk.delete.warning}`);
    },
  );

  it.each(OUTCOMES)('fault 104: retiring %j says what follows, and how it can be taken back', async (...outcome) => {
    const { note } = openDialog('retire', language, outcome[0]);
    const { warning_one, warning_other } = WORDS[language].bulk.retirement;
    expect(note).toBe(`${said(outcome)}${outcome[0].length === 1 ? warning_one : warning_other}`);
  });

  it.each(
    OF_UNKNOWN.flatMap((outcome) => (['former', 'unknown'] as const).map((states) => [states, outcome] as const)),
  )('fault 104: with states of the accounts that are %s it claims no access for %j', (states, outcome) => {
    for (const kind of ['delete', 'retire'] as const) {
      const { note, dialog, unmount } = openDialog(kind, language, outcome[0], states);
      expect(note.slice(0, said(outcome).length)).toBe(said(outcome));
      const { losesAccess, keepsAccess, noAccess } = WORDS[language].bulk.impact;
      for (const claim of [losesAccess, keepsAccess, noAccess]) {
        expect(within(dialog).queryByText(claim)).toBeNull();
      }
      expect(within(dialog).queryByRole('textbox') === null).toBe(kind === 'retire' || outcome[0][0] === 'both.1');
      unmount();
    }
  });

  it('fault 104: nothing is said of accounts that are not known', async () => {
    const { note, dialog } = openDialog('delete', language, ['gone.1', 'gone.2']);
    const { bulk } = WORDS[language];
    const missing = (language === 'en' ? bulk.impact.missing_other : russian.bulk.impact.missing_few).replace(
      '{{count, number}}',
      '2',
    );
    expect(note).toBe(`${missing}${bulk.delete.warning}`);
    expect(within(dialog).queryByText(bulk.delete.retireText)).toBeNull();
  });

  it('a dialog about keys that have all expired promises nothing', async () => {
    const { dialog, note } = openDialog('retire', language, ['expired.1']);
    expect(note).toMatch(language === 'en' ? /^1 key has already expired/ : /^1 ключ уже истёк/);
    expect(within(dialog).queryByRole('listitem')).toBeNull();
  });

  it('a single key is deleted once its user name is typed', async () => {
    const user = userEvent.setup();
    const { dialog, deleted } = openDialog('delete', language, ['one.1']);
    const field = within(dialog).getByRole('textbox', { name: /one/ });
    await user.type(field, '1{Enter}');
    expect(deleted).not.toHaveBeenCalled();
    await user.clear(field);
    await user.type(field, 'ONE{Enter}');
    await waitFor(() => expect(deleted).toHaveBeenCalledExactlyOnceWith(['one.1']));
  });
});

it('fault 105: a key that has come to have the identifier of a chosen one is not taken for it', async () => {
  const { dialog, queryClient } = openDialog('delete', 'en', ['one.1', 'both.1']);
  const others = KEYS.map((key) => (key.id === 'one.1' ? keyOf('stranger', 'one.1', { token: 'another' }) : key));
  act(() => queryClient.setQueryData(queryKeys.keys('one'), { ...CURRENT, items: others }));
  await within(dialog).findByText('1 key is no longer in the list.');
  expect(
    within(dialog)
      .getAllByRole('listitem')
      .map((item) => item.textContent),
  ).toEqual([expect.stringContaining('both')]);
});

describe('the sentence follows the list', () => {
  beforeEach(() => {
    vi.useFakeTimers({ shouldAdvanceTime: true, toFake: ['setInterval', 'clearInterval', 'Date'] });
    return () => vi.useRealTimers();
  });

  it('fault 104: as another key of the account comes, and as keys expire while the dialog is open', async () => {
    const { dialog, queryClient } = openDialog('delete', 'en', ['three.1']);
    const text = () => within(dialog).getAllByRole('note')[0]?.textContent;
    expect(text()).toContain('will lose access');
    const list = {
      ...CURRENT,
      items: [...KEYS, keyOf('three', 'three.2', { expirationDate: inDays(0.02) })],
    };
    act(() => queryClient.setQueryData(queryKeys.keys('one'), list));
    await waitFor(() => expect(text()).toContain('will keep access'));
    await act(() => vi.advanceTimersByTimeAsync(0.03 * DAY_MS));
    await waitFor(() => expect(text()).toContain('has no access to the API now'));
  });
});
