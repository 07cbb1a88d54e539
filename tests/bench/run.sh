#!/usr/bin/env bash
# Runs the measurements one after the other and prints what they say. Names choose some: trial_rate metric_rate draw_latency window_stalls search_timing.
set -euo pipefail
cd "$(dirname "$0")/../.."
for bench in "${@:-trial_rate metric_rate draw_latency window_stalls search_timing}"; do
    for name in $bench; do
        echo "== $name"
        QT_QPA_PLATFORM=offscreen build/dev/bin/bench_"$name"
    done
done
