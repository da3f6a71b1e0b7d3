// @vitest-environment jsdom
import '../../../windowSetUp.ts';
import { fireEvent, screen, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { useState } from 'react';
import { beforeEach, expect, it, vi } from 'vitest';
import { KeyTable } from '../../../../../../renderer/features/keys/table/KeyTable.tsx';
import { type KeySelection, NO_SELECTION } from '../../../../../../renderer/features/keys/table/keySelection.ts';
import { listKeys } from '../../../../../../renderer/features/keys/table/listedKeys.ts';
import type { AuthenticationKey } from '../../../../../../shared/model/key.ts';
import { DEFAULT_KEY_VIEW } from '../../../../../../shared/model/keyView.ts';
import { renderInWindow } from '../../../renderInWindow.tsx';
import { NOW, sampleKey } from '../sampleKey.ts';

/** The time of every event, in milliseconds; the tests do not depend on how fast they run. */
let clock = 1;
const pause = () => {
  clock += 750;
};
beforeEach(() => {
  vi.spyOn(performance, 'now').mockImplementation(() => clock);
  vi.spyOn(Event.prototype, 'timeStamp', 'get').mockImplementation(() => clock);
  return () => vi.restoreAllMocks();
});

/** A key whose name is also its identifier and its token. */
const keyOf = (fullName: string): AuthenticationKey => sampleKey({ id: fullName, fullName, token: fullName });
const command = () => vi.fn<(key: AuthenticationKey) => void>();
const commands = { onOpen: command(), onCopyToken: command(), onCopyNext: command(), onDelete: command() };
/** The names of the keys for which commands were run, in the order of the commands. */
const commanded = () => Object.values(commands).flatMap(({ mock }) => mock.calls.map(([{ fullName }]) => fullName));

function Table({ names, onSelect }: { names: readonly string[]; onSelect: (selection: KeySelection) => void }) {
  const [selection, setSelection] = useState<KeySelection>(NO_SELECTION);
  onSelect(selection);
  return (
    <KeyTable
      keys={listKeys(names.map(keyOf), NOW)}
      selectedShown={selection.size}
      focusTarget={null}
      onTargetFocused={() => undefined}
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
  vi.clearAllMocks();
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
    selected: () => [...selection.keys()],
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
  const { focused, selected } = openTable(NAMES);
  for (const key of typed) {
    // Not taken by the window either, for which `/` and `?` are commands.
    expect(fireEvent.keyDown(document.activeElement ?? document.body, { key })).toBe(false);
  }
  expect(focused()).toBe(name);
  expect(selected()).toEqual([]);
});

it('fault 102: Space within a name selects nothing, until a pause has ended the name', async () => {
  const { user, focused, selected } = openTable(NAMES);
  await user.keyboard('Anna{Shift>} {/Shift}Pet');
  expect(focused()).toBe('Anna Petrova');
  await user.keyboard(' x  ');
  expect(focused()).toBe('Anna Petrova');
  expect(selected()).toEqual([]);
  pause();
  await user.keyboard(' ');
  expect(selected()).toEqual(['Anna Petrova']);
});

it('fault 102: Backspace takes a letter back, and a move to another row ends the name', async () => {
  const { user, focused, selected } = openTable(NAMES);
  await user.keyboard('anna px{Backspace}{Backspace}s');
  expect(focused()).toBe('anna sidorova');
  await user.keyboard('{ArrowDown} ');
  expect(focused()).toBe('Бобров (тест)');
  expect(selected()).toEqual(['Бобров (тест)']);
});

it('before a name is begun the same keys are commands', async () => {
  const { user, selected } = openTable(NAMES);
  for (const key of ['/', '?']) {
    expect(fireEvent.keyDown(row('Anna Ivanova'), { key })).toBe(true);
  }
  await user.keyboard(' {Alt>} {/Alt}{Control>}{Enter}{/Control}');
  expect(selected()).toEqual(['Anna Ivanova']);
  expect(commands.onOpen).not.toHaveBeenCalled();
  await user.keyboard('{Enter}{Delete}{Backspace}');
  expect(commands.onOpen).toHaveBeenCalledOnce();
  expect(commands.onDelete).toHaveBeenCalledOnce();
});

const ABC = ['Anna', 'Boris', 'Clara'];
/** Every command of a row: opens, selects, deletes and copies. */
const EVERY_COMMAND = '{Enter} {Delete}{Control>}{Shift>}C{/Shift}{/Control}';
const copyButton = (name: string) => within(row(name)).getByRole('button', { name: 'Copy token' });

it('fault 100: the focus stays with its key while the list changes around it', async () => {
  const { user, focused, selected, show } = openTable(ABC);
  await user.keyboard('{ArrowDown}');
  show(['Aaron', 'Abel', ...ABC]);
  expect(focused()).toBe('Boris');
  await user.keyboard(EVERY_COMMAND);
  expect(commanded()).toEqual(['Boris', 'Boris', 'Boris']);
  expect(selected()).toEqual(['Boris']);
  // So does the focus on a control of the row.
  copyButton('Clara').focus();
  show(['Boris', 'Clara']);
  expect(document.activeElement).toBe(copyButton('Clara'));
  await user.keyboard('{Enter}');
  expect(commands.onCopyToken).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ fullName: 'Clara' }));
});

it('fault 100: what is pressed as the key with the focus goes is not done to the one that takes its place', async () => {
  const { user, focused, selected, show } = openTable(ABC);
  await user.keyboard('{ArrowDown}');
  show(['Anna', 'Clara']);
  expect(focused()).toBe('Clara');
  await user.keyboard(EVERY_COMMAND);
  expect([...commanded(), ...selected()]).toEqual([]);
  pause();
  await user.keyboard('{Delete}');
  expect(commanded()).toEqual(['Clara']);
  show(['Anna']);
  expect(focused()).toBe('Anna');
});

it('fault 100: nor is what is pressed on a control of its row', async () => {
  const { user, focused, selected, show } = openTable(ABC);
  copyButton('Boris').focus();
  show(['Anna', 'Clara']);
  expect(focused()).toBe('Clara');
  await user.keyboard('{Enter} ');
  within(row('Clara')).getByRole('checkbox').focus();
  await user.keyboard(' ');
  expect([...commanded(), ...selected()]).toEqual([]);
  pause();
  await user.keyboard(' ');
  expect(selected()).toEqual(['Clara']);
});

it('fault 100: the focus stays out of the list when it is not in it', () => {
  const { show } = openTable(ABC);
  (document.activeElement as HTMLElement).blur();
  show(['Boris']);
  expect(document.activeElement).toBe(document.body);
});

it('fault 100: a click on a row that has become that of another key does nothing', () => {
  const { selected, show } = openTable(ABC);
  const place = row('Boris');
  const click = (target: HTMLElement, detail: number, whenPressed = () => {}) => {
    fireEvent.mouseDown(target, { detail });
    whenPressed();
    fireEvent.click(target, { detail });
  };
  for (const target of [within(place).getByRole('checkbox'), copyButton('Boris')]) {
    show(ABC);
    click(target, 1, () => show(['Aaron', ...ABC]));
  }
  expect([...commanded(), ...selected()]).toEqual([]);

  show(ABC);
  click(place, 1);
  show(['Aaron', ...ABC]);
  click(place, 2);
  fireEvent.doubleClick(place, { detail: 2 });
  expect(commanded()).toEqual([]);
  click(place, 1);
  click(place, 2);
  fireEvent.doubleClick(place, { detail: 2 });
  expect(commanded()).toEqual(['Anna']);
});
