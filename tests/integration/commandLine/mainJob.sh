#!/bin/sh
# The main job of an administrator by the command line alone: connect to an installation, give a system its key, prove that
# it works, prolong, disable, restore and delete it. Ends with the first step that does not do what it should.
#
# Needs: KEYDESK (the command), DATA (data folder), ADDRESS, USERNAME and PASSWORD_FILE of a running installation, ACCOUNT for
# which keys are created, and OUT (a private folder for what is handed over).
set -eu

keydesk() {
  $KEYDESK --user-data-dir="$DATA" "$@"
}

# field NAME: the value of the first field of this name in the JSON on standard input.
field() {
  sed -n "s/^ *\"$1\": \"\{0,1\}\([^\",]*\)\"\{0,1\},\{0,1\}\$/\1/p" | head -n 1
}

# expect CODE COMMAND…: runs a command that has to end with this exit code.
expect() {
  expected=$1
  shift
  code=0
  "$@" || code=$?
  if [ "$code" -ne "$expected" ]; then
    echo "FAILED: exit code $code in place of $expected: $*" >&2
    exit 1
  fi
}

echo "== connect"
keydesk add-connection --name Job --address="$ADDRESS" --user "$USERNAME" --environment test --password-stdin <"$PASSWORD_FILE"
keydesk connections
keydesk accounts --connection Job --search "$ACCOUNT"

echo "== create a key, hand its secret over in a private file"
umask 077
keydesk create --connection Job --account "$ACCOUNT" --expires 90d --json --secret-to-stdout >"$OUT/created.json"
key=$(field token <"$OUT/created.json")
keydesk snippet env "$key" --connection Job --secret-to-stdout >"$OUT/keydesk.env"
keydesk show "$key" --connection Job
keydesk snippet curl "$key" --connection Job

echo "== it works"
keydesk test "$key" --connection Job

echo "== prolong, disable, restore"
keydesk extend "$key" --connection Job --by 1y --dry-run
before=$(keydesk show "$key" --connection Job --json | field expirationDate)
keydesk extend "$key" --connection Job --by 1y
after=$(keydesk show "$key" --connection Job --json | field expirationDate)
[ "$before" != "$after" ]
keydesk retire "$key" --connection Job
expect 20 keydesk test "$key" --connection Job
keydesk restore "$key" --connection Job
[ "$(keydesk show "$key" --connection Job --json | field expirationDate)" = "$after" ]
keydesk test "$key" --connection Job

echo "== list and export"
keydesk list --connection Job --account "$ACCOUNT"
keydesk list --connection Job | head -n 2
keydesk export "$OUT/keys.csv" --connection Job
keydesk export "$OUT/keys.xlsx" --connection Job
expect 11 keydesk export "$OUT/keys.csv" --connection Job

echo "== delete"
expect 11 keydesk delete "$key" --connection Job </dev/null
echo "$key" | keydesk delete - --connection Job --yes
expect 3 keydesk show "$key" --connection Job
expect 3 keydesk list --connection Unknown

echo "== disconnect"
keydesk remove-connection --connection Job --yes
expect 3 keydesk list --connection Job
echo "== done"
