import { describe, expect, it } from 'vitest';
import { MAX_RESPONSE_BYTES } from '../../../electron/adapters/http/httpPost.ts';
import { createServices } from '../../../electron/services/services.ts';
import { CONNECTION_FORM } from '../../fakes/connectionForm.ts';
import { HOSTILE_NAMES } from '../../fakes/hostileNames.ts';
import { createMemoryPorts } from '../../fakes/memoryPorts.ts';
import { answer, cutAt, drip, endless, garbage, gzipBomb, hang, late } from '../../harness/faults.ts';
import { openTestBed, PAGE } from './testBed.ts';

const testBed = openTestBed();
const TIME_LIMIT_MS = 300;

const inLittleTime = () => testBed.connect({}, { timeLimitMs: TIME_LIMIT_MS });

describe('a server that misbehaves', () => {
  it.each([
    ['hangs before the head', hang],
    ['drips', drip(1, 20)],
    ['answers too late', late(600_000)],
  ])('fault 20: a server that %s is given up after the limit and not asked again', async (_what, fault) => {
    testBed.proxy.always.set('List', fault);
    await expect(inLittleTime().listKeys(PAGE)).rejects.toMatchObject({ code: 'TIMEOUT' });
    expect(testBed.proxy.calls).toEqual(['List']);
  });

  it('fault 20: a server that closes in the middle of the body is asked again', async () => {
    testBed.proxy.next('List', cutAt(20), cutAt(0));
    expect((await testBed.connect().listKeys(PAGE)).total).toBeGreaterThan(0);
    expect(testBed.proxy.calls).toEqual(['List', 'List', 'List']);
    expect(testBed.clock.waits).toEqual([250, 500]);
  });

  it('fault 20: a server that always closes in the middle is given up, and no part of the list is kept', async () => {
    testBed.proxy.always.set('ListChanges', cutAt(200));
    const memory = createMemoryPorts();
    const services = createServices({ ...memory.ports, connectAdminApi: () => testBed.connect() });
    const { id } = await services.connections.add(CONNECTION_FORM);
    await expect(services.keys.list(id)).rejects.toMatchObject({ code: 'UNREACHABLE' });
    expect(testBed.proxy.calls.filter((method) => method === 'ListChanges')).toHaveLength(4);
    const { items } = await testBed.connect({ address: testBed.platform.address }).listKeys(PAGE);
    expect(items.map((key) => services.keys.factsOf(id, key))).toEqual(items.map(() => null));
  });

  it('fault 20: a server that never stops answering is cut off, long before it fills the memory', async () => {
    let sent = 0;
    testBed.proxy.always.set(
      'List',
      endless((bytes) => {
        sent += bytes;
      }),
    );
    await expect(testBed.connect().listKeys(PAGE)).rejects.toMatchObject({ code: 'TOO_LARGE' });
    expect(sent).toBeLessThan(MAX_RESPONSE_BYTES * 2);
    expect(testBed.proxy.calls).toEqual(['List']);
  });

  it('fault 20: a server that sends little that unpacks to very much is cut off by what it unpacks to', async () => {
    testBed.proxy.always.set('List', gzipBomb(MAX_RESPONSE_BYTES / 2 ** 20 + 48));
    const before = process.memoryUsage().rss;
    await expect(testBed.connect().listKeys(PAGE)).rejects.toMatchObject({ code: 'TOO_LARGE' });
    expect(process.memoryUsage().rss - before).toBeLessThan(MAX_RESPONSE_BYTES * 8);
  });

  it('fault 20: a server that does not speak HTTP is not understood', async () => {
    testBed.proxy.always.set('List', garbage);
    await expect(testBed.connect().listKeys(PAGE)).rejects.toMatchObject({ code: 'UNREACHABLE' });
  });
});

describe('an answer with the wrong contents', () => {
  const key = {
    Id: 'authkey.1',
    AccountId: 'account.1',
    Username: 'a',
    FullName: 'A',
    Token: 't',
    CreationDate: '2026-01-01T00:00:00Z',
    ExpirationDate: '2027-01-01T00:00:00Z',
    Version: 1,
  };
  const page = (item: object, total: unknown = 1) => answer(200, {}, { Items: [item], Total: total });

  it.each([
    ['a number as an id', page({ ...key, Id: 7 })],
    [
      'an id beyond 2^53',
      answer(200, {}, JSON.stringify({ Items: [key], Total: 1 }).replace('"authkey.1"', '9007199254740993')),
    ],
    ['a missing field', page({ ...key, Token: undefined })],
    ['a date that is none', page({ ...key, ExpirationDate: 'soon' })],
    ['a version beyond 2^53', page({ ...key, Version: 2 ** 60 })],
    ['null in place of an object', answer(200, {}, 'null')],
    ['a list in place of an object', answer(200, {}, '[]')],
    ['a text as total', page(key, '1')],
    ['cut JSON', answer(200, {}, '{"Items":[')],
    ['deep JSON', answer(200, {}, '['.repeat(100_000))],
    ['nothing', answer(200)],
  ])('fault 37: %s is refused', async (_what, fault) => {
    testBed.proxy.always.set('List', fault);
    await expect(testBed.connect().listKeys(PAGE)).rejects.toMatchObject({ code: 'BAD_RESPONSE' });
    expect(testBed.proxy.calls).toEqual(['List']);
  });

  it('fault 37: unknown fields are dropped, a secret in a list among them', async () => {
    testBed.proxy.always.set(
      'List',
      page({ ...key, SecretKey: 'canary', Later: { SecretKey: 'canary' }, __proto__: 1 }),
    );
    const listed = await testBed.connect().listKeys(PAGE);
    expect(listed.items).toHaveLength(1);
    expect(JSON.stringify(listed)).not.toContain('canary');
  });

  it('fault 37: 50 MB of JSON are refused', async () => {
    testBed.proxy.always.set('List', page({ ...key, FullName: 'x'.repeat(50_000_000) }));
    await expect(testBed.connect().listKeys(PAGE)).rejects.toMatchObject({ code: 'TOO_LARGE' });
  });
});

it('fault 18: no user name and no token adds a header or a line to a request', async () => {
  for (const name of HOSTILE_NAMES) {
    for (const credentials of [
      { kind: 'password', username: name, password: name },
      { kind: 'key', token: name, secretKey: Buffer.from(name).toString('base64') },
    ] as const) {
      await expect(testBed.connect({ credentials }).listKeys(PAGE)).rejects.toMatchObject({
        code: expect.stringMatching(/^[A-Z_]+$/),
      });
    }
  }
  expect(testBed.proxy.heads.length).toBeGreaterThanOrEqual(HOSTILE_NAMES.length - 1);
  expect(testBed.proxy.heads.filter((head) => 'x-evil' in head)).toEqual([]);
});
