import { join } from 'node:path';
import { expect, it } from 'vitest';
import { english } from '../../../renderer/i18n/i18n.ts';
import { ERROR_FACTS } from '../../../shared/model/errorFacts.ts';
import { ERROR_CODES } from '../../../shared/result.ts';

const INTRODUCTION = `# Error codes

Written by \`npm run docs:written\` out of \`shared/model/errorFacts.ts\` and \`renderer/i18n/en/errors.ts\`.

Every call of the window answers with data or with one of these codes (\`shared/result.ts\`). The window shows for each
what happened, what was not changed or that this is unknown, and what to do next, in English and Russian
(\`renderer/i18n/*/errors.ts\`). \`detail\` holds what the platform itself said and is shown as plain text.

The third column says what became of a change that the call was to make. After every create, edit and delete the window
asks for the list again, also after a failure: where the answer got lost, the platform may have carried the call out.
What KeyDesk tries again by itself: [decision 11](decisions/0011-retries.md).
`;

const CAUSES = `For \`UNREACHABLE\` the window says that nothing was sent where the cause proves it: a name that was not found or a
refused connection. From Chromium it proves that for reading only, since Chromium may send a change a second time by
itself. It tells these causes apart (\`shared/result.ts\`):
`;

const row = (...cells: readonly string[]) => `| ${cells.join(' | ')} |`;
const table = (head: readonly string[], rows: readonly string[][]) =>
  [row(...head), row(...head.map(() => '---')), ...rows.map((cells) => row(...cells)), ''].join('\n');

/** docs/error-codes.md as it has to be. */
function document(): string {
  const codes = ERROR_CODES.map((code) => {
    const { cause, change, again } = ERROR_FACTS[code];
    const { title, text, ...words } = english.errors[code];
    const said = text.replace('{{nextStep}}', 'nextStep' in words ? words.nextStep : '').trim();
    return [`\`${code}\``, cause, change, again, `**${title}.** ${said}`];
  });
  const causes = Object.entries(english.errors.UNREACHABLE.causes).map(([cause, text]) => [`\`${cause}\``, text]);
  return [
    INTRODUCTION,
    table(['code', 'raised when', 'a change', 'tried again', 'what the user reads about a change'], codes),
    CAUSES,
    table(['cause', 'what the user reads, and what to do next'], causes),
  ].join('\n');
}

it('docs/error-codes.md is up to date; npm run docs:written writes it', async () => {
  await expect(document()).toMatchFileSnapshot(join(import.meta.dirname, '../../../docs/error-codes.md'));
});
