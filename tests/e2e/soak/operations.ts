import { expect, type Locator } from '@playwright/test';
import { keyPageSchema, type WireKey } from '../../../shared/adminApi/keyService.ts';
import type { StandalonePlatform } from '../../harness/platformCommand.ts';
import type { SeededRandom } from '../../harness/seededRandom.ts';
import { KeysPage } from '../pages/keysPage.ts';
import type { RunningApp } from '../runningApp.ts';

/** `failed`: the window reported a failure. `unavailable`: it said why the operation cannot be started. */
export type Outcome = 'done' | 'failed' | 'unavailable';

/** What the operations use. */
interface SoakStage {
  readonly app: RunningApp;
  readonly platform: Pick<StandalonePlatform, 'call'>;
  readonly random: SeededRandom;
  /** Name of the connection in use. */
  readonly connection: string;
}

/** An operation of a user. Fails if it neither succeeds nor shows why not. */
export type Operation = () => Promise<Outcome>;

/** A call takes at most a minute with its retries, and a deletion makes several. In milliseconds. */
const MAX_WAIT = { timeout: 150_000 };
/** Long enough to find that a button is disabled. In milliseconds. */
const SOON = { timeout: 4_000 };
const MAX_DELETED = 4;
/** Parts of names of the sample data, or of none; not of tokens. */
const WORDS = ['ERP', 'Иван', 'svc', 'Nobody at all'] as const;
const SHORT_TOKEN = /[\da-f]{8}…[\da-f]{4}$/;

/** All operations of the soak, by name. */
export function createOperations(stage: SoakStage): Readonly<Record<string, Operation>> {
  const { app, random, connection } = stage;
  const { page } = app;
  const keys = new KeysPage(page);
  const rows = keys.grid.getByRole('row').filter({ has: page.getByRole('gridcell') });
  const button = (name: string | RegExp, inside: Locator = page.locator('body')) =>
    inside.getByRole('button', { name, exact: true });
  /** What the window shows while the list is not current. */
  const trouble = page
    .getByText(/^(Offline|Out of date|Connecting) · /)
    .or(page.getByRole('alert'))
    .first();
  const listOrTrouble = async (): Promise<void> => {
    await expect(rows.first().or(trouble).first()).toBeVisible(MAX_WAIT);
  };
  const keysOfPlatform = async (): Promise<readonly WireKey[]> =>
    keyPageSchema.parse(await stage.platform.call('List', {})).Items;
  const platformKey = async (token: string) => (await keysOfPlatform()).find(({ Token }) => Token === token);
  const openProperties = async (): Promise<string> => {
    await random.pick(await rows.all()).dblclick({ position: { x: 200, y: 10 } });
    return (await keys.properties.getByText(/^[\da-f]{32}$/).textContent()) ?? '';
  };

  const create = async (): Promise<Outcome> => {
    if (!(await press(button('Create')))) {
      await expect(trouble).toBeVisible(SOON);
      return 'unavailable';
    }
    const account = keys.newKey.getByRole('combobox', { name: 'User name' });
    await account.fill(random.pick(['a', 'e', 'i', 'svc']));
    const option = page.locator('[role=option]:not([aria-disabled=true])').first();
    const wrong = keys.newKey.locator('[role=combobox][aria-invalid=true]');
    await expect(option.or(wrong).first()).toBeVisible(MAX_WAIT);
    // Accounts of an earlier search are shown until the response arrives.
    if (
      !(await option.isVisible()) ||
      !(await option.click(SOON).then(
        () => true,
        () => false,
      ))
    ) {
      await expect(wrong).toBeVisible(SOON);
      await page.keyboard.press('Escape');
      await button('Cancel', keys.newKey).click();
      return 'failed';
    }
    await button('Save', keys.newKey).click();
    await expect(keys.properties.or(keys.newKey.getByRole('alert'))).toBeVisible(MAX_WAIT);
    if (await keys.newKey.isVisible()) {
      await button('Cancel', keys.newKey).click();
      return 'failed';
    }
    const token = (await keys.properties.getByText(/^[\da-f]{32}$/).textContent()) ?? '';
    expect(await platformKey(token), 'the created key').toBeDefined();
    await keys.closeProperties();
    return 'done';
  };

  const extend = async (): Promise<Outcome> => {
    const token = await openProperties();
    const before = await platformKey(token);
    const save = button('Save', keys.properties);
    const canSave = (await press(button(/extend by 90 days$/, keys.properties))) && (await press(save));
    if (canSave) {
      // Disabled once saved; while saving it is only marked as disabled.
      const hasNothingLeft = () => save.evaluate((element: HTMLButtonElement) => element.disabled);
      await expect
        .poll(async () => (await hasFailedIn(keys.properties)) || (await hasNothingLeft()), MAX_WAIT)
        .toBe(true);
    }
    const hasFailed = await hasFailedIn(keys.properties);
    if (canSave && !hasFailed) {
      const after = await platformKey(token);
      expect(after?.Version, 'the version of the changed key').toBe((before?.Version ?? Number.NaN) + 1);
    } else if (!canSave && !hasFailed) {
      await expect(trouble).toBeVisible(SOON);
    }
    await keys.closeProperties();
    return hasFailed ? 'failed' : canSave ? 'done' : 'unavailable';
  };

  const remove = (most: number) => async (): Promise<Outcome> => {
    const labels = new Set<string>();
    const count = 1 + random.below(most);
    const boxes = await rows.getByRole('checkbox').all();
    for (let index = 0; index < count; index += 1) {
      labels.add((await random.pick(boxes).getAttribute('aria-label')) ?? '');
    }
    for (const label of labels) {
      await rows.getByRole('checkbox', { name: label, exact: true }).click();
    }
    if (!(await press(button('Delete')))) {
      await expect(trouble).toBeVisible(SOON);
      await button('Clear selection').click();
      return 'unavailable';
    }
    await keys.confirmDeletion(labels.size);
    await expect
      .poll(async () => !(await keys.confirmation.isVisible()) || (await hasFailedIn(keys.confirmation)), MAX_WAIT)
      .toBe(true);
    const hasFailed = await keys.confirmation.isVisible();
    if (hasFailed) {
      await button(/^(Close|Cancel)$/, keys.confirmation).click();
      await expect(keys.confirmation).toBeHidden();
    } else {
      const left = (await keysOfPlatform()).map(({ Token }) => `${Token.slice(0, 8)}…${Token.slice(-4)}`);
      for (const label of labels) {
        expect(left, 'the tokens after the deletion').not.toContain(SHORT_TOKEN.exec(label)?.[0]);
      }
    }
    if (await button('Clear selection').isVisible()) {
      await button('Clear selection').click();
    }
    return hasFailed ? 'failed' : 'done';
  };

  const search = async (): Promise<Outcome> => {
    const field = page.getByRole('combobox', { name: 'Search keys' });
    const word = random.pick(WORDS);
    await field.fill(word);
    const isNarrowed = async (): Promise<boolean> =>
      (await rows.allTextContents()).every((text) => text.toLowerCase().includes(word.toLowerCase()));
    await expect.poll(isNarrowed).toBe(true);
    await field.fill('');
    await listOrTrouble();
    return 'done';
  };

  const switchTo = async (name: string): Promise<void> => {
    await page.getByRole('button', { name: /^Connection: / }).click();
    await page.getByRole('menuitemradio', { name: new RegExp(`^${name}`) }).click();
    await expect(page.getByRole('button', { name: new RegExp(`^Connection: ${name}`) })).toBeVisible();
    await listOrTrouble();
  };
  const switchAndBack = async (): Promise<Outcome> => {
    await switchTo('Sample platform');
    await switchTo(connection);
    return 'done';
  };

  const refresh = async (): Promise<Outcome> => {
    await keys.refresh(MAX_WAIT);
    await expect(
      page
        .getByText(/^Live · /)
        .or(trouble)
        .first(),
    ).toBeVisible();
    return (await trouble.isVisible()) ? 'failed' : 'done';
  };

  return {
    create,
    extend,
    'delete one': remove(1),
    'delete several': remove(MAX_DELETED),
    search,
    'switch connection and back': switchAndBack,
    refresh,
  };
}

/** Clicks a button unless it is disabled. Returns whether it was clicked. */
async function press(button: Locator): Promise<boolean> {
  try {
    await button.click(SOON);
    return true;
  } catch {
    if (await button.isDisabled(SOON)) {
      return false;
    }
    // It was enabled in the meantime, when the installation became reachable.
    await button.click(SOON);
    return true;
  }
}

/** Whether a dialog reports an error. */
function hasFailedIn(dialog: Locator): Promise<boolean> {
  return dialog.getByRole('alert').isVisible();
}
