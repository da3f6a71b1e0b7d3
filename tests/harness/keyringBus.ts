import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** What happens to a password prompt of the keyring: it is dismissed at once, or stays open. */
export type Prompt = 'dismissed' | 'unanswered';

/** Longer than any test waits, in milliseconds. */
const UNANSWERED_MS = 600_000;

/**
 * Writes the configuration of a private bus that starts no service except the program that shows the prompt of the keyring.
 * That program is replaced, because the real one needs a display.
 * @param folder absolute path of an existing folder.
 * @returns absolute paths of the configuration and of the file with the process ids of prompts.
 */
export async function writeBusConfiguration(
  folder: string,
  address: string,
  prompt: Prompt,
): Promise<{ readonly configuration: string; readonly prompts: string }> {
  const services = join(folder, 'services');
  const prompts = join(folder, 'prompts');
  const prompter = join(folder, 'prompter');
  await mkdir(services);
  await writeFile(prompts, '');
  const end = prompt === 'dismissed' ? 'exit 1' : `exec sleep ${UNANSWERED_MS / 1000}`;
  await writeFile(prompter, `#!/bin/sh\necho $$ >> '${prompts}'\n${end}\n`);
  await chmod(prompter, 0o700);
  await writeFile(
    join(services, 'org.gnome.keyring.SystemPrompter.service'),
    `[D-BUS Service]\nName=org.gnome.keyring.SystemPrompter\nExec=${prompter}\n`,
  );
  const configuration = join(folder, 'bus.conf');
  await writeFile(
    configuration,
    `<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>${address}</listen>
  <auth>EXTERNAL</auth>
  <servicedir>${services}</servicedir>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
  <limit name="service_start_timeout">${UNANSWERED_MS}</limit>
</busconfig>
`,
  );
  return { configuration, prompts };
}
