import { type Browser, expect, type Page, type Request, test } from '@playwright/test';
import { launchChromium } from '../harness/launchChromium.ts';
import type { StandalonePlatform } from '../harness/platformCommand.ts';
import { TextFinder } from '../harness/textFinder.ts';
import { watchPolicy } from './pages/policyViolations.ts';
import { startPlatform } from './startPlatform.ts';

const USER = 'o.kuznetsova';

/** The documentation page, as used to try out a method. */
class DocumentationPage {
  readonly page: Page;
  readonly #requests: Request[] = [];
  /** Errors and warnings on the console. */
  readonly errors: string[] = [];

  constructor(page: Page) {
    this.page = page;
    page.on('request', (request) => this.#requests.push(request));
    page.on('pageerror', (error) => this.errors.push(error.message));
    page.on('console', (message) => {
      if (['error', 'warning'].includes(message.type())) {
        this.errors.push(message.text());
      }
    });
  }

  /** Authorizes with a password, or with `token:secret` when only one value is given. */
  async authorize(...[first, password]: [first: string, password?: string]): Promise<void> {
    await this.#button('Authorize').click();
    if (password === undefined) {
      await this.page.getByRole('textbox', { name: 'Value:' }).fill(first);
      await this.#button('Apply credentials').last().click();
    } else {
      await this.page.getByRole('textbox', { name: 'auth-basic-username' }).fill(first);
      await this.page.getByRole('textbox', { name: 'auth-basic-password' }).fill(password);
      await this.#button('Apply credentials').first().click();
    }
    await expect(this.page.getByText('******')).toBeVisible();
    await this.#closeDialog();
  }

  async logOut(): Promise<void> {
    await this.#button('Authorize').click();
    await this.#button('Remove authorization').click();
    await this.#closeDialog();
  }

  /** Tries out a method of the key service. Returns the text of the response, which starts with the status. */
  async tryOut(method: string, body?: string): Promise<string> {
    const name = new RegExp(`^POST \\S+AuthenticationKeyService/${method} `);
    const summary = this.page.getByRole('button', { name });
    await summary.click();
    await this.#button('Try it out').click();
    if (body !== undefined) {
      await this.page.getByRole('tabpanel', { name: 'Edit Value' }).getByRole('textbox').fill(body);
    }
    // The response of a previous call is shown until the new one arrives.
    if (await this.#button('Clear').isVisible()) {
      await this.#button('Clear').click();
    }
    await this.#button('Execute').click();
    const heading = this.page.getByRole('heading', { name: 'Response body' });
    const response = await this.page.getByRole('row').filter({ has: heading }).innerText();
    await this.#button('Cancel').click();
    await summary.click();
    return response.trim();
  }

  /** The origins to which requests were sent. */
  get origins(): readonly string[] {
    return [...new Set(this.#requests.map((request) => new URL(request.url()).origin))];
  }

  /** Everything that left the browser: address, headers and body of each request. */
  async sent(): Promise<string> {
    const texts = this.#requests.map(async (request) => {
      const headers = await request.allHeaders();
      return [request.url(), JSON.stringify(headers), request.postDataBuffer()?.toString('latin1')].join('\n');
    });
    return (await Promise.all(texts)).join('\n\n');
  }

  /** Everything that the browser stores or shows. */
  async kept(): Promise<string> {
    const stored = await this.page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }]));
    const cookies = JSON.stringify(await this.page.context().cookies());
    return [stored, cookies, await this.page.content()].join('\n');
  }

  #button(name: string) {
    return this.page.getByRole('button', { name, exact: true });
  }

  async #closeDialog(): Promise<void> {
    await this.#button('Close').first().click();
    await expect(this.page.getByRole('heading', { name: 'Available authorizations' })).toBeHidden();
  }
}

const find = (text: string, secret: string) => [...new TextFinder([secret]).find(Buffer.from(text, 'latin1'))];

let platform: StandalonePlatform;
let browser: Browser;
let key: { readonly Id: string; readonly Token: string; readonly SecretKey: string };
let documentation: DocumentationPage;
let violations: () => Promise<readonly string[]>;

test.beforeAll(async () => {
  platform = await startPlatform(['--sample']);
  const accounts = (await platform.call('ListEligibleAccounts', { Search: USER })) as { Items: [{ Id: string }] };
  const creation = { AccountId: accounts.Items[0].Id, ExpirationDate: '2999-01-01T00:00:00Z' };
  key = (await platform.call('Create', creation)) as typeof key;
  browser = await launchChromium();
});

test.beforeEach(async () => {
  // Credentials that a browser knows for the address; the page must not send them by itself.
  const { address, username, password } = platform;
  const page = await browser.newPage({ httpCredentials: { username, password } });
  documentation = new DocumentationPage(page);
  await page.goto(`${address}/docs/`);
  violations = await watchPolicy(page);
  await expect(page.getByRole('heading', { name: 'Platform API' })).toBeVisible();
});

test.afterEach(() => documentation.page.close());

test.afterAll(async () => {
  await browser.close();
  await platform.stop();
});

test('a user signs in with a password, then with a key, and the secret key never leaves the browser', async () => {
  expect(await documentation.tryOut('GetPermissions')).toMatch(/^401\b.*Authentication is required/s);
  await documentation.authorize(platform.username, platform.password);
  expect(await documentation.tryOut('GetPermissions')).toMatch(/^200\b.*"Username": "admin"/s);
  await documentation.logOut();
  expect(await documentation.sent()).not.toContain('HMAC-SHA256');

  await documentation.authorize(`${key.Token}:${key.SecretKey}`);
  expect(await documentation.tryOut('GetPermissions')).toMatch(new RegExp(`^200\\b.*"Username": "${USER}"`, 's'));
  // Without a body, with the example, and with multi-byte characters.
  expect(await documentation.tryOut('List')).toMatch(/^200\b/);
  const list = await documentation.tryOut('List', '{"Search": "Кузнецова", "Take": 5}');
  expect(list).toMatch(/^200\b.*"Total": 2/s);
  expect(list).toContain(key.Id);

  const sent = await documentation.sent();
  expect(sent).toContain(`HMAC-SHA256 Credential=${key.Token}&`);
  expect(find(sent, key.SecretKey)).toEqual([]);
  expect(find(await documentation.kept(), key.SecretKey)).toEqual([]);
  // The password is sent, which proves that the search finds what is sent.
  expect(find(sent, platform.password)).toEqual([platform.password]);
  expect(documentation.origins).toEqual([platform.address]);
  expect(documentation.errors).toEqual([expect.stringContaining('status of 401')]);
  expect(await violations()).toEqual([]);
});

test('a wrong secret key is rejected, and input in a wrong form is not sent', async () => {
  const other = Buffer.alloc(64, 1).toString('base64');
  await documentation.authorize(`${key.Token}:${other}`);
  expect(await documentation.tryOut('GetPermissions')).toMatch(/^401\b.*"Message": "The signature is wrong/s);
  await documentation.logOut();
  await documentation.authorize(`${key.SecretKey}:${key.Token}`);
  const required = /^401\b.*"Message": "Authorization lacks Credential/s;
  expect(await documentation.tryOut('GetPermissions')).toMatch(required);
  const sent = await documentation.sent();
  expect([...find(sent, key.SecretKey), ...find(sent, other)]).toEqual([]);
  expect(documentation.errors).toEqual(Array(2).fill(expect.stringContaining('status of 401')));
  expect(await violations()).toEqual([]);

  const outcome = await documentation.page.evaluate(() => fetch('https://example.com/').catch(() => 'blocked'));
  expect(outcome).toBe('blocked');
  expect(await violations()).toEqual(['connect-src https://example.com/']);
});
