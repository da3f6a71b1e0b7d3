import { type Browser, chromium, expect, type Page, type Request, test } from '@playwright/test';
import { findChromium } from '../../scripts/chromium.mjs';
import { sandboxSwitches } from '../../scripts/host.mjs';
import type { StandalonePlatform } from '../harness/platformCommand.ts';
import { startPlatform } from './startPlatform.ts';

declare global {
  interface Window {
    /** What the content security policy has refused since the document began. */
    refusedByPolicy: string[];
  }
}

const USER = 'o.kuznetsova';

/** The page of the documentation as somebody sees it who has come to try a method out. */
class DocumentationPage {
  readonly page: Page;
  readonly #requests: Request[] = [];
  readonly #errors: string[] = [];

  constructor(page: Page) {
    this.page = page;
    page.on('request', (request) => this.#requests.push(request));
    page.on('console', (message) => {
      if (['error', 'warning'].includes(message.type())) {
        this.#errors.push(message.text());
      }
    });
    page.on('pageerror', (error) => this.#errors.push(error.message));
  }

  async open(address: string): Promise<void> {
    await this.page.addInitScript(() => {
      window.refusedByPolicy = [];
      document.addEventListener('securitypolicyviolation', (event) => {
        window.refusedByPolicy.push(`${event.effectiveDirective} ${event.blockedURI}`);
      });
    });
    await this.page.goto(`${address}/docs/`);
    await expect(this.page.getByRole('heading', { name: 'Platform API' })).toBeVisible();
  }

  async authorizeAs(username: string, password: string): Promise<void> {
    await this.#openDialog();
    await this.page.getByRole('textbox', { name: 'auth-basic-username' }).fill(username);
    await this.page.getByRole('textbox', { name: 'auth-basic-password' }).fill(password);
    await this.#button('Apply credentials').first().click();
    await this.#closeDialog();
  }

  async authorizeWith(tokenAndSecret: string): Promise<void> {
    await this.#openDialog();
    await this.page.getByRole('textbox', { name: 'Value:' }).fill(tokenAndSecret);
    await this.#button('Apply credentials').last().click();
    await expect(this.page.getByText('******')).toBeVisible();
    await this.#closeDialog();
  }

  async logOut(): Promise<void> {
    await this.#openDialog();
    await this.#button('Remove authorization').click();
    await this.#closeDialog();
  }

  /** Opens a method of the key service and tries it out; gives the text of the answer, which begins with the status. */
  async tryOut(method: string, body?: string): Promise<string> {
    const summary = this.page.getByRole('button', {
      name: new RegExp(`^POST \\S+AuthenticationKeyService/${method} `),
    });
    await summary.click();
    await this.#button('Try it out').click();
    if (body !== undefined) {
      await this.page.getByRole('tabpanel', { name: 'Edit Value' }).getByRole('textbox').fill(body);
    }
    // The answer to an earlier call stands there until the new one comes.
    if (await this.#button('Clear').isVisible()) {
      await this.#button('Clear').click();
    }
    await this.#button('Execute').click();
    const heading = this.page.getByRole('heading', { name: 'Response body' });
    const answer = await this.page.getByRole('row').filter({ has: heading }).innerText();
    await this.#button('Cancel').click();
    await summary.click();
    return answer.trim();
  }

  /** Errors and warnings on the console. */
  get errors(): readonly string[] {
    return this.#errors;
  }

  /** Where requests have gone. */
  get origins(): ReadonlySet<string> {
    return new Set(this.#requests.map((request) => new URL(request.url()).origin));
  }

  /** Everything that has left the browser: address, headers and body of each request. */
  async sent(): Promise<string> {
    const texts = await Promise.all(
      this.#requests.map(async (request) => {
        const headers = await request.allHeaders();
        return [request.url(), JSON.stringify(headers), request.postDataBuffer()?.toString('latin1')].join('\n');
      }),
    );
    return texts.join('\n\n');
  }

  /** Everything that the browser holds on to or shows. */
  async kept(): Promise<string> {
    const stored = await this.page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }]));
    const cookies = JSON.stringify(await this.page.context().cookies());
    return [stored, cookies, await this.page.content()].join('\n');
  }

  refusedByPolicy(): Promise<string[]> {
    return this.page.evaluate(() => window.refusedByPolicy);
  }

  #button(name: string) {
    return this.page.getByRole('button', { name, exact: true });
  }

  async #openDialog(): Promise<void> {
    await this.#button('Authorize').click();
    await expect(this.page.getByRole('heading', { name: 'Available authorizations' })).toBeVisible();
  }

  async #closeDialog(): Promise<void> {
    await this.#button('Close').first().click();
    await expect(this.page.getByRole('heading', { name: 'Available authorizations' })).toBeHidden();
  }
}

/**
 * Every way in which a text could go out: as it is, encoded for an address, as base64 (wherever in a longer text it
 * begins, without the characters that depend on its neighbours), and the bytes that it is the base64 of.
 */
function formsOf(secret: string): readonly string[] {
  const asBase64 = [0, 1, 2].map((offset) => {
    const encoded = Buffer.from(' '.repeat(offset) + secret).toString('base64');
    return encoded.slice(offset === 0 ? 0 : 4, -4);
  });
  const bytes = Buffer.from(secret, 'base64');
  const asBytes = [bytes.toString('latin1'), bytes.toString('hex'), bytes.toString('base64url')];
  return [secret, encodeURIComponent(secret), ...asBase64, ...asBytes];
}

const found = (text: string, secret: string) => formsOf(secret).filter((form) => text.includes(form));

let platform: StandalonePlatform;
let browser: Browser;
let key: { readonly Id: string; readonly Token: string; readonly SecretKey: string };
let documentation: DocumentationPage;

test.beforeAll(async () => {
  platform = await startPlatform(['--sample']);
  const accounts = (await platform.call('ListEligibleAccounts', { Search: USER })) as { Items: [{ Id: string }] };
  const creation = { AccountId: accounts.Items[0].Id, ExpirationDate: '2999-01-01T00:00:00Z' };
  key = (await platform.call('Create', creation)) as typeof key;
  const executablePath = findChromium();
  if (executablePath === null) {
    throw new Error('No Chromium was found on this machine');
  }
  browser = await chromium.launch({ executablePath, args: sandboxSwitches(), chromiumSandbox: true });
});

test.beforeEach(async () => {
  documentation = new DocumentationPage(await browser.newPage());
  await documentation.open(platform.address);
});

test.afterEach(() => documentation.page.close());

test.afterAll(async () => {
  await browser.close();
  await platform.stop();
});

test('somebody signs in with a password, then with a key, and the secret key never leaves the browser', async () => {
  await documentation.authorizeAs(platform.username, platform.password);
  const asAdmin = await documentation.tryOut('GetPermissions');
  expect(asAdmin).toMatch(/^200\b/);
  expect(asAdmin).toContain('"Username": "admin"');
  await documentation.logOut();
  expect(await documentation.sent()).not.toContain('HMAC-SHA256');

  await documentation.authorizeWith(`${key.Token}:${key.SecretKey}`);
  const asUser = await documentation.tryOut('GetPermissions');
  expect(asUser).toMatch(/^200\b/);
  expect(asUser).toContain(`"Username": "${USER}"`);
  // Without a body, with the example, and with letters that are several bytes long.
  expect(await documentation.tryOut('List')).toMatch(/^200\b/);
  const list = await documentation.tryOut('List', '{"Search": "Кузнецова", "Take": 5}');
  expect(list).toMatch(/^200\b/);
  expect(list).toContain(key.Id);
  expect(list).toContain('"Total": 2');

  const sent = await documentation.sent();
  expect(sent).toContain(`HMAC-SHA256 Credential=${key.Token}&`);
  expect(found(sent, key.SecretKey)).toEqual([]);
  expect(found(await documentation.kept(), key.SecretKey)).toEqual([]);
  // A password does leave it, which proves that it would have been seen.
  expect(found(sent, platform.password)).toHaveLength(1);
  expect([...documentation.origins]).toEqual([platform.address]);
  expect(documentation.errors).toEqual([]);
  expect(await documentation.refusedByPolicy()).toEqual([]);
});

test('a wrong secret key is refused, and one that was entered wrongly is not sent', async () => {
  const other = Buffer.alloc(64, 1).toString('base64');
  await documentation.authorizeWith(`${key.Token}:${other}`);
  const refused = await documentation.tryOut('GetPermissions');
  expect(refused).toMatch(/^401\b/);
  expect(refused).toContain('"Message": "Invalid Signature"');
  await documentation.logOut();

  for (const slip of [key.SecretKey, `${key.SecretKey}:${key.Token}`, `x${key.Token}:${key.SecretKey}`]) {
    await documentation.authorizeWith(slip);
    const answer = await documentation.tryOut('GetPermissions');
    expect(answer).toMatch(/^401\b/);
    expect(answer).toContain('[Credential][SignedHeaders][Signature] is required');
    await documentation.logOut();
  }
  const sent = await documentation.sent();
  expect([...found(sent, key.SecretKey), ...found(sent, other)]).toEqual([]);
  // The console tells of each refusal, and of nothing else.
  const texts = 'Failed to load resource: the server responded with a status of 401 (Unauthorized)';
  expect(documentation.errors).toEqual(Array(4).fill(texts));
  expect(await documentation.refusedByPolicy()).toEqual([]);
});

test('the browser does not sign in on its own', async () => {
  const { username, password } = platform;
  const page = await browser.newPage({ httpCredentials: { username, password } });
  const other = new DocumentationPage(page);
  await other.open(platform.address);
  const answer = await other.tryOut('GetPermissions');
  expect(answer).toMatch(/^401\b/);
  expect(answer).toContain('Authentication is required');
  await page.close();
});

test('the page can reach nothing else, and its policy reports the attempt', async () => {
  const outcome = await documentation.page.evaluate(() =>
    fetch('https://example.com/').then(
      () => 'reached',
      () => 'refused',
    ),
  );
  expect(outcome).toBe('refused');
  expect(await documentation.refusedByPolicy()).toEqual(['connect-src https://example.com/']);
});
