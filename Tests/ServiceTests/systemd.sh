#!/usr/bin/env bash
# systemd.sh BINARY: installs Daybook into a throwaway systemd and uses it as its users would.
#
# Needs root and ../shared/tools/with-systemd.sh beside the checkout; exits 77 where that is missing. BINARY may be
# linked dynamically: the folders of its libraries are then allowed by a drop-in, as an administrator would.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
repository=$(cd "$here/../.." && pwd)
tool=$repository/../shared/tools/with-systemd.sh

# An instrumented binary maps terabytes and writes where the unit lets nothing be written.
if grep -q __asan_init "$1" 2>/dev/null; then
    echo "skipped: the unit does not fit a binary built with a sanitizer"
    exit 77
fi

fail() {
    echo "FAILED: $*" >&2
    systemctl status --no-pager daybook >&2 || true
    journalctl --no-pager -u daybook -n 30 >&2 || true
    exit 1
}
say() { echo "ok: $*"; }
as() { runuser -u "$1" -- "${@:2}"; }
property() { systemctl show -p "$1" --value daybook; }
until_true() { # WHAT COMMAND...: waits up to a minute
    local what=$1 end=$((SECONDS + 60))
    shift
    until "$@" >/dev/null 2>&1; do
        [ "$SECONDS" -lt "$end" ] || fail "$what"
        sleep 0.1
    done
    say "$what"
}
# Signals the service's process; 0, which it has none, would be this script and all around it.
signal() { # NAME PID
    [ "$2" -gt 1 ] || fail "no main process to send SIG$1"
    kill -"$1" "$2"
}
documents() { as daybook daybook status --json | grep -q "\"documents\":$1,"; }
# Whether the service came up by itself as another process than $1.
restarted() { [ "$(property ActiveState)" = active ] && [ "$(property MainPID)" != "$1" ] && [ "$(property NRestarts)" -ge 1 ]; }

outside() {
    [ "$(id -u)" = 0 ] || { echo "skipped: needs root"; exit 77; }
    [ -x "$tool" ] || { echo "skipped: no throwaway systemd here"; exit 77; }
    # It sees the machine's root only: not a checkout on another mount, nor one below /tmp, which it has of its own.
    (cd / && "$tool" -- test -e "$here/systemd.sh") >/dev/null 2>&1 || {
        echo "skipped: no throwaway systemd that sees this checkout"
        exit 77
    }
    binary=$(realpath "$1")
    stage=$(mktemp -d "$repository/.build/stage.XXXXXX")
    # Its mode becomes that of the root.
    chmod 755 "$stage"
    trap 'rm -rf "$stage"' EXIT
    make -s -C "$repository" install DESTDIR="$stage" BINARY="$binary"
    [ -s "$stage/usr/share/man/man1/daybook.1" ] && [ -s "$stage/usr/share/bash-completion/completions/daybook" ]
    libraries=$(ldd "$binary" | awk '$3 ~ "^/" { sub("/[^/]*$", "", $3); print $3 }' | sort -u | tr '\n' ' ')
    mkdir -p "$stage/etc/systemd/system/daybook.service.d"
    printf '[Service]\nExecPaths=%s\nEnvironment=DAYBOOK_INTAKE_SETTLE=0.2 DAYBOOK_DIGEST_REFRESH=0.2\n' "$libraries" \
        > "$stage/etc/systemd/system/daybook.service.d/test.conf"
    local status=0
    "$tool" -- bash "$here/systemd.sh" --inside "$stage" || status=$?
    make -s -C "$repository" uninstall DESTDIR="$stage"
    left=$(cd "$stage" && find . -type f ! -path './etc/*')
    [ -z "$left" ] || { echo "FAILED: uninstall left $left" >&2; exit 1; }
    exit $status
}

inside() {
    cp -a "$1/." /
    systemd-sysusers
    systemd-tmpfiles --create daybook.conf
    systemctl daemon-reload

    verified=$(systemd-analyze verify /usr/lib/systemd/system/daybook.service 2>&1) || fail "verify: $verified"
    [ -z "$verified" ] || fail "systemd-analyze verify says: $verified"
    say "systemd-analyze verify is silent"
    # In tenths: exposure 0.3 or lower.
    systemd-analyze security --no-pager --threshold=3 daybook > /tmp/security || fail "$(tail -1 /tmp/security)"
    say "$(tail -1 /tmp/security)"

    systemctl start daybook || fail "start"
    [ "$(property ActiveState)" = active ] || fail "active"
    say "started to READY: $(property StatusText)"

    useradd --no-create-home --groups daybook reader
    useradd --no-create-home stranger
    as reader cp "$repository/Tests/Samples/pages/en-funding.html" /var/lib/daybook/inbox/ || fail "a member of the group cannot drop a file"
    until_true "a page dropped by a member of the group is a document" documents 1
    until_true "a member of the group reads today's page" as reader grep -q Nova /var/lib/daybook/digests/today.md
    ! as stranger ls /var/lib/daybook/inbox 2>/dev/null || fail "a stranger looks into the inbox"
    ! as stranger cat /var/lib/daybook/digests/today.md 2>/dev/null || fail "a stranger reads the digest"
    ! as stranger cp /etc/hostname /var/lib/daybook/inbox/ 2>/dev/null || fail "a stranger drops a file"
    say "a stranger does none of that"
    until_true "the status text counts it" bash -c 'systemctl show -p StatusText daybook | grep -q "1 taken in"'

    as reader cp "$repository/Tests/Samples/pages/broken-page.html" /var/lib/daybook/inbox/
    until_true "what cannot be read is an error in the journal" bash -c 'journalctl -p err -u daybook | grep -q not-text'
    ! journalctl -p err -u daybook | grep -q "taken in" || fail "what is taken in is no error"
    say "the journal has priorities"

    systemctl reload daybook || fail "reload"
    say "reloaded"
    printf -- '- id: [broken\n' > /etc/daybook/entities/broken.yaml
    ! systemctl reload daybook 2>/dev/null || fail "a broken knowledge file was not noticed"
    [ "$(property ActiveState)" = active ] || fail "active after a refused reload"
    rm /etc/daybook/entities/broken.yaml
    systemctl reload daybook || fail "reload after mending"
    say "a refused reload is told and harmless"

    mkdir -p /run/systemd/system/daybook.service.d
    printf '[Service]\nExecStartPre=/usr/bin/daybook test-sandbox\n' > /run/systemd/system/daybook.service.d/sandbox.conf
    systemctl daemon-reload
    systemctl restart daybook || fail "the sandbox lets something through"
    say "from inside, the sandbox refuses $(journalctl -u daybook -o cat | grep -c -E '^(write|read|open|listen|execute|map|look|become|signal) .*: ') attempts"
    rm /run/systemd/system/daybook.service.d/sandbox.conf
    systemctl daemon-reload

    local first started
    first=$(property MainPID)
    started=$(date +%s%3N)
    signal KILL "$first"
    until_true "killed, it starts again" restarted "$first"
    say "$(($(date +%s%3N) - started)) ms from SIGKILL to READY, RestartSec included"
    documents 1 || fail "the document is still there"

    printf '[Service]\nWatchdogSec=5s\n' > /run/systemd/system/daybook.service.d/watchdog.conf
    systemctl daemon-reload
    systemctl restart daybook || fail "restart with a short watchdog"
    first=$(property MainPID)
    signal STOP "$first"
    until_true "hung, it is killed by the watchdog and starts again" restarted "$first"
    rm /run/systemd/system/daybook.service.d/watchdog.conf
    systemctl daemon-reload
    systemctl restart daybook || fail "restart"

    as reader cp "$repository"/Tests/Samples/pages/*.html /var/lib/daybook/inbox/
    started=$(date +%s%3N)
    systemctl stop daybook
    [ "$(property Result)" = success ] || fail "stop: $(property Result)"
    say "stopped in $(($(date +%s%3N) - started)) ms"
    as daybook daybook status > /tmp/status || [ $? = 3 ] || fail "status of a stopped service"
    systemctl start daybook || fail "start again"
    until_true "what was dropped before the stop is taken up" documents 8
    ! journalctl -u daybook | grep -q "Failed to" || fail "the sandbox stands in the way of the runtime"
    say "nothing in the journal about the sandbox"
    as daybook daybook doctor || fail "doctor"
}

case ${1-} in
    --inside) inside "$2" ;;
    "") echo "usage: systemd.sh BINARY" >&2; exit 64 ;;
    *) outside "$1" ;;
esac
