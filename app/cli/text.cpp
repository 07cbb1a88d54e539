// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/text.h"

#include "core/protocol/command_template.h"
#include "core/space/typed_value.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>

namespace attune::cli {

const char *nameOf(StudyState state)
{
    switch (state) {
    case StudyState::Idle:
        return "idle";
    case StudyState::Running:
        return "running";
    case StudyState::Paused:
        return "paused";
    case StudyState::Stopping:
        return "stopping";
    case StudyState::Finished:
        return "finished";
    case StudyState::ReadOnly:
        return "readOnly";
    }
    return "";
}

std::string numberText(double value)
{
    std::array<char, 32> text{};
    std::snprintf(text.data(), text.size(), "%.6g", value);
    return text.data();
}

std::string numberText(std::optional<double> value)
{
    return value ? numberText(*value) : "-";
}

std::string durationText(double seconds)
{
    std::array<char, 32> text{};
    const auto whole = static_cast<long long>(std::llround(seconds));
    if (seconds < 9.95)
        std::snprintf(text.data(), text.size(), "%.1f s", seconds);
    else if (whole < 60)
        std::snprintf(text.data(), text.size(), "%lld s", whole);
    else if (whole < 3600)
        std::snprintf(text.data(), text.size(), "%lld:%02lld", whole / 60, whole % 60);
    else
        std::snprintf(text.data(), text.size(), "%lld:%02lld:%02lld", whole / 3600, whole / 60 % 60,
                      whole % 60);
    return text.data();
}

std::string shownState(const Trial &trial)
{
    return std::string(stateNameOf(trial)) + (trial.isExcluded ? ", excluded" : "");
}

std::string settingsText(const SearchSpace &space, const Settings &settings)
{
    std::string text;
    for (const std::string &name : namesOf(space, settings))
        text += (text.empty() ? "" : " ") + name + '=' + textOf(settings.at(name));
    return text;
}

std::string waitingText(const StudyStatus &status, const std::string &folder)
{
    const bool hasEnded = status.state == StudyState::Finished;
    const int room = hasEnded ? 0 : std::max(0, status.budgetTrials - status.launched());
    const int more = status.waiting - room;
    if (more <= 0)
        return {};
    return std::to_string(more) + (more == 1 ? " trial waits" : " trials wait") + ", and " +
           (hasEnded ? std::string("the study has ended")
                     : "the budget of " + std::to_string(status.budgetTrials) +
                           " trials has no room for " + (more == 1 ? "it" : "them")) +
           ". Raise the budget with: attune-cli run " + folder + " --more " +
           std::to_string(status.waiting);
}

Result<Settings> settingsFromText(const SearchSpace &space, Settings start,
                                  const std::vector<std::string> &assignments)
{
    for (const std::string &assignment : assignments) {
        const std::size_t equals = assignment.find('=');
        if (equals == std::string::npos || equals == 0)
            return Error{ErrorKind::Invalid,
                         "\"" + assignment + "\" sets nothing. Write it as name=value."};
        const std::string name = assignment.substr(0, equals);
        const Hyperparameter *hyperparameter = space.find(name);
        if (!hyperparameter) {
            std::vector<std::string> known;
            for (const Hyperparameter &candidate : space.hyperparameters)
                known.push_back(candidate.name);
            const std::string near = nearMatch(name, known);
            return Error{ErrorKind::Invalid,
                         "\"" + name + "\" is no hyperparameter of this study" +
                             (near.empty() ? "." : "; did you mean \"" + near + "\"?")};
        }
        start[name] = typedValue(*hyperparameter, valueFromText(assignment.substr(equals + 1)));
    }
    // A choice may have switched others off.
    std::erase_if(start, [&](const auto &entry) {
        const Hyperparameter *hyperparameter = space.find(entry.first);
        return hyperparameter && !space.isActive(*hyperparameter, start);
    });
    return start;
}

} // namespace attune::cli
