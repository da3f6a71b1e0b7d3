// @vitest-environment jsdom
import '../windowSetUp.ts';
import { act, waitFor } from '@testing-library/react';
import { useState } from 'react';
import { expect, it, vi } from 'vitest';
import { queryKeys } from '../../../../renderer/api/queryKeys.ts';
import { KeyLinkFollower } from '../../../../renderer/app/KeyLinkFollower.tsx';
import { PageContext } from '../../../../renderer/shell/pages.ts';
import { type Popup, PopupContext } from '../../../../renderer/shell/popups.ts';
import type { Output } from '../../../../shared/ipc/contract.ts';
import { AppError } from '../../../../shared/result.ts';
import { answers, lateAnswer } from '../../../fakes/windowBridge.ts';
import { sampleKey } from '../features/keys/sampleKey.ts';
import { renderInWindow } from '../renderInWindow.tsx';

const key = sampleKey({ id: 'authkey.7' });
const FORM: Popup = { kind: 'newKey', connectionId: 'one' };

/** A link to a key of the connection `one` is followed; its list comes when the test wants. */
async function followLink() {
  let active = 'two';
  const list = lateAnswer<Output<'keys:list'>>();
  const connections = () => ({
    connections: ['one', 'two'].map((id) => ({ id })),
    activeConnectionId: active,
  });
  answers['connections:list'] = () => connections() as unknown as Output<'connections:list'>;
  answers['connections:activate'] = ({ connectionId }) => {
    active = connectionId;
  };
  answers['keys:listCached'] = () => ({ list: null, fault: null });
  answers['keys:list'] = () => list.answer;
  let isTaken = false;
  answers['keyLinks:take'] = () => {
    const link = isTaken ? null : ({ outcome: 'found', connectionIds: ['one'], keyId: key.id } as const);
    isTaken = true;
    return link as Output<'keyLinks:take'>;
  };
  const opened = vi.fn<(popup: Popup) => void>();
  let show: (popup: Popup | null) => void = () => undefined;
  function Window() {
    const [popup, setPopup] = useState<Popup | null>(null);
    show = setPopup;
    return (
      <PageContext value={{ page: 'keys', goTo: () => undefined }}>
        <PopupContext value={{ popup, open: opened, close: () => setPopup(null) }}>
          <KeyLinkFollower />
        </PopupContext>
      </PageContext>
    );
  }
  const { queryClient, told } = renderInWindow(<Window />);
  const asked = () => queryClient.getQueryState(queryKeys.keys('one'))?.fetchStatus === 'fetching';
  const tellList = () =>
    act(async () =>
      list.give({
        content: { kind: 'whole', keys: JSON.stringify([key]) },
        total: 1,
        fetchedAt: new Date().toISOString(),
        accountStates: 'current',
        revision: 1,
      } as Output<'keys:list'>),
    );
  const activate = (connectionId: string) =>
    act(async () => {
      active = connectionId;
      await queryClient.invalidateQueries({ queryKey: queryKeys.connections });
    });
  return { opened, told, asked, tellList, activate, show: (popup: Popup | null) => act(() => show(popup)) };
}

it('opens the key of a link as soon as its list has come', async () => {
  const { opened, asked, tellList } = await followLink();
  await waitFor(() => expect(asked()).toBe(true));
  await tellList();
  await waitFor(() => expect(opened).toHaveBeenCalledOnce());
  expect(opened.mock.lastCall?.[0]).toMatchObject({
    kind: 'keyProperties',
    connectionId: 'one',
    shown: { id: key.id },
  });
});

it('fault 119: the key of a link waits while a form is open, and takes the place of none', async () => {
  const { opened, asked, tellList, show } = await followLink();
  await waitFor(() => expect(asked()).toBe(true));
  show(FORM);
  await tellList();
  await act(() => new Promise((resolve) => setTimeout(resolve, 20)));
  expect(opened).not.toHaveBeenCalled();
  show(null);
  await waitFor(() => expect(opened).toHaveBeenCalledOnce());
});

it('fault 119: a link is given up when another connection is shown before its list has come', async () => {
  const { opened, asked, tellList, activate } = await followLink();
  await waitFor(() => expect(asked()).toBe(true));
  await activate('two');
  await tellList();
  await activate('one');
  await act(() => new Promise((resolve) => setTimeout(resolve, 20)));
  expect(opened).not.toHaveBeenCalled();
});

it('a link whose connection cannot be shown says so and opens nothing', async () => {
  const { told, asked, opened } = await (async () => {
    const window = followLink();
    answers['connections:activate'] = () => {
      throw new AppError('CONNECTION_UNKNOWN', 'gone');
    };
    return window;
  })();
  await waitFor(() => expect(told).toHaveBeenCalledWith(expect.objectContaining({ kind: 'failure' })));
  expect(asked()).toBe(false);
  expect(opened).not.toHaveBeenCalled();
});
