#!/usr/bin/env bash
# Makes the pictures of docs/images: runs the example study and photographs the real window on it, under Xvfb.
set -euo pipefail
cd "$(dirname "$0")/../.."
bin=build/dev/bin
work=$(mktemp -d)
export HOME=$work XDG_RUNTIME_DIR=$work XDG_CONFIG_HOME=$work/config
chmod 700 "$work"
trap 'rm -rf "$work"' EXIT
$bin/attune-cli new "$work/digits-xgboost" --from resources/examples/digits-xgboost/study.json >/dev/null
$bin/attune-cli run "$work/digits-xgboost" >/dev/null
mkdir -p docs/images
for page in run setUp compare; do
    size=1440x900
    [ "$page" = setUp ] && size=1440x1080 # with the whole range editor
    for theme in light dark; do
        name=$(echo "$page" | sed 's/setUp/setup/')-$theme.png
        option=$([ $theme = dark ] && echo --dark || true)
        xvfb-run -a -s "-screen 0 1440x1080x24" $bin/attune "$work/digits-xgboost" --screenshot "docs/images/$name" --page $page --size $size $option
    done
done
for kind in curves history; do
    $bin/attune chart "$work/digits-xgboost" --kind $kind --size 1200x600 -o docs/images/$kind.png
done
ls -l docs/images
