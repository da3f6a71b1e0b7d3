import { flushSync } from 'react-dom';
import { expect, test } from 'vitest';
import { userEvent } from 'vitest/browser';
import {
  ABC,
  checkBox,
  commanded,
  commands,
  copyButton,
  copyButtonIn,
  EVERY_COMMAND,
  expectFocused,
  focused,
  openTable,
  pause,
  row,
  selected,
  takes,
} from './tableOfNames.tsx';

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
  (await copyButton('Clara')).focus();
  show(['Boris', 'Clara']);
  await expect.poll(() => document.activeElement).toBe(copyButtonIn('Clara'));
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
  (await copyButton('Boris')).focus();
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
  for (const target of [checkBox('Boris'), await copyButton('Boris')]) {
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
