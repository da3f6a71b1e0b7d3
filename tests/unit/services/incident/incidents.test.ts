import { describe, expect, it, vi } from 'vitest';
import type { Incident, IncidentCriteria, IncidentOutcome } from '../../../../shared/model/incident.ts';
import { AppError } from '../../../../shared/result.ts';
import { CONNECTION_FORM } from '../../../fakes/connectionForm.ts';
import { MemoryAdminApi, tokenOf } from '../../../fakes/memoryAdminApi.ts';
import { activityOf, addConnection, memory, services, startAgain } from '../application.ts';

import {
  allTokens,
  change,
  expiries,
  FORMER,
  ids,
  installations,
  newest,
  now,
  one,
  other,
  run,
  search,
  startIncidentsBeforeEach,
  TOKENS,
} from './incidentBed.ts';

startIncidentsBeforeEach();

const states = ({ parts }: Incident) => parts.map(({ state }) => state);
const outcomes = ({ attention }: Incident): IncidentOutcome[] => attention.map(({ outcome }) => outcome);

describe('the keys of an incident', () => {
  const counts = async (criteria: IncidentCriteria) => (await search(criteria)).parts.map(({ keys }) => keys);

  it('are those of an account in any letter case, over all connections', async () => {
    change(other(), 'authkey.2', { username: 'somebody.else' });
    expect(await counts({ kind: 'account', username: 'SVC.erp' })).toEqual([3, 1]);
  });

  it('are those of the accounts with a system role', async () => {
    expect(await counts({ kind: 'role', role: 'api integrations' })).toEqual([3, 2]);
    expect(await counts({ kind: 'role', role: 'API' })).toEqual([0, 0]);
  });

  it('are those created in a period, or used since an instant', async () => {
    change(one(), 'authkey.1', { creationDate: '2025-05-01T00:00:00.000Z', lastUsedDate: '2025-05-03T00:00:00.000Z' });
    const period = { kind: 'period', createdFrom: null, createdBefore: null, usedSince: null } as const;
    const [from, before] = ['2025-05-01T00:00:00.000Z', '2025-05-02T00:00:00.000Z'];
    expect(await counts({ ...period, createdFrom: from, createdBefore: before })).toEqual([1, 0]);
    expect(await counts({ ...period, createdFrom: before, createdBefore: before })).toEqual([0, 0]);
    expect(await counts({ ...period, createdBefore: before })).toEqual([1, 0]);
    expect(await counts({ ...period, usedSince: '2025-05-03T00:00:00.000Z' })).toEqual([1, 0]);
  });

  it('are all that work of chosen connections; expired ones are counted apart', async () => {
    change(one(), 'authkey.1', { expirationDate: '2020-01-01T00:00:00.000Z' });
    const [part] = (await search({ kind: 'everything' }, ids.slice(0, 1))).parts;
    expect(part).toMatchObject({ keys: 2, expired: 1, losing: 1, accountCount: 1, list: 'current' });
  });

  it('name the tokens that are in no list, and the keys that are not managed here', async () => {
    await services.adoptedKeys.add(ids[0] ?? '', {
      token: 'a'.repeat(32),
      secretKey: `${'Zm9v'.repeat(21)}AQ==`,
      label: 'Partner',
      expirationDate: null,
    });
    const findings = await search({ kind: 'tokens', tokens: [tokenOf('authkey.1'), 'a'.repeat(32), 'b'.repeat(32)] });
    expect(findings).toMatchObject({ notFound: ['bbbbbbbb…bbbb'], unmanaged: [{ label: 'Partner' }] });
    const incident = newest(await services.incidents.run(findings.id, ids, ids));
    expect(outcomes(incident)).toEqual(['unmanaged', 'notFound']);
  });

  it('are suggested by names in the lists of all connections, each once', async () => {
    change(one(), 'authkey.1', { username: 'SVC.erp', systemRoles: [] });
    change(other(), 'authkey.3', { username: 'anna', fullName: 'Anna' });
    for (const id of ids) {
      await services.keys.list(id);
    }
    const { accounts, roles } = await services.incidentNames();
    expect(accounts.map(({ name, detail }) => `${name.toLowerCase()} ${detail}`)).toEqual([
      'anna Anna',
      'svc.erp ERP connector',
    ]);
    expect(roles.map(({ name }) => name)).toEqual(['API integrations']);
  });

  it('fault 177: leave out a key that KeyDesk itself signs in with, and name it', async () => {
    const token = tokenOf('authkey.2');
    await addConnection({
      name: 'By key',
      address: 'https://one.example',
      signIn: 'key',
      username: '',
      token,
      password: `${'Zm9v'.repeat(21)}AQ==`,
    });
    const incident = await run();
    expect(expiries(one())).toEqual([now(), FORMER, now()]);
    expect(outcomes(incident)).toEqual(['ownKey', 'ownKey']);
    expect(states(incident)).toEqual(['done', 'done']);
  });
});

describe('a run', () => {
  it('disables in all connections, is recorded as changes of expiry, and restores exactly after a restart', async () => {
    change(one(), 'authkey.1', { expirationDate: '2026-12-31T23:59:59.999Z' });
    const before = [expiries(one()), expiries(other())];
    expect(states(await run())).toEqual(['done', 'done']);
    expect([...expiries(one()), ...expiries(other())]).toEqual(Array(5).fill(now()));
    const { items } = await activityOf(null);
    expect(items.filter(({ action }) => action === 'expiryChanged')).toHaveLength(5);
    startAgain(memory.ports);
    const { id } = newest(await services.incidents.getState());
    expect(states(newest(await services.incidents.restore(id)))).toEqual(['restored', 'restored']);
    expect([expiries(one()), expiries(other())]).toEqual(before);
  });

  it('needs a confirmation for each connection to production, and the last search', async () => {
    const { id } = await search();
    await expect(services.incidents.run(id, ids, [])).rejects.toMatchObject({ code: 'VALIDATION' });
    await expect(services.incidents.run('x', ids, ids)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect([...expiries(one()), ...expiries(other())]).toEqual(Array(5).fill(FORMER));
    await services.incidents.run(id, ids.slice(0, 1), []);
    expect(expiries(other())).toEqual([FORMER, FORMER]);
  });

  it('fault 178: goes on in the others while one connection is down, and the open part is finished later', async () => {
    for (const id of ids) {
      await services.keys.list(id);
    }
    other().failure = new AppError('UNREACHABLE', 'down');
    const incident = await run();
    expect(states(incident)).toEqual(['done', 'open']);
    expect(incident.attention.map(({ outcome, code }) => [outcome, code])).toEqual(
      Array(2).fill(['notTried', 'UNREACHABLE']),
    );
    startAgain(memory.ports);
    services.start();
    other().failure = null;
    // A leaked token that is in no cached list, and an account's key of later that is not leaked.
    change(other(), 'authkey.1', { ...one().keys.get('authkey.1'), expirationDate: FORMER });
    await vi.waitFor(async () => {
      memory.clock.advance(30_000);
      expect(newest(await services.incidents.getState()).parts[1]?.waiting).toBe(3);
    });
    const later = newest(await services.incidents.proceed(incident.id, ids.slice(1), ids));
    expect([states(later), outcomes(later)]).toEqual([['done', 'done'], []]);
    expect(expiries(other())).toEqual(Array(3).fill(now()));
  });

  it('does not try a connection again by itself that rejected the sign-in, which could lock the account', async () => {
    other().failure = new AppError('UNREACHABLE', 'down');
    const { id } = await run();
    other().failure = new AppError('UNAUTHORIZED', 'no');
    const listed = vi.spyOn(other(), 'listChanges');
    await vi.waitFor(() => {
      memory.clock.advance(30_000);
      expect(listed).toHaveBeenCalledTimes(1);
    });
    other().failure = null;
    memory.clock.advance(3_600_000);
    await services.keys.list(ids[0] ?? '');
    expect(listed).toHaveBeenCalledTimes(1);
    expect(states(newest(await services.incidents.proceed(id, ids, ids)))).toEqual(['done', 'done']);
  });

  it('does not disable keys that were created after the incident began, unless their token leaked', async () => {
    other().failure = new AppError('UNREACHABLE', 'down');
    const { id } = await run({ kind: 'account', username: 'svc.erp' });
    other().failure = null;
    change(other(), 'authkey.9', {
      ...other().keys.get('authkey.2'),
      ...{ id: 'authkey.9', token: tokenOf('authkey.9'), creationDate: '2099-01-01T00:00:00.000Z' },
    });
    await services.incidents.proceed(id, ids, ids);
    expect(expiries(other())).toEqual([now(), now(), FORMER]);
  });

  it('fault 179: offers the rest after a crash in the middle, and restores what was disabled before it', async () => {
    const edit = one().editKey.bind(one());
    const { promise: killed, resolve: kill } = Promise.withResolvers<void>();
    vi.spyOn(one(), 'editKey').mockImplementation(async (id, ...rest) => {
      if (id === 'authkey.1') {
        return edit(id, ...rest);
      }
      kill();
      return new Promise(() => {});
    });
    const { id: findingsId } = await search(allTokens, ids.slice(0, 1));
    void services.incidents.run(findingsId, ids.slice(0, 1), []);
    await killed;
    vi.restoreAllMocks();
    startAgain(memory.ports);
    const { id, parts } = newest(await services.incidents.getState());
    expect(parts.map(({ state }) => state)).toEqual(['open']);
    // It is offered as an incident, and not as an interrupted run besides.
    await vi.waitFor(() => expect(memory.bulkJournalStore.journals.size).toBe(0));
    await services.incidents.proceed(id, ids, []);
    expect(expiries(one())).toEqual(Array(3).fill(now()));
    expect(states(newest(await services.incidents.restore(id)))).toEqual(['restored']);
    expect(expiries(one())).toEqual(Array(3).fill(FORMER));
  });

  it('fault 180: leaves keys that somebody changed since as they are when it is restored, and names them', async () => {
    const { id } = await run();
    await one().editKey('authkey.1', '2030-03-03T00:00:00.000Z', 2);
    one().keys.delete('authkey.2');
    const restored = newest(await services.incidents.restore(id));
    expect(states(restored)).toEqual(['notRestored', 'restored']);
    // Nothing is left that could still be restored.
    expect(restored.parts.map(({ disabled, restored: count }) => [disabled, count])).toEqual([
      [0, 1],
      [0, 2],
    ]);
    expect(restored.attention.map(({ outcome, code }) => [outcome, code])).toEqual([
      ['notRestored', 'CONFLICT'],
      ['notRestored', 'NOT_FOUND'],
    ]);
    expect(expiries(one())).toEqual(['2030-03-03T00:00:00.000Z', FORMER]);
  });

  it('stops: the rest is open, and can be continued', async () => {
    const many = Array.from({ length: 60 }, (_, index) => `authkey.${index}`);
    installations['one.example'] = new MemoryAdminApi(many);
    startAgain(memory.ports);
    const edit = one().editKey.bind(one());
    vi.spyOn(one(), 'editKey').mockImplementation((...call) => {
      services.incidents.stop();
      return edit(...call);
    });
    const { id: findingsId } = await search({ kind: 'everything' }, ids.slice(0, 1));
    const incident = newest(await services.incidents.run(findingsId, ids.slice(0, 1), []));
    expect(incident.parts[0]?.open).toBeGreaterThan(40);
    vi.restoreAllMocks();
    const later = newest(await services.incidents.proceed(incident.id, ids, []));
    expect(later.parts[0]).toMatchObject({ state: 'done', disabled: 60 });
  });
});

it('fault 181: disables nothing that could not be recorded before', async () => {
  const { id } = await search();
  memory.incidentStore.problem = 'write';
  await expect(services.incidents.run(id, ids, ids)).rejects.toMatchObject({ code: 'NOT_RECORDED', detail: 'ENOSPC' });
  expect([...expiries(one()), ...expiries(other())]).toEqual(Array(5).fill(FORMER));
});

it('keeps no full token and no secret on the disk, and a damaged record does not keep others from being read', async () => {
  const { id } = await run();
  const recorded = memory.incidentStore.journals.get(id) ?? '';
  for (const token of TOKENS) {
    expect(recorded).not.toContain(token);
  }
  expect(recorded).not.toContain(CONNECTION_FORM.password);
  memory.incidentStore.journals.set('incident-2', '{"version":9}\n');
  memory.incidentStore.journals.set(id, `${recorded}{"disabled":"torn`);
  startAgain(memory.ports);
  const state = await services.incidents.getState();
  expect([state.incidents.length, state.unreadable]).toEqual([1, 1]);
  expect(memory.incidentStore.journals.has('incident-2')).toBe(true);
  const { incidents } = await services.incidents.dismiss(id);
  expect([incidents, memory.incidentStore.journals.has(id)]).toEqual([[], false]);
});
