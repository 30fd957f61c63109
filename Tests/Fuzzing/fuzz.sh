#!/usr/bin/env bash
# Fuzzes the named targets, or all, for SECONDS_EACH seconds of one core each.
set -euo pipefail
cd "$(dirname "$0")/../.."
# The runtime's own backtraces would wait for each other; the input is kept, and says all.
export DAYBOOK_FUZZ=1 ASAN_OPTIONS=detect_leaks=0 SWIFT_BACKTRACE=enable=no
build=(-c release --sanitize=fuzzer --sanitize=address --scratch-path .build-fuzz --product daybook-fuzz)
swift build "${build[@]}" 2>&1 | grep -v 'ld.gold: warning' || true
binary=$(swift build "${build[@]}" --show-bin-path)/daybook-fuzz
test -x "$binary"
findings=.build-fuzz/findings
mkdir -p "$findings"
failed=0
for target in "${@:-charset html text containers annotate settings knowledge display}"; do
    for name in $target; do
        mkdir -p ".build-fuzz/corpus/$name"
        # An input may take five seconds and 512 MB; what grows the corpus goes beside the build, not into the repository.
        if DAYBOOK_FUZZ_TARGET=$name "$binary" ".build-fuzz/corpus/$name" "Tests/Fuzzing/Corpus/$name" \
            -max_total_time="${SECONDS_EACH:-60}" -timeout=5 -rss_limit_mb=1024 -max_len=65536 -verbosity=0 \
            -print_final_stats=1 -artifact_prefix="$findings/$name-" 2>&1 | tail -n 12; then
            echo "$name: nothing found"
        else
            echo "$name: FOUND something: $findings/$name-*; keep the input in Tests/Fuzzing/Corpus/$name" >&2
            failed=1
        fi
    done
done
exit "$failed"
