import { expect, it } from 'vitest';
import { rotationChecklist } from '../../../../electron/services/rotation/checklist.ts';
import { memory, services } from '../application.ts';
import { keyOf, rotation, start, startRotationsBeforeEach, step } from './rotationBed.ts';

startRotationsBeforeEach();

const CONNECTION = {
  kind: 'installation' as const,
  name: 'ERP | *prod* <b>',
  address: 'https://stand.example',
  environment: 'production' as const,
};

it('names both keys, times with their zone, and steps to be ticked off, without a full token or a secret', async () => {
  await start(['authkey.1']);
  await step('proceed');
  const one = await rotation();
  const text = (language: 'en' | 'ru') =>
    rotationChecklist({
      connection: CONNECTION,
      rotations: [one],
      language,
      timeZone: 'Europe/Moscow',
      now: memory.clock.now(),
    });
  expect(text('en')).toMatchInlineSnapshot(`
    "# Rotation of 1 key – ERP \\| \\*prod\\* \\<b\\>

    - Connection: ERP \\| \\*prod\\* \\<b\\>
    - Environment: production
    - Address: https\\:\\/\\/stand\\.example
    - As of: 22 November 2026 at 15:00
    - Time zone of all times: Europe/Moscow

    ## 1. svc.erp – ERP connector

    | Key | Id | Token (shortened) | Expires |
    | --- | --- | --- | --- |
    | Old key | authkey.1 | 01234567…0001 | 29 November 2026 at 15:00 (before the rotation: 1 January 2027 at 03:00) |
    | New key | authkey.3 | 01234567…0003 | 20 February 2027 at 15:00 |

    State: both keys work

    - [x] New key created: 22 November 2026 at 15:00
    - [ ] New key handed over to those who use it – by: ____________ on: ____________
    - [x] New key tested with a signed call: 22 November 2026 at 15:00
    - [x] Expiry of the old key shortened: 29 November 2026 at 15:00
    - [ ] All programs use the new key – by: ____________ on: ____________
    - [ ] Old key has expired – by: ____________ on: ____________
    - [ ] Old key deleted – by: ____________ on: ____________
    "
  `);
  expect(text('ru')).toContain('Часовой пояс всех дат: Europe/Moscow');
  expect(text('ru')).toContain('22 ноября 2026');
  for (const language of ['en', 'ru'] as const) {
    expect(text(language)).not.toContain(keyOf('authkey.1').token);
    expect(text(language)).not.toContain('canary');
  }
});

it('saves and copies the same text', async () => {
  await start(['authkey.1']);
  const { id } = await rotation();
  expect(await services.rotationFiles.save('sample', [id], 'en', 'Markdown')).toMatchObject({ rows: 1 });
  const saved = memory.userFiles.files.get('/home/user/chosen.md');
  expect(saved).toContain('# Rotation of 1 key – Sample platform');
  await services.rotationFiles.copy('sample', [id], 'en');
  expect(memory.clipboard.text).toBe(saved);
});

it('shows names as they are, without markup', async () => {
  await start(['authkey.1']);
  const one = await rotation();
  const account = { ...one.account, fullName: '# [x](http://a) | `b`\n- [ ] c' };
  const text = rotationChecklist({
    connection: CONNECTION,
    rotations: [{ ...one, account }],
    language: 'en',
    timeZone: null,
    now: memory.clock.now(),
  });
  expect(text).toContain(String.raw`\# \[x\]\(http\:\/\/a\) \| \`b\` \- \[ \] c`);
  expect(text).toContain('Time zone of all times: UTC');
});
