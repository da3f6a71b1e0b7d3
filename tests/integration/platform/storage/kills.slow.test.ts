import { join } from 'node:path';
import { expect, test } from 'vitest';
import { keyPageSchema, type WireKey } from '../../../../shared/adminApi/keyService.ts';
import { type WireRole, wireRoleSchema } from '../../../../shared/adminApi/roleService.ts';
import { amount, seeded } from '../../../harness/amount.ts';
import { newFolder } from '../lastingDatabase.ts';
import { call, KEY_SERVICE, type Response, ROLE_SERVICE } from '../platformClient.ts';
import { newDatabaseUrl, placeOptions, type ReadyCommand, startCommand } from '../runCommand.ts';

const KILLS = amount({ sample: 4, full: 100 });
const KEYS_PER_DELETION = 20;
/** Some kills interrupt no write. */
const MAX_ROUNDS = 3 * KILLS;
/** Those that are deleted, and those that are edited. */
const KEYS = 10 + MAX_ROUNDS * KEYS_PER_DELETION;
/** Returns a date unique to a write, by which a key shows the write that created or changed it. */
const dateOf = (round: number, write: number) => new Date(Date.UTC(2030, 0, 1) + round * 1000 + write).toISOString();

type Platform = ReadyCommand['platform'];

/** A write that is pending when the process is killed. */
interface Write {
  readonly name: string;
  readonly path: string;
  readonly body: object;
  /** The response; `null` if there was none. */
  readonly response: Promise<Response | null>;
}

function send(platform: Platform, round: number, name: string, path: string, body: object): Write {
  const headers = [['x-ms-client-request-id', `${round}.${name}`]] as const;
  return { name, path, body, response: call(platform, path, body, 'admin', headers).catch(() => null) };
}

/** The writes of a round: keys are created and edited, twenty deleted at once, and a role changes in two tables. */
function startWrites(platform: Platform, round: number): readonly Write[] {
  const first = 1 + round * KEYS_PER_DELETION;
  const ids = Array.from({ length: KEYS_PER_DELETION }, (_unused, index) => `authkey.${first + index}`);
  const isEven = round % 2 === 0;
  const role = {
    Id: 'role.6',
    MemberIds: isEven ? ['account.2', 'account.3'] : ['account.4'],
    Permissions: isEven ? [{ Resource: 'Logs', Level: 'View' }] : [{ Resource: 'Backup', Level: 'Full' }],
  };
  const create = (write: number) =>
    send(platform, round, `create${write}`, `${KEY_SERVICE}/Create`, {
      AccountId: 'account.1',
      ExpirationDate: dateOf(round, write),
    });
  const edit = (write: number) =>
    send(platform, round, `edit${write}`, `${KEY_SERVICE}/Edit`, {
      Id: `authkey.${KEYS - write}`,
      ExpirationDate: dateOf(round, write),
      Version: round + 1,
    });
  return [
    create(1),
    edit(2),
    send(platform, round, 'delete', `${KEY_SERVICE}/Delete`, { Ids: ids }),
    create(3),
    send(platform, round, 'role', `${ROLE_SERVICE}/Edit`, role),
    edit(4),
    create(5),
  ];
}

/** The contents of the database. */
interface State {
  readonly keys: readonly WireKey[];
  readonly roles: readonly WireRole[];
}

async function read(platform: Platform): Promise<State> {
  const [keys, roles] = [await call(platform, 'List'), await call(platform, `${ROLE_SERVICE}/List`)];
  return { keys: keyPageSchema.parse(keys.body).Items, roles: wireRoleSchema.array().parse(roles.body) };
}

/** Returns how much of a write the database contains. */
function extentOf({ keys, roles }: State, { path, body }: Write): 'all' | 'nothing' | 'part' {
  const wanted = body as Readonly<Record<string, unknown>>;
  const made = keys.filter(({ ExpirationDate }) => ExpirationDate === wanted.ExpirationDate);
  const extent = (done: number, of: number) => (done === of ? 'all' : done === 0 ? 'nothing' : 'part');
  switch (path) {
    case `${KEY_SERVICE}/Create`:
      return extent(made.length, 1);
    case `${KEY_SERVICE}/Edit`: {
      const isNext = keys.find(({ Id }) => Id === wanted.Id)?.Version === Number(wanted.Version) + 1;
      return extent(Number(made.length === 1) + Number(isNext), 2);
    }
    case `${KEY_SERVICE}/Delete`: {
      const ids = new Set(wanted.Ids as string[]);
      return extent(ids.size - keys.filter(({ Id }) => ids.has(Id)).length, KEYS_PER_DELETION);
    }
    default: {
      const role = roles.find(({ Id }) => Id === wanted.Id);
      const isSame = (one: unknown, other: unknown) => Number(JSON.stringify(one) === JSON.stringify(other));
      return extent(isSame(role?.MemberIds, wanted.MemberIds) + isSame(role?.Permissions, wanted.Permissions), 2);
    }
  }
}

/** Reads the change feed from a cursor and applies it to the known keys. */
async function follow(platform: Platform, known: Map<string, number>, cursor: string | undefined): Promise<string> {
  const { body } = await call(platform, 'ListChanges', cursor === undefined ? {} : { Cursor: cursor });
  expect(body.Reset).toBe(cursor === undefined);
  for (const { Id, Version } of body.Upserted) {
    known.set(Id, Version);
  }
  for (const id of body.DeletedIds) {
    known.delete(id);
  }
  return body.Cursor;
}

test(`fault 51: after ${KILLS} kills during writes none is partial, completed ones persist, and repeats are executed once`, async () => {
  const place = placeOptions(join(newFolder(), 'data'), await newDatabaseUrl());
  const generated = ['--sample', '--accounts', '30', '--keys', String(KEYS)];
  const random = seeded();
  let command = await startCommand([...place, ...generated]);
  const known = new Map<string, number>();
  let cursor = await follow(command.platform, known, undefined);
  const outcomes = { completed: 0, doneWithoutResponse: 0, notDone: 0 };

  let kills = 0;
  for (let round = 0; kills < KILLS || outcomes.completed === 0 || outcomes.notDone === 0; round += 1) {
    // The kills must interrupt writes in both states.
    expect(round).toBeLessThan(MAX_ROUNDS);
    const writes = startWrites(command.platform, round);
    // The platform executes writes in the order received.
    await Promise.all(writes.slice(0, random.below(writes.length)).map(({ response }) => response));
    command.child.kill('SIGKILL');
    await command.ended;
    command = await startCommand(place);
    const { platform } = command;

    const responses = await Promise.all(writes.map(({ response }) => response));
    kills += responses.includes(null) ? 1 : 0;
    const found = await read(platform);
    for (const [index, write] of writes.entries()) {
      const extent = extentOf(found, write);
      const hasResponse = responses[index] !== null;
      const expected = hasResponse ? 'all' : expect.not.stringMatching('part');
      expect([round, write.name, extent]).toEqual([round, write.name, expected]);
      outcomes[hasResponse ? 'completed' : extent === 'all' ? 'doneWithoutResponse' : 'notDone'] += 1;
    }
    for (const [index, { name, path, body }] of writes.entries()) {
      const repeat = await send(platform, round, name, path, body).response;
      const earlier = responses[index];
      expect([round, name, repeat?.status]).toEqual([round, name, 200]);
      expect(repeat?.body).toEqual(earlier === null ? expect.anything() : earlier?.body);
    }
    const after = await read(platform);
    expect(writes.map((write) => extentOf(after, write))).toEqual(writes.map(() => 'all'));
    cursor = await follow(platform, known, cursor);
    expect(known).toEqual(new Map(after.keys.map(({ Id, Version }) => [Id, Version])));
  }
});
