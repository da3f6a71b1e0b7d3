#!/bin/sh
# Runs as root after the files of the deb or rpm package are in place. electron-builder replaces the names in braces.
# Differs from electron-builder's own script in how it tests for user namespaces: root can always create them.

folder='/opt/${sanitizedProductName}'
# Chooses what Electron needs for a command without a display, and passes everything else on.
program="$folder/resources/keydesk.sh"
link='/usr/bin/${executable}'
profile='/etc/apparmor.d/${executable}'

if command -v update-alternatives >/dev/null 2>&1; then
  update-alternatives --install "$link" '${executable}' "$program" 100 || ln -sf "$program" "$link"
else
  ln -sf "$program" "$link"
fi

# Where AppArmor restricts user namespaces, as on Ubuntu since 23.10, the profile permits them to KeyDesk. Older versions of
# AppArmor cannot read it, and do not need it.
has_profile=no
if command -v apparmor_status >/dev/null 2>&1 && apparmor_status --enabled >/dev/null 2>&1 &&
  apparmor_parser --skip-kernel-load "$folder/resources/apparmor-profile" >/dev/null 2>&1; then
  cp -f "$folder/resources/apparmor-profile" "$profile" && has_profile=yes
  # In a chroot, as when an image is built, the profile is loaded by the first start of the system.
  if ! { command -v ischroot >/dev/null 2>&1 && ischroot; }; then
    apparmor_parser --replace --write-cache --skip-read-cache "$profile" || true
  fi
fi

# Chromium's sandbox requires user namespaces, or else its helper with the setuid bit. Distributions restrict them for users
# only (kernel.unprivileged_userns_clone, kernel.userns_restrict, user.max_user_namespaces), so a user has to try.
restricted=$(cat /proc/sys/kernel/apparmor_restrict_unprivileged_userns 2>/dev/null || echo 0)
if [ "$restricted" = 1 ] && [ "$has_profile" = yes ]; then
  helper_mode=0755
elif runuser -u nobody -- unshare --user --map-root-user true >/dev/null 2>&1; then
  helper_mode=0755
else
  helper_mode=4755
fi
chmod "$helper_mode" "$folder/chrome-sandbox" || true

if command -v update-desktop-database >/dev/null 2>&1; then
  update-desktop-database /usr/share/applications || true
fi
exit 0
