# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: 2026 The Nightlight authors
#
# Sourced by script/check and script/test: runs named stages one after the other, keeps what each
# prints in a file of its own, and stops at the first that fails.

stage_number=0
stage_logs=.build/logs
stage_times=()
mkdir -p "$stage_logs"

# stage NAME FILTER COMMAND... : FILTER is a pattern of the lines worth showing while it runs.
stage() {
    local name=$1 filter=$2
    shift 2
    stage_number=$((stage_number + 1))
    local log="$stage_logs/$stage_number-${name// /-}.log" began=$SECONDS status=0
    printf '\n== %d. %s (at %d s)\n' "$stage_number" "$name" "$SECONDS"
    set +e
    (set -e; "$@") 2>&1 | tee "$log" | grep --line-buffered -E "$filter"
    status=${PIPESTATUS[0]}
    set -e
    local took=$((SECONDS - began))
    stage_times+=("$(printf '%5d s  %s' "$took" "$name")")
    if [ "$status" -ne 0 ]; then
        printf '== FAILED: %s, exit code %d, after %d s. Whole log: %s\n' \
            "$name" "$status" "$took" "$log"
        echo "-- its last lines:"
        tail -n 40 "$log"
        stage_failed "$name" "$log"
        exit "$status"
    fi
    printf '== done: %s, %d s\n' "$name" "$took"
}

# What to do when a stage failed, before the script ends; script/test prints its closing line here.
stage_failed() { :; }

format_lint() {
    swift format lint --strict --parallel --recursive Package.swift Sources Tests Fuzzing
}

scripts_parse() {
    local script
    for script in script/* .ci/run; do
        if head -n 1 "$script" | grep -q python; then
            /usr/bin/python3 - "$script" <<'PYTHON'
import ast, sys
ast.parse(open(sys.argv[1], encoding="utf-8").read(), sys.argv[1])
PYTHON
        else
            bash -n "$script"
        fi
    done
}

# One set of flags for every debug build here, so that nothing is built twice.
build_flags=(--explicit-target-dependency-import-check error)

build_everything() {
    swift build "${build_flags[@]}" --build-tests
}
