# SPDX-FileCopyrightText: 2026 The Attune developers
# SPDX-License-Identifier: GPL-3.0-or-later
# Completion of attune-cli for fish.

function __attune_cli_recipes
    attune-cli recipes 2>/dev/null | tail -n +2 | string split -f 1 ' '
end

complete -c attune-cli -n __fish_use_subcommand -f -a new -d 'Make a study from a study.json'
complete -c attune-cli -n __fish_use_subcommand -f -a check -d 'List every problem'
complete -c attune-cli -n __fish_use_subcommand -f -a test-run -d 'Run the command once'
complete -c attune-cli -n __fish_use_subcommand -f -a run -d 'Run a study, or resume it'
complete -c attune-cli -n __fish_use_subcommand -f -a status -d 'Show where a study stands'
complete -c attune-cli -n __fish_use_subcommand -f -a trials -d 'List the trials'
complete -c attune-cli -n __fish_use_subcommand -f -a trial -d 'Show one trial'
complete -c attune-cli -n __fish_use_subcommand -f -a best -d 'Print or write the best settings'
complete -c attune-cli -n __fish_use_subcommand -f -a enqueue -d 'Have your own settings tried next'
complete -c attune-cli -n __fish_use_subcommand -f -a export -d 'Write all trials, or the definition'
complete -c attune-cli -n __fish_use_subcommand -f -a serve -d 'Answer ask and tell'
complete -c attune-cli -n __fish_use_subcommand -f -a recipes -d 'List the ready-made studies'
complete -c attune-cli -n __fish_use_subcommand -f -a recipe -d 'Write a ready-made study'
complete -c attune-cli -l help -d 'Show the options'
complete -c attune-cli -n __fish_use_subcommand -l version -d 'Show the version'
complete -c attune-cli -n '__fish_seen_subcommand_from new' -l from -r -d 'The definition'
complete -c attune-cli -n '__fish_seen_subcommand_from check test-run run status trials trial recipes' -l json -d 'As JSON'
complete -c attune-cli -n '__fish_seen_subcommand_from test-run enqueue' -l set -x -d 'name=value'
complete -c attune-cli -n '__fish_seen_subcommand_from run' -l trials -x -d 'Trials in all'
complete -c attune-cli -n '__fish_seen_subcommand_from run' -l parallel -x -d 'Trials at once'
complete -c attune-cli -n '__fish_seen_subcommand_from run' -l seconds -x -d 'Running time in all'
complete -c attune-cli -n '__fish_seen_subcommand_from run' -l detach -d 'Leave running trials running'
complete -c attune-cli -n '__fish_seen_subcommand_from trials' -l csv -d 'Comma-separated'
complete -c attune-cli -n '__fish_seen_subcommand_from best' -l format -x -a 'json yaml toml ini env args command'
complete -c attune-cli -n '__fish_seen_subcommand_from best' -l with-fixed -d 'Add fixed values'
complete -c attune-cli -n '__fish_seen_subcommand_from best' -l with-metadata -d 'Add objective, trial and study'
complete -c attune-cli -n '__fish_seen_subcommand_from best export recipe' -s o -l output -r -d 'The file'
complete -c attune-cli -n '__fish_seen_subcommand_from export' -l to -x -a 'csv json study'
complete -c attune-cli -n '__fish_seen_subcommand_from serve' -l space -r -d 'The definition'
complete -c attune-cli -n '__fish_seen_subcommand_from serve' -l seed -x -d 'Another seed'
complete -c attune-cli -n '__fish_seen_subcommand_from recipe' -f -a '(__attune_cli_recipes)'
