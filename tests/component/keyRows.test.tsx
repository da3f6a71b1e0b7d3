import { useState } from 'react';
import { flushSync } from 'react-dom';
import { createRoot } from 'react-dom/client';
import { beforeEach, expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { Providers } from '../../renderer/app/Providers.tsx';
import { KeyTable } from '../../renderer/features/keys/table/KeyTable.tsx';
import { type KeySelection, NO_SELECTION } from '../../renderer/features/keys/table/keySelection.ts';
import { listKeys } from '../../renderer/features/keys/table/listedKeys.ts';
import { shownKeys } from '../../renderer/features/keys/table/shownKeys.ts';
import { createFormat } from '../../renderer/i18n/format.ts';
import { createTranslations } from '../../renderer/i18n/i18n.ts';
import type { AuthenticationKey } from '../../shared/model/key.ts';
import { DEFAULT_KEY_VIEW } from '../../shared/model/keyView.ts';
import { NOW, sampleKey } from '../unit/renderer/features/keys/sampleKey.ts';

/** The time of every event, in milliseconds; the tests do not depend on how fast they run. */
let clock = 1;
const pause = () => {
  clock += 750;
};
beforeEach(() => {
  vi.spyOn(performance, 'now').mockImplementation(() => clock);
  vi.spyOn(Event.prototype, 'timeStamp', 'get').mockImplementation(() => clock);
});

/** A key whose name is also its identifier and its token. */
const keyOf = (fullName: string): AuthenticationKey => sampleKey({ id: fullName, fullName, token: fullName });
const FORMAT = createFormat('en');
const command = () => vi.fn<(key: AuthenticationKey) => void>();
const commands = {
  onOpen: command(),
  onCopyToken: command(),
  onCopyNext: command(),
  onHandOver: command(),
  onTest: command(),
  onDelete: command(),
};
/** The names of the keys for which commands were run, in the order of the commands. */
const commanded = () => Object.values(commands).flatMap(({ mock }) => mock.calls.map(([{ fullName }]) => fullName));
let selected: readonly string[];

function Table({ names }: { readonly names: readonly string[] }) {
  const [selection, setSelection] = useState<KeySelection>(NO_SELECTION);
  selected = [...selection.keys()];
  return (
    <KeyTable
      keys={shownKeys(listKeys(names.map(keyOf), NOW))}
      tests={new Map()}
      seen={null}
      selectedShown={selection.size}
      focusTarget={null}
      onTargetFocused={() => undefined}
      selection={selection}
      onSelectionChange={setSelection}
      format={FORMAT}
      installationZone={null}
      view={DEFAULT_KEY_VIEW}
      onViewChange={() => undefined}
      now={NOW}
      hiddenColumns={[]}
      {...commands}
      onRotation={() => undefined}
    />
  );
}

/** Draws a table of keys of these names, with the focus on the first; returns what draws it with others. */
async function openTable(names: readonly string[]) {
  vi.clearAllMocks();
  const container = document.body.appendChild(document.createElement('div'));
  Object.assign(container.style, { display: 'flex', height: '600px' });
  const root = createRoot(container);
  const translations = createTranslations('en');
  const show = (shown: readonly string[]) =>
    flushSync(() =>
      root.render(
        <Providers translations={translations} language="en" theme="light">
          <Table names={shown} />
        </Providers>,
      ),
    );
  show(names);
  await expect.poll(() => find(names[0] ?? '')).toBeDefined();
  row(names[0] ?? '').focus();
  return show;
}

const nameOf = (element: Element | null) =>
  element?.closest('.key-row')?.querySelector('.table-first-line')?.textContent ?? null;
const find = (name: string) =>
  [...document.querySelectorAll<HTMLElement>('[role="row"]')].find((one) => nameOf(one) === name);
const row = (name: string) => find(name) ?? expect.unreachable(`There is no row ${name}`);
const checkBox = (name: string) => row(name).querySelector<HTMLElement>('[type="checkbox"]') ?? document.body;
const copyButton = (name: string) =>
  page.elementLocator(row(name)).getByRole('button', { name: 'Copy token' }).element() as HTMLElement;
const focused = () => nameOf(document.activeElement);
const expectFocused = (name: string) => expect.poll(focused).toBe(name);
/** Presses a key where the focus is; returns whether the table takes it, so that the window does not, whose command it may be. */
const takes = (key: string) =>
  !document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));

const NAMES = [
  'Anna Ivanova',
  'Anna Petrova',
  'anna sidorova',
  'Бобров (тест)',
  'ООО/ИП «Ромашка»',
  "O'Hara  Jean-Luc",
];

test.each([
  ['anna p', 'Anna Petrova'],
  ['anna s', 'anna sidorova'],
  ['ANNA petrova', 'Anna Petrova'],
  ['бобров (т', 'Бобров (тест)'],
  ['ооо/ип «р', 'ООО/ИП «Ромашка»'],
  ["o'hara jean-l", "O'Hara  Jean-Luc"],
  ["o'hara\u00a0\u202fjean", "O'Hara  Jean-Luc"],
])('fault 102: %s is typed as a name, and none of its characters is a command', async (typed, name) => {
  await openTable(NAMES);
  for (const key of typed) {
    expect(takes(key)).toBe(true);
    // React draws what a press has changed in a microtask.
    await Promise.resolve();
  }
  await expectFocused(name);
  expect(selected).toEqual([]);
});

test('fault 102: Space within a name selects nothing, until a pause has ended the name', async () => {
  await openTable(NAMES);
  await userEvent.keyboard('Anna{Shift>} {/Shift}Pet');
  await expectFocused('Anna Petrova');
  await userEvent.keyboard(' x  ');
  expect([focused(), selected]).toEqual(['Anna Petrova', []]);
  pause();
  await userEvent.keyboard(' ');
  await expect.poll(() => selected).toEqual(['Anna Petrova']);
});

test('fault 102: Backspace takes a letter back, and a move to another row ends the name', async () => {
  await openTable(NAMES);
  await userEvent.keyboard('anna px{Backspace}{Backspace}s');
  await expectFocused('anna sidorova');
  await userEvent.keyboard('{ArrowDown} ');
  await expectFocused('Бобров (тест)');
  await expect.poll(() => selected).toEqual(['Бобров (тест)']);
});

test('before a name is begun the same keys are commands', async () => {
  await openTable(NAMES);
  expect(['/', '?'].map(takes)).toEqual([false, false]);
  await userEvent.keyboard(' {Alt>} {/Alt}{Control>}{Enter}{/Control}');
  await expect.poll(() => selected).toEqual(['Anna Ivanova']);
  expect(commands.onOpen).not.toHaveBeenCalled();
  await userEvent.keyboard('{Enter}{Delete}{Backspace}');
  await expect.poll(commanded).toEqual(['Anna Ivanova', 'Anna Ivanova']);
  expect(commands.onDelete).toHaveBeenCalledOnce();
});

const ABC = ['Anna', 'Boris', 'Clara'];
/** Every command of a row: opens, selects, deletes and copies. */
const EVERY_COMMAND = '{Enter} {Delete}{Control>}{Shift>}C{/Shift}{/Control}';

test('fault 100: the focus stays with its key while the list changes around it', async () => {
  const show = await openTable(ABC);
  await userEvent.keyboard('{ArrowDown}');
  await expectFocused('Boris');
  show(['Aaron', 'Abel', ...ABC]);
  await expectFocused('Boris');
  await userEvent.keyboard(EVERY_COMMAND);
  await expect.poll(commanded).toEqual(['Boris', 'Boris', 'Boris']);
  expect(selected).toEqual(['Boris']);
  // So does the focus on a control of the row.
  copyButton('Clara').focus();
  show(['Boris', 'Clara']);
  await expect.poll(() => document.activeElement).toBe(copyButton('Clara'));
  await userEvent.keyboard('{Enter}');
  await expect.poll(commanded).toContain('Clara');
  expect(commands.onCopyToken).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ fullName: 'Clara' }));
});

test('fault 100: what is pressed as the key with the focus goes is not done to the one that takes its place', async () => {
  const show = await openTable(ABC);
  await userEvent.keyboard('{ArrowDown}');
  await expectFocused('Boris');
  show(['Anna', 'Clara']);
  await expectFocused('Clara');
  await userEvent.keyboard(EVERY_COMMAND);
  expect([...commanded(), ...selected]).toEqual([]);
  pause();
  await userEvent.keyboard('{Delete}');
  await expect.poll(commanded).toEqual(['Clara']);
  show(['Anna']);
  await expectFocused('Anna');
});

test('fault 100: nor is what is pressed on a control of its row', async () => {
  const show = await openTable(ABC);
  copyButton('Boris').focus();
  show(['Anna', 'Clara']);
  await expectFocused('Clara');
  await userEvent.keyboard('{Enter} ');
  checkBox('Clara').focus();
  await userEvent.keyboard(' ');
  expect([...commanded(), ...selected]).toEqual([]);
  pause();
  await userEvent.keyboard(' ');
  await expect.poll(() => selected).toEqual(['Clara']);
});

test('fault 100: the focus stays out of the list when it is not in it', async () => {
  const show = await openTable(ABC);
  (document.activeElement as HTMLElement).blur();
  show(['Boris']);
  expect(document.activeElement).toBe(document.body);
});

test('fault 100: a click on a row that has become that of another key does nothing', async () => {
  const show = await openTable(ABC);
  const place = row('Boris');
  const fire = (target: HTMLElement, type: string, detail: number) =>
    flushSync(() => target.dispatchEvent(new MouseEvent(type, { detail, bubbles: true, cancelable: true })));
  const click = (target: HTMLElement, detail: number, whenPressed = () => {}) => {
    fire(target, 'mousedown', detail);
    whenPressed();
    fire(target, 'click', detail);
  };
  const doubleClick = (between = () => {}) => {
    click(place, 1);
    between();
    click(place, 2);
    fire(place, 'dblclick', 2);
  };
  for (const target of [checkBox('Boris'), copyButton('Boris')]) {
    show(ABC);
    click(target, 1, () => show(['Aaron', ...ABC]));
  }
  expect([...commanded(), ...selected]).toEqual([]);

  show(ABC);
  doubleClick(() => show(['Aaron', ...ABC]));
  expect(commanded()).toEqual([]);
  doubleClick();
  expect(commanded()).toEqual(['Anna']);
});
