// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/problem.h"
#include "core/base/result.h"
#include "core/space/search_space.h"

#include <map>
#include <string>
#include <vector>

namespace attune {

/// What the placeholders of one run stand for, besides the hyperparameters.
struct RunContext
{
    int trialNumber = 0;
    std::uint64_t trialSeed = 0;
    std::string runDirectory;
    std::string trialDirectory; ///< the same in all runs of the trial
    std::string studyDirectory;
    int fold = 0;
    int folds = 1;
    int replicate = 0;
    int slot = 0;
    std::string resource; ///< empty when unknown
};

/// Renders argv, environment values and template files. Never a shell. The grammar is
/// study-file.md's: `{name}`,
/// `{name?TEXT}`, `{name?TEXT|OTHER}`, `{trial.number}` ..., `{{` a literal brace; any other brace
/// stays as it is.
class CommandTemplate
{
public:
    explicit CommandTemplate(std::vector<std::string> arguments);

    /// Unknown bare names in braces (with a near match), an empty command. Paths "command[3]".
    [[nodiscard]] Problems problems(const SearchSpace &space) const;

    /// argv. Arguments with an inactive conditional hyperparameter are left out, and the one before
    /// if it starts with `-` and holds no value of its own. Requires: problems() is empty.
    [[nodiscard]] std::vector<std::string>
    render(const SearchSpace &space, const Settings &settings, const RunContext &context) const;

    /// The arguments without those that use one of `names`, which nothing stands for any more: left
    /// out as if it were an inactive hyperparameter, and for ever. The program stays.
    [[nodiscard]] std::vector<std::string> without(const std::vector<std::string> &names) const;

    /// The names of hyperparameters and fixed values used.
    [[nodiscard]] std::vector<std::string> usedNames() const;

    /// Those of them that stand for nothing in `space`.
    [[nodiscard]] std::vector<std::string> unknownNames(const SearchSpace &space) const;

private:
    [[nodiscard]] bool isValueOfTheOneBefore(std::size_t index) const;

    std::vector<std::string> m_arguments;
};

/// One text (an environment value, a template file) with its placeholders filled in; inactive ones
/// become empty.
[[nodiscard]] std::string renderText(std::string_view text, const SearchSpace &space,
                                     const Settings &settings, const RunContext &context);

/// Problems of one such text, `path` as given.
[[nodiscard]] Problems textProblems(std::string_view text, const SearchSpace &space,
                                    const std::string &path);

/// Splits a pasted command line into arguments as a POSIX shell would split words (quotes,
/// backslashes, no expansion). Fails on an unclosed quote, and says so when it meets `|`, `>`, `<`,
/// `;`, `&`, `$(`, a backquote outside of quotes.
[[nodiscard]] Result<std::vector<std::string>> splitCommandLine(std::string_view text);

/// One line that a shell would read back to the same arguments.
[[nodiscard]] std::string quoteCommandLine(const std::vector<std::string> &arguments);

/// The nearest of `known` to `name` (edit distance at most a third of its length, at least 1), or
/// empty.
[[nodiscard]] std::string nearMatch(std::string_view name, const std::vector<std::string> &known);

/// All values by environment name (`ATTUNE_PARAM_LR`), fixed ones included.
[[nodiscard]] std::map<std::string, std::string> environmentOf(const SearchSpace &space,
                                                               const Settings &settings);

} // namespace attune
