# SPDX-FileCopyrightText: 2026 The Attune developers
# SPDX-License-Identifier: GPL-3.0-or-later
# Completion of attune-cli for bash.

_attune_cli() {
    local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD - 1]} options=
    COMPREPLY=()
    if [ "$COMP_CWORD" -eq 1 ]; then
        mapfile -t COMPREPLY < <(compgen -W "new choose check test-run run status trials trial best enqueue edit undo history exclude restore cancel retry confirm split export import serve recipes recipe --help --version" -- "$current")
        return
    fi
    case $previous in
    --format)
        mapfile -t COMPREPLY < <(compgen -W "json yaml toml ini env args command" -- "$current")
        return
        ;;
    --to)
        [ "${COMP_WORDS[1]}" = undo ] && return
        if [ "${COMP_WORDS[1]}" = import ]; then
            mapfile -t COMPREPLY < <(compgen -d -- "$current")
            return
        fi
        mapfile -t COMPREPLY < <(compgen -W "csv json study" -- "$current")
        return
        ;;
    --from | --space | -o | --output)
        mapfile -t COMPREPLY < <(compgen -f -- "$current")
        return
        ;;
    --like | --top | --confidence | --reruns | --folds | --stratify | --trials | --more | --parallel | --seconds | --seed | --set | --metric | --pattern | --save | --note | --objective)
        return
        ;;
    recipe)
        mapfile -t COMPREPLY < <(compgen -W "$(attune-cli recipes 2>/dev/null | awk 'NR > 1 {print $1}')" -- "$current")
        return
        ;;
    esac
    case ${COMP_WORDS[1]} in
    new) options="--from --warm-start" ;;
    edit) options="--from" ;;
    undo) options="--to" ;;
    choose) options="--from --metric --pattern --output" ;;
    check) options="--json --notices" ;;
    status | trial | history | recipes) options="--json" ;;
    test-run) options="--set --json" ;;
    run) options="--trials --more --parallel --seconds --detach --json" ;;
    trials) options="--json --csv" ;;
    best) options="--trial --json --format --output --observed --with-fixed --with-metadata" ;;
    enqueue) options="--set --like" ;;
    confirm) options="--top --confidence --reruns --parallel --json" ;;
    split) options="--folds --stratify --no-header --seed --format --output" ;;
    export) options="--to --output" ;;
    import) options="--to --objective" ;;
    serve) options="--space --seed" ;;
    recipe) options="--output --save --note --replace --remove --sources" ;;
    esac
    case $current in
    -*) mapfile -t COMPREPLY < <(compgen -W "$options --help" -- "$current") ;;
    *) mapfile -t COMPREPLY < <(compgen -f -- "$current") ;;
    esac
}
complete -o filenames -F _attune_cli attune-cli
