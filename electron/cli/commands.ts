import type { Command } from './command.ts';
import type { CommandName } from './commandNames.ts';
import { accounts } from './commands/accounts.ts';
import { addConnection } from './commands/addConnection.ts';
import { connections } from './commands/connections.ts';
import { create } from './commands/create.ts';
import { deleteKeys } from './commands/delete.ts';
import { doctor } from './commands/doctor.ts';
import { exportKeys } from './commands/export.ts';
import { extend } from './commands/extend.ts';
import { list } from './commands/list.ts';
import { removeConnection } from './commands/removeConnection.ts';
import { restore } from './commands/restore.ts';
import { retire } from './commands/retire.ts';
import { rotate } from './commands/rotate.ts';
import { show } from './commands/show.ts';
import { snippet } from './commands/snippet.ts';
import { test } from './commands/test.ts';

/** The commands that need the services; `help` and `completion` are answered by `readCommandLine.ts`. */
export const COMMANDS: Readonly<Record<Exclude<CommandName, 'help' | 'completion'>, Command>> = {
  connections,
  'add-connection': addConnection,
  'remove-connection': removeConnection,
  accounts,
  list,
  show,
  create,
  extend,
  retire,
  restore,
  delete: deleteKeys,
  rotate,
  test,
  doctor,
  snippet,
  export: exportKeys,
};
