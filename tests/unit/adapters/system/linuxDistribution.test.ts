import { expect, it } from 'vitest';
import { keyringInstallCommand } from '../../../../electron/adapters/system/linuxDistribution.ts';

it.each([
  ['Astra Linux', 'ID=astra\nID_LIKE=debian\n', 'apt install gnome-keyring'],
  ['Debian', 'PRETTY_NAME="Debian GNU/Linux 12 (bookworm)"\nID=debian\n', 'apt install gnome-keyring'],
  ['Ubuntu', 'ID=ubuntu\nID_LIKE=debian\n', 'apt install gnome-keyring'],
  ['ALT', 'NAME="ALT Workstation"\nID=altlinux\n', 'apt-get install gnome-keyring'],
  ['RED OS', 'ID="redos"\nID_LIKE="rhel centos fedora"\n', 'dnf install gnome-keyring'],
  ['Fedora', "ID='fedora'\n", 'dnf install gnome-keyring'],
  ['a relative of RHEL', 'ID="rocky"\nID_LIKE="rhel centos fedora"\n', 'dnf install gnome-keyring'],
  ['openSUSE', 'ID="opensuse-leap"\nID_LIKE="suse opensuse"\n', 'zypper install gnome-keyring'],
  ['one that is not known', 'ID=nixos\nVERSION_ID="26.05"\n', null],
  ['a file without an id', '', null],
])('names the command of %s', (_name, osRelease, command) => {
  expect(keyringInstallCommand(osRelease)).toBe(command);
});
