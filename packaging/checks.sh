#!/usr/bin/env bash
# Format, layers, the core alone, tidy on changed files, desktop file and metainfo. Says all that is wrong, then fails.
set -uo pipefail
cd "$(dirname "$0")/.."
status=0
step() {
    printf '%s ... ' "$1"
    shift
    if output=$("$@" 2>&1); then echo ok; else printf 'FAILED\n%s\n' "$output"; status=1; fi
}

sources() { git ls-files '*.cpp' '*.h'; }
check_format() { sources | xargs clang-format --style=file --dry-run --Werror; }
check_layers() { cmake -DROOT="$PWD" -P tests/architecture/layer_rules.cmake; }
check_core_only() { cmake --preset core-only && cmake --build build/core-only --target attune_core_verify_interface_header_sets attune_core; }
check_desktop() { desktop-file-validate packaging/io.github.attune.Attune.desktop; }
check_metainfo() { appstreamcli validate --no-net packaging/io.github.attune.Attune.metainfo.xml; }
# Changed files: since the merge base with ATTUNE_BASE, else those of the last commits, at most 40 to stay within minutes.
check_tidy() {
    local base="${ATTUNE_BASE:-}" files
    [ -n "$base" ] || base=$(git rev-list --max-count=6 HEAD | tail -n 1)
    mapfile -t files < <(git diff --name-only --diff-filter=d "$base" -- 'core/*.cpp' 'app/*.cpp' 'ui/*.cpp' | head -n 40)
    [ ${#files[@]} -eq 0 ] && return 0
    # As compiled, less what only g++ understands: its precompiled headers and some warnings.
    mkdir -p build/tidy
    sed -E 's/-Winvalid-pch//g; s/-include [^ ]*cmake_pch\.hxx//g; s/-W(no-restrict|no-stringop-overflow|shadow=local)//g' \
        build/dev/compile_commands.json >build/tidy/compile_commands.json
    printf '%s\n' "${files[@]}" | xargs -P 2 -n 4 clang-tidy -p build/tidy --quiet --warnings-as-errors='*'
}

step "format" check_format
step "layer rules" check_layers
step "the core without Qt" check_core_only
step "desktop file" check_desktop
step "metainfo" check_metainfo
step "tidy on changed files" check_tidy
exit $status
