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
until_true() { # WHAT COMMAND...: waits up to three minutes: machines are busy, and builds without optimisation slow
    local what=$1 end=$((SECONDS + 180))
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
drop_in() { # NAME LINE...: adds to the unit, as `systemctl edit` would; without lines takes it away
    local file=/etc/systemd/system/daybook.service.d/$1.conf
    rm -f "$file"
    [ $# -eq 1 ] || printf '%s\n' '[Service]' "${@:2}" > "$file"
    systemctl daemon-reload
}
# Milliseconds since the machine started.
uptime_ms() { awk '{ printf "%d", $1 * 1000 }' /proc/uptime; }
# When the service became ready last, and when its program was started for that, in the same count.
ready_ms() { echo $(($(property ActiveEnterTimestampMonotonic) / 1000)); }
launched_ms() { echo $(($(property ExecMainStartTimestampMonotonic) / 1000)); }
# Whether the service came up by itself as another process than $1.
restarted() { [ "$(property ActiveState)" = active ] && [ "$(property MainPID)" != "$1" ] && [ "$(property NRestarts)" -ge 1 ]; }

outside() {
    [ "$(id -u)" = 0 ] || { echo "skipped: needs root"; exit 77; }
    [ -x "$tool" ] || { echo "skipped: no throwaway systemd here"; exit 77; }
    # It sees the machine's root only: not a checkout on another mount, nor one below /tmp, which it has of its own. A
    # folder made now tells that from another checkout at the same place.
    stage=$(mktemp -d "$repository/.build/stage.XXXXXX")
    trap 'rm -rf "$stage"' EXIT
    (cd / && "$tool" -- test -d "$stage") >/dev/null 2>&1 || {
        echo "skipped: no throwaway systemd that sees this checkout"
        exit 77
    }
    binary=$(realpath "$1")
    # Its mode becomes that of the root.
    chmod 755 "$stage"
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

    # How long this build takes on this machine to read one page, all that has to be loaded included: by that the time
    # to start is judged. On a quiet machine, built for release, that is a fifth of a second.
    local first started cold limit taken
    started=$(uptime_ms)
    daybook extract "$repository/Tests/Samples/pages/en-funding.html" > /tmp/extracted || fail "extract"
    cold=$(($(uptime_ms) - started))
    limit=1000
    [ "$cold" -lt 300 ] || limit=$((2000 + 5 * cold))

    first=$(property MainPID)
    started=$(uptime_ms)
    signal KILL "$first"
    until_true "killed, it starts again" restarted "$first"
    taken=$(($(ready_ms) - started))
    [ "$taken" -lt "$limit" ] || fail "$taken ms from SIGKILL to READY, where $limit are allowed"
    say "$taken ms from SIGKILL to READY, RestartSec included (a page from cold: $cold ms)"
    documents 1 || fail "the document is still there"

    drop_in watchdog WatchdogSec=5s
    systemctl restart daybook || fail "restart with a short watchdog"
    first=$(property MainPID)
    signal STOP "$first"
    until_true "hung, it is killed by the watchdog and starts again" restarted "$first"
    drop_in watchdog
    systemctl restart daybook || fail "restart"

    drop_in override Environment=DAYBOOK_PATHS_DIGESTS=/var/lib/daybook/pages
    systemctl restart daybook || fail "restart with a drop-in"
    until_true "a drop-in changes the configuration" test -s /var/lib/daybook/pages/today.md
    drop_in override
    systemctl restart daybook || fail "restart without the drop-in"

    memory

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
    migration
    progress
}

# Kilobytes that the service and its reader hold of their own.
held() {
    local pid
    for pid in "$1" $(cat /proc/"$1"/task/*/children); do awk '/^RssAnon/ { print $2 }' "/proc/$pid/status"; done |
        awk '{ sum += $1 } END { print sum }'
}
has_reader() { [ -n "$(cat /proc/"$1"/task/*/children)" ]; }
bounded() { # BYTES: whether the kernel holds the service to that
    local group
    group=$(property ControlGroup)
    grep -qs -x "$1" "/sys/fs/cgroup$group/memory.max" "/sys/fs/cgroup/memory$group/memory.limit_in_bytes"
}

# A page that needs more memory than the unit allows takes its reader with it, not the daemon.
#
# A page is held by the daemon while the reader, which is told it whole, holds it once more before it begins: so one of
# 60 MB cannot be read in 100 MB beside what both hold anyway, however frugal the reader is. The daemon alone can hold
# it, and a new reader beside that.
memory() {
    local first limit
    systemctl restart daybook || fail "restart"
    first=$(property MainPID)
    until_true "there is a reader" has_reader "$first"
    limit=$((($(held "$first") + 100000) / 1000 * 1024000))
    systemctl set-property --runtime daybook "MemoryMax=$limit" MemorySwapMax=0 || fail "a bound on memory"
    if ! bounded "$limit"; then
        say "skipped: no bound on memory can be set here"
        return
    fi
    echo "<html><body><article>" > /tmp/eats.html
    # yes is ended by the end of head.
    { yes "<p>One more. </p>" || true; } | head -c 60000000 >> /tmp/eats.html
    as reader cp /tmp/eats.html /var/lib/daybook/inbox/
    until_true "a page that needs more than MemoryMax ends in failed" \
        test -s /var/lib/daybook/failed/eats.html.reason.json
    grep -q '"code": "crash"' /var/lib/daybook/failed/eats.html.reason.json || fail "the kernel did not end the reader"
    grep -q 'when memory runs out; see MemoryMax' /var/lib/daybook/failed/eats.html.reason.json || fail "no word of memory"
    cmp /tmp/eats.html /var/lib/daybook/failed/eats.html || fail "the page is kept as it was"
    as reader cp "$repository/Tests/Samples/pages/ko-datacenter.html" /var/lib/daybook/inbox/
    until_true "under the same bound the next page is taken in" documents 2
    [ "$(property MainPID)" = "$first" ] || fail "the daemon went with it"
    rm /var/lib/daybook/failed/eats.html* /tmp/eats.html
    say "the reader was ended at MemoryMax=$limit, the daemon went on"
    systemctl set-property --runtime daybook MemoryMax=1G || fail "the usual bound"
    bounded 1073741824 || fail "the usual bound on memory"
}

# An upgrade whose migration takes longer than the unit's time to start: the daemon asks for more.
#
# The last step of the schema reads every text. It is undone here, and texts are put in until it takes long enough: a
# quick machine reads a few of them in no time.
migration() {
    if ! command -v sqlite3 >/dev/null; then say "skipped: no sqlite3 to make an old ledger with"; return; fi
    local rows taken
    drop_in slow TimeoutStartSec=300ms
    for rows in 20 200 1500; do
        systemctl stop daybook
        age_ledger "$rows"
        systemctl start daybook || fail "an upgrade that takes longer than TimeoutStartSec"
        taken=$(($(ready_ms) - $(launched_ms)))
        [ "$(property NRestarts)" = 0 ] || fail "it was started twice"
        [ "$taken" -le 300 ] || break
    done
    [ "$taken" -gt 300 ] || fail "the migration took only $taken ms, which proves nothing"
    say "an upgrade of $rows texts took $taken ms, with TimeoutStartSec=300ms"
    drop_in slow
}

# Makes the ledger one of the version before, with that many texts more.
age_ledger() { # ROWS
    local rows=$1
    as daybook sqlite3 -batch /var/lib/daybook/daybook.sqlite "
        DROP TABLE sketch;
        ALTER TABLE document DROP COLUMN changes;
        DELETE FROM grdb_migrations WHERE identifier LIKE '6:%';
        CREATE TEMP TABLE copy AS SELECT * FROM document LIMIT 1;
        WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < $rows)
        INSERT INTO article (id, url) SELECT 1000 * $rows + i, NULL FROM n;
        WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < $rows)
        INSERT INTO document (sha256, articleId, version, name, archivePath, received, size, extractor, media, charset,
            charsetSource, charsetReplaced, confidence, warnings, body, blocks)
        SELECT lower(hex(randomblob(32))), 1000 * $rows + i, 1, 'page', archivePath, 1000 + i, size, extractor, media, charset,
            charsetSource, charsetReplaced, confidence, warnings, hex(randomblob(100000)), blocks FROM n, copy;" \
        || fail "an old ledger cannot be made"
}

# A burst shows in the status text, with what is left. A quick machine has read a small one before it is told of: the
# next is larger.
progress() {
    local count number end page text
    page=$(<"$repository/Tests/Samples/pages/ko-datacenter.html")
    drop_in watchdog WatchdogSec=5s
    systemctl restart daybook || fail "restart before a burst"
    for count in 100 500 2500 12500; do
        mkdir "/tmp/burst-$count"
        for ((number = 0; number < count; number++)); do
            printf '%s<!-- %s of %s -->' "$page" "$number" "$count" > "/tmp/burst-$count/$number.html"
        done
        chown -R daybook:daybook "/tmp/burst-$count"
        cp -a "/tmp/burst-$count" /var/lib/daybook/inbox/
        for ((end = SECONDS + 5 + count / 50; SECONDS < end; )); do
            text=$(property StatusText)
            if [[ $text =~ ^Reading:\ [0-9]+\ waiting,\ about\ [0-9]+\ [a-z]+\ left ]]; then
                say "the status text tells the progress of a burst of $count: $text"
                drop_in watchdog
                return
            fi
            sleep 0.1
        done
    done
    fail "the status text tells the progress of a burst"
}

case ${1-} in
    --inside) inside "$2" ;;
    "") echo "usage: systemd.sh BINARY" >&2; exit 64 ;;
    *) outside "$1" ;;
esac
