import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { AppInfo, Arch, LinuxPackager, Packager, Platform, type Target } from 'electron-builder';
import { beforeAll, expect, it } from 'vitest';
import { parse } from 'yaml';

const root = join(import.meta.dirname, '../../..');
const text = readFileSync(join(root, 'electron-builder.yml'), 'utf8');

/** The parts of electron-builder that create a desktop entry; not in its types. */
interface DesktopTarget extends Target {
  readonly helper: { computeDesktopEntry(options: unknown): Promise<string> };
  readonly desktopEntry?: { readonly value: Promise<string> };
}

let packager: Packager;
let targets: Target[];

beforeAll(async () => {
  packager = new Packager({
    projectDir: root,
    targets: Platform.LINUX.createTarget(['deb', 'appimage', 'rpm'], Arch.x64),
  });
  // Throws for an option that its schema does not have.
  await packager.validateConfig();
  packager._appInfo = new AppInfo(packager, null);
  targets = [];
  new LinuxPackager(packager).createTargets(['deb', 'appimage', 'rpm'], (_name, make) =>
    targets.push(make('/nonexistent')),
  );
});

async function desktopEntries(): Promise<string[]> {
  const made = targets as DesktopTarget[];
  return Promise.all(
    made.map((target) => target.desktopEntry?.value ?? target.helper.computeDesktopEntry(target.options)),
  );
}

it('has the data that a Debian package requires, and an icon large enough for macOS', async () => {
  await expect(targets[0]?.checkOptions()).resolves.toMatchObject({ name: 'keydesk' });
  const icon = readFileSync(join(root, 'build/icon.png'));
  expect([icon.readUInt32BE(16), icon.readUInt32BE(20)]).toEqual([1024, 1024]);
});

it('starts with the sandbox, from the menu and from a link', async () => {
  const [debian = '', appImage = '', rpm] = await desktopEntries();
  expect(debian).toMatch(/^Exec=\/opt\/KeyDesk\/keydesk %U$/m);
  expect(rpm).toBe(debian);
  expect(appImage).toMatch(/^Exec=AppRun %U$/m);
  expect(text).not.toMatch(/no-sandbox|disable-setuid-sandbox|remote-debugging|ignore-certificate/);
});

it('depends on libraries by names that every package manager reads, and on the one that keytar needs', () => {
  const { deb, rpm, linux } = parse(text);
  expect(linux.target).toEqual(['AppImage', 'deb', 'rpm']);
  expect(rpm.depends.filter((name: string) => !/^lib[\w.-]+\(\)\(64bit\)$/.test(name))).toEqual([]);
  expect(rpm.depends).toContain('libsecret-1.so.0()(64bit)');
  // Without "depends", electron-builder's list for Debian, which has libsecret.
  expect(deb).toEqual({
    afterInstall: 'build/linux/after-install.sh',
    recommends: ['gnome-keyring | kwalletmanager | keepassxc'],
  });
  expect(rpm.afterInstall).toBe(deb.afterInstall);
});

it('registers links on every system', async () => {
  for (const entry of await desktopEntries()) {
    expect(entry).toMatch(/^MimeType=x-scheme-handler\/keydesk;$/m);
  }
  expect(packager.config.protocols).toEqual([{ name: 'KeyDesk', schemes: ['keydesk'] }]);
  // After "--" no part of a link is a switch.
  expect(readFileSync(join(root, 'build/installer.nsh'), 'utf8')).toMatch(
    /"Software\\Classes\\keydesk\\shell\\open\\command" "" '"\$INSTDIR\\\$\{APP_EXECUTABLE_FILENAME\}" -- "%1"'/,
  );
});

it('has one list of files, and one pattern for artifact names, without spaces', () => {
  const { artifactName, linux, win, mac } = parse(text);
  expect(artifactName).toMatch(/^[\w${}.-]+$/);
  for (const options of [linux, win, mac]) {
    expect(options).not.toHaveProperty('artifactName');
    // electron-builder takes a list of one system that only excludes as "everything but", and packs the whole project.
    expect(options).not.toHaveProperty('files');
  }
});
