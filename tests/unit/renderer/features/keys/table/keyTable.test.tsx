// @vitest-environment jsdom
import '../../../windowSetUp.ts';
import { fireEvent, screen, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { useState } from 'react';
import { expect, it, vi } from 'vitest';
import { KeyTable } from '../../../../../../renderer/features/keys/table/KeyTable.tsx';
import { type KeySelection, NO_SELECTION } from '../../../../../../renderer/features/keys/table/keySelection.ts';
import { listKeys } from '../../../../../../renderer/features/keys/table/listedKeys.ts';
import type { AuthenticationKey } from '../../../../../../shared/model/key.ts';
import { DEFAULT_KEY_VIEW } from '../../../../../../shared/model/keyView.ts';
import { renderInWindow } from '../../../renderInWindow.tsx';
import { NOW, sampleKey } from '../sampleKey.ts';

/** A key whose name is also its identifier and its token. */
const keyOf = (fullName: string): AuthenticationKey => sampleKey({ id: fullName, fullName, token: fullName });
const commands = {
  onOpen: vi.fn<(key: AuthenticationKey) => void>(),
  onCopyToken: vi.fn<(key: AuthenticationKey) => void>(),
  onCopyNext: vi.fn<(key: AuthenticationKey) => void>(),
  onDelete: vi.fn<(key: AuthenticationKey) => void>(),
};

function Table({ names, onSelect }: { names: readonly string[]; onSelect: (selection: KeySelection) => void }) {
  const [selection, setSelection] = useState<KeySelection>(NO_SELECTION);
  onSelect(selection);
  return (
    <KeyTable
      keys={listKeys(names.map(keyOf), NOW)}
      selectedShown={selection.size}
      landing={null}
      onLanded={() => undefined}
      selection={selection}
      onSelectionChange={setSelection}
      view={DEFAULT_KEY_VIEW}
      onViewChange={() => undefined}
      now={NOW}
      hiddenColumns={[]}
      {...commands}
    />
  );
}

/** Draws a table of keys of these names, with the focus on the first. */
function openTable(names: readonly string[]) {
  for (const command of Object.values(commands)) {
    command.mockClear();
  }
  let selection: KeySelection = NO_SELECTION;
  const table = (shown: readonly string[]) => (
    <Table
      names={shown}
      onSelect={(next) => {
        selection = next;
      }}
    />
  );
  const { redraw } = renderInWindow(table(names));
  row(names[0] ?? '').focus();
  return {
    user: userEvent.setup(),
    focused: () => nameOf(document.activeElement),
    ticked: () => [...selection.keys()],
    show: (next: readonly string[]) => redraw(table(next)),
  };
}

const nameOf = (element: Element | null) =>
  element?.closest('.key-row')?.querySelector('.table-first-line')?.textContent ?? null;

function row(name: string): HTMLElement {
  const found = screen.getAllByRole('row').find((one) => nameOf(one) === name);
  if (found === undefined) {
    throw new Error(`There is no row ${name}`);
  }
  return found;
}

const pause = () => new Promise((resolve) => setTimeout(resolve, 750));

const NAMES = [
  'Anna Ivanova',
  'Anna Petrova',
  'anna sidorova',
  'Бобров (тест)',
  'ООО/ИП «Ромашка»',
  "O'Hara  Jean-Luc",
];

it.each([
  ['anna p', 'Anna Petrova'],
  ['anna s', 'anna sidorova'],
  ['ANNA petrova', 'Anna Petrova'],
  ['бобров (т', 'Бобров (тест)'],
  ['ооо/ип «р', 'ООО/ИП «Ромашка»'],
  ["o'hara jean-l", "O'Hara  Jean-Luc"],
  ["o'hara\u00a0\u202fjean", "O'Hara  Jean-Luc"],
])('fault 102: %s is typed as a name, and none of its characters is a command', async (typed, name) => {
  const { focused, ticked } = openTable(NAMES);
  for (const key of typed) {
    // Not taken by the window either, for which `/` and `?` are commands.
    expect(fireEvent.keyDown(document.activeElement ?? document.body, { key })).toBe(false);
  }
  expect(focused()).toBe(name);
  expect(ticked()).toEqual([]);
});

it('fault 102: Space with Shift, and in a name that nobody has, ticks nothing either', async () => {
  const { user, focused, ticked } = openTable(NAMES);
  await user.keyboard('Anna{Shift>} {/Shift}Pet');
  expect(focused()).toBe('Anna Petrova');
  await user.keyboard(' x  ');
  expect(focused()).toBe('Anna Petrova');
  expect(ticked()).toEqual([]);
  await pause();
  await user.keyboard(' ');
  expect(ticked()).toEqual(['Anna Petrova']);
});

it('a name ends where the focus was moved to another row', async () => {
  const { user, focused, ticked } = openTable(NAMES);
  await user.keyboard('anna');
  await user.keyboard('{ArrowDown} ');
  expect(ticked()).toEqual([focused()]);
});

it('fault 102: Backspace takes a letter back, and the name goes on', async () => {
  const { user, focused } = openTable(NAMES);
  await user.keyboard('anna px{Backspace}{Backspace}s');
  expect(focused()).toBe('anna sidorova');
});

it('before a name is begun the same keys are commands', async () => {
  const { user, ticked } = openTable(NAMES);
  for (const key of ['/', '?']) {
    expect(fireEvent.keyDown(row('Anna Ivanova'), { key })).toBe(true);
  }
  await user.keyboard(' ');
  expect(ticked()).toEqual(['Anna Ivanova']);
  await user.keyboard('{Alt>} {/Alt}{Control>}{Enter}{/Control}');
  expect(ticked()).toEqual(['Anna Ivanova']);
  expect(commands.onOpen).not.toHaveBeenCalled();
  await user.keyboard('{Enter}');
  expect(commands.onOpen).toHaveBeenCalledOnce();
  await user.keyboard('{Delete}{Backspace}');
  expect(commands.onDelete).toHaveBeenCalledOnce();
});

const pressed = (command: { readonly mock: { readonly calls: readonly (readonly [AuthenticationKey])[] } }) =>
  command.mock.calls.map(([key]) => key.fullName);
const ABC = ['Anna', 'Boris', 'Clara'];

it('fault 100: the focus stays with its key while the list changes around it', async () => {
  const { user, focused, ticked, show } = openTable(ABC);
  await user.keyboard('{ArrowDown}');
  expect(focused()).toBe('Boris');
  show(['Aaron', 'Abel', ...ABC]);
  expect(focused()).toBe('Boris');
  await user.keyboard('{Enter} {Delete}{Control>}{Shift>}C{/Shift}{/Control}');
  expect([commands.onOpen, commands.onDelete, commands.onCopyNext].map(pressed)).toEqual([
    ['Boris'],
    ['Boris'],
    ['Boris'],
  ]);
  expect(ticked()).toEqual(['Boris']);
  show(['Boris', 'Clara']);
  expect(focused()).toBe('Boris');
});

it('fault 100: so does the focus on a control of the row', async () => {
  const { user, show } = openTable(ABC);
  within(row('Clara')).getByRole('button', { name: 'Copy token' }).focus();
  show(['Aaron', ...ABC]);
  expect(document.activeElement).toBe(within(row('Clara')).getByRole('button', { name: 'Copy token' }));
  await user.keyboard('{Enter}');
  expect(pressed(commands.onCopyToken)).toEqual(['Clara']);
});

it('fault 100: what is pressed as the key with the focus goes is not done to the one that takes its place', async () => {
  const { user, focused, ticked, show } = openTable(ABC);
  await user.keyboard('{ArrowDown}');
  show(['Anna', 'Clara']);
  expect(focused()).toBe('Clara');
  await user.keyboard('{Enter} {Delete}{Control>}{Shift>}C{/Shift}{/Control}');
  expect([commands.onOpen, commands.onDelete, commands.onCopyNext].flatMap(pressed)).toEqual([]);
  expect(ticked()).toEqual([]);
  await pause();
  await user.keyboard('{Delete}');
  expect(pressed(commands.onDelete)).toEqual(['Clara']);
  show(['Anna']);
  expect(focused()).toBe('Anna');
});

it('fault 100: nor is what is pressed on a control of its row', async () => {
  const { user, focused, ticked, show } = openTable(ABC);
  within(row('Boris')).getByRole('button', { name: 'Copy token' }).focus();
  show(['Anna', 'Clara']);
  expect(focused()).toBe('Clara');
  await user.keyboard('{Enter} ');
  within(row('Clara')).getByRole('checkbox').focus();
  await user.keyboard(' ');
  expect(pressed(commands.onCopyToken)).toEqual([]);
  expect(ticked()).toEqual([]);
  await pause();
  await user.keyboard(' ');
  expect(ticked()).toEqual(['Clara']);
});

it('fault 100: the focus stays out of the list when it is not in it', () => {
  const { show } = openTable(ABC);
  (document.activeElement as HTMLElement).blur();
  show(['Boris']);
  expect(document.activeElement).toBe(document.body);
});

it('fault 100: a click on a row that has become that of another key does nothing', () => {
  const { ticked, show } = openTable(ABC);
  const place = row('Boris');
  const [box, copy] = [within(place).getByRole('checkbox'), within(place).getByRole('button', { name: 'Copy token' })];
  for (const target of [box, copy]) {
    show(ABC);
    fireEvent.mouseDown(target, { detail: 1 });
    show(['Aaron', ...ABC]);
    fireEvent.click(target, { detail: 1 });
  }
  expect(ticked()).toEqual([]);
  expect(pressed(commands.onCopyToken)).toEqual([]);

  show(ABC);
  fireEvent.mouseDown(place, { detail: 1 });
  fireEvent.click(place, { detail: 1 });
  show(['Aaron', ...ABC]);
  fireEvent.mouseDown(place, { detail: 2 });
  fireEvent.click(place, { detail: 2 });
  fireEvent.doubleClick(place, { detail: 2 });
  expect(pressed(commands.onOpen)).toEqual([]);

  for (const detail of [1, 2]) {
    fireEvent.mouseDown(place, { detail });
    fireEvent.click(place, { detail });
  }
  fireEvent.doubleClick(place, { detail: 2 });
  expect(pressed(commands.onOpen)).toEqual(['Anna']);
});
