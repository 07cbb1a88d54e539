#!/usr/bin/env bash
# Runs the measurements one after the other and prints what they say. Names choose some: trial_rate metric_rate draw_latency window_stalls search_timing,
# and two that take long and run only when they are named: warm_start multi_fidelity.
set -euo pipefail
cd "$(dirname "$0")/../.."
for bench in "${@:-trial_rate metric_rate draw_latency window_stalls search_timing}"; do
    for name in $bench; do
        echo "== $name"
        arguments=()
        [ "$name" != multi_fidelity ] || arguments=(tests/bench/search/curves/*.csv)
        QT_QPA_PLATFORM=offscreen build/dev/bin/bench_"$name" "${arguments[@]}"
    done
done
