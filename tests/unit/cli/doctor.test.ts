import { expect, it, vi } from 'vitest';
import { tokenOf } from '../../fakes/memoryAdminApi.ts';
import { MemoryTerminal } from '../../fakes/memoryTerminal.ts';
import { type Deviation, paste, rightRequest, SECRET } from '../services/doctor/signedPaste.ts';
import { openCommandBed } from './commandBed.ts';

/** An application that knows the key with which the pasted requests are signed. */
async function openWithKey() {
  const bed = await openCommandBed();
  await bed.run('list -c Test');
  const key = bed.memory.adminApi.keys.get('authkey.1') as NonNullable<ReturnType<typeof bed.memory.adminApi.keys.get>>;
  const read = vi.spyOn(bed.memory.adminApi, 'readSecret').mockResolvedValue({ key, secretKey: SECRET });
  const textOf = (deviation: Deviation = {}) => {
    const date = new Date(bed.memory.clock.now()).toUTCString();
    return paste({ ...rightRequest(1), date }, { token: tokenOf('authkey.1'), ...deviation }).text;
  };
  return { ...bed, read, textOf };
}

it('finds nothing wrong in a right request, and reads the secret key only if asked to', async () => {
  const { run, read, textOf } = await openWithKey();
  const unverified = await run('doctor - --json', new MemoryTerminal(textOf()));
  expect([unverified.exitCode, unverified.json()]).toEqual([
    0,
    expect.objectContaining({ findings: [], needsSecret: true }),
  ]);
  expect(read).not.toHaveBeenCalled();
  const verified = await run('doctor - --use-secret --json', new MemoryTerminal(textOf()));
  expect([verified.exitCode, verified.json()]).toEqual([0, expect.objectContaining({ isVerified: true })]);
  expect(`${unverified.output}${verified.output}`).not.toContain(SECRET);
  const read2 = await run('doctor - --use-secret --lang ru', new MemoryTerminal(textOf()));
  expect(read2.output).toContain('Ошибок нет: подпись верна.');
});

it('names the mistake, its place, and what to write instead', async () => {
  const { memory, run, textOf } = await openWithKey();
  memory.userFiles.files.set('/home/me/request.txt', textOf().replace('HMAC-SHA256 ', 'Basic '));
  const wrong = await run('doctor request.txt --json');
  expect(wrong.exitCode).toBe(21);
  const [finding] = wrong.json().findings as { code: string; severity: string; title: string; position: object }[];
  expect(finding).toMatchObject({
    code: 'authorizationOtherScheme',
    severity: 'error',
    title: 'Authorization does not use HMAC-SHA256',
    position: { line: expect.any(Number), column: expect.any(Number) },
  });
  const text = await run('doctor request.txt');
  expect(text.output).toMatch(/^Error: Authorization does not use HMAC-SHA256 \(line \d+, column \d+\)\n/);
});

it('a secret key in the text is not written, nor are terminal commands', async () => {
  const { run, textOf } = await openWithKey();
  for (const options of ['', ' --json']) {
    const text = `${textOf()}\n# secret: ${SECRET}\n# \u001b[2J\n`;
    const { output, errors } = await run(`doctor -${options}`, new MemoryTerminal(text));
    expect(output).not.toBe('');
    expect(`${output}${errors}`).not.toContain(SECRET);
    expect(`${output}${errors}`).not.toContain('\u001b');
  }
});

it.each([
  ['nothing', '', 'textEmpty'],
  ['what is too long', 'x'.repeat(1024 * 1024 + 1), 'textTooLong'],
  ['binary data', '\u0000\u0001'.repeat(100), 'textBinary'],
  ['something else', 'no request at all', 'noRequest'],
])('says that %s is no request', async (_what, text, code) => {
  const { run } = await openCommandBed();
  const found = await run('doctor - --json', new MemoryTerminal(text));
  expect([found.exitCode, found.json()]).toEqual([
    21,
    expect.objectContaining({ findings: [expect.objectContaining({ code })] }),
  ]);
});

it('a file that cannot be read, or is far too long, is named as such', async () => {
  const { run } = await openCommandBed();
  const missing = await run('doctor request.txt --json');
  expect([missing.exitCode, missing.error()]).toEqual([
    1,
    expect.objectContaining({ code: 'FILE_NOT_READ', detail: 'ENOENT' }),
  ]);
  expect((await run('doctor -', new MemoryTerminal('x'.repeat(3_000_000)))).exitCode).toBe(1);
  expect((await run('doctor')).exitCode).toBe(2);
});
