import { useState } from 'react';
import { flushSync } from 'react-dom';
import { createRoot } from 'react-dom/client';
import { beforeEach, expect, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { Providers } from '../../renderer/app/Providers.tsx';
import { KeyTable } from '../../renderer/features/keys/table/KeyTable.tsx';
import { type KeySelection, NO_SELECTION } from '../../renderer/features/keys/table/keySelection.ts';
import { listKeys, shownKeys } from '../../renderer/features/keys/table/listedKeys.ts';
import { createFormat } from '../../renderer/i18n/format.ts';
import { createTranslations } from '../../renderer/i18n/i18n.ts';
import type { AuthenticationKey } from '../../shared/model/key.ts';
import { DEFAULT_KEY_VIEW } from '../../shared/model/keyView.ts';
import { NOW, sampleKey } from '../unit/renderer/features/keys/sampleKey.ts';

/** The time of every event, in milliseconds; the tests do not depend on how fast they run. */
let clock = 1;
/** Lets the time pass after which a name that is typed ends, and a row has settled. */
export const pause = () => {
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
/** The commands of the rows. */
export const commands = {
  onOpen: command(),
  onCopyToken: command(),
  onCopyNext: command(),
  onHandOver: command(),
  onTest: command(),
  onDelete: command(),
};
/** The names of the keys for which commands were run, in the order of the commands. */
export const commanded = () =>
  Object.values(commands).flatMap(({ mock }) => mock.calls.map(([{ fullName }]) => fullName));
/** The names of the selected keys. */
export let selected: readonly string[];

/** A name that stands for a key that has not arrived yet. */
export const NOT_YET = '';

function Table({ names }: { readonly names: readonly string[] }) {
  const [selection, setSelection] = useState<KeySelection>(NO_SELECTION);
  selected = [...selection.keys()];
  const listed = listKeys(names.map(keyOf), NOW);
  // A row beyond the list has no key.
  const places = Uint32Array.from(names, (name, place) => (name === NOT_YET ? names.length : place));
  const keys = shownKeys(listed, places);
  return (
    <KeyTable
      keys={keys}
      tests={new Map()}
      seen={null}
      whenListed={(action) => action()}
      isWaiting={false}
      isSorting={false}
      isCountKnown
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
      hiddenColumns={['notes']}
      {...commands}
      onRotation={() => undefined}
      menuOf={({ fullName }) => [{ label: `Menu of ${fullName}`, disabledReason: null, run: () => undefined }]}
    />
  );
}

/** Draws a table of keys of these names, with the focus on the first; returns what draws it with others. */
export async function openTable(names: readonly string[]) {
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

/** The first of the two lines of the cell with the name. */
export const nameOf = (element: Element | null) =>
  element?.closest('.key-row')?.querySelector('.table-name')?.textContent?.split('\n')[0] ?? null;
/** The row that shows a name, if it is drawn. */
export const find = (name: string) =>
  [...document.querySelectorAll<HTMLElement>('[role="row"]')].find((one) => nameOf(one) === name);
/** The row that shows a name. */
export const row = (name: string) => find(name) ?? expect.unreachable(`There is no row ${name}`);
/** The check box of a row. */
export const checkBox = (name: string) => row(name).querySelector<HTMLElement>('[type="checkbox"]') ?? document.body;
/** The copy button of a row, if it is there. */
export const copyButtonIn = (name: string) =>
  page.elementLocator(row(name)).getByRole('button', { name: 'Copy token' }).query() as HTMLElement | null;
/** The copy button of a row, which is there once the pointer is over it. */
export async function copyButton(name: string) {
  await userEvent.hover(row(name));
  await expect.poll(() => copyButtonIn(name)).not.toBeNull();
  return copyButtonIn(name) ?? document.body;
}
/** The name in the row with the focus. */
export const focused = () => nameOf(document.activeElement);
/** Waits until the row of a name has the focus. */
export const expectFocused = (name: string) => expect.poll(focused).toBe(name);
/** Presses a key where the focus is; returns whether the table takes it, so that the window does not, whose command it may be. */
export const takes = (key: string) =>
  !document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));

/** Names of three keys. */
export const ABC = ['Anna', 'Boris', 'Clara'];
/** Every command of a row: opens, selects, deletes and copies. */
export const EVERY_COMMAND = '{Enter} {Delete}{Control>}{Shift>}C{/Shift}{/Control}';
