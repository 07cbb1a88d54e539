// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/study/earlier_study_problems.h"

#include "core/protocol/command_template.h"
#include "core/study/study_problems.h"

#include <algorithm>
#include <utility>
#include <vector>

namespace attune {

namespace {

constexpr std::size_t mostStudies = 5;
constexpr std::size_t mostNames = 5; ///< in one sentence

std::string quoted(const std::string &name)
{
    return '"' + name + '"';
}

const char *wordOf(HyperparameterType type)
{
    switch (type) {
    case HyperparameterType::Continuous:
        return "continuous";
    case HyperparameterType::Integer:
        return "an integer";
    case HyperparameterType::Categorical:
        return "categorical";
    }
    return "";
}

const char *wordOf(Direction direction)
{
    return direction == Direction::Minimize ? "minimized" : "maximized";
}

const std::string *fixedText(const SearchSpace &space, const std::string &name)
{
    const auto found = std::find_if(space.fixed.begin(), space.fixed.end(),
                                    [&](const auto &each) { return each.first == name; });
    return found == space.fixed.end() ? nullptr : &found->second;
}

bool knows(const SearchSpace &space, const std::string &name)
{
    return space.find(name) || fixedText(space, name);
}

std::vector<std::string> namesOf(const SearchSpace &space)
{
    std::vector<std::string> names;
    for (const Hyperparameter &hyperparameter : space.hyperparameters)
        names.push_back(hyperparameter.name);
    for (const auto &[name, text] : space.fixed)
        names.push_back(name);
    return names;
}

/// `"a", "b" and "c"`; of many names only the first.
std::string listOf(const std::vector<std::string> &quotedNames)
{
    const std::size_t shown = std::min(quotedNames.size(), mostNames);
    const std::size_t left = quotedNames.size() - shown;
    std::string text;
    for (std::size_t i = 0; i < shown; ++i) {
        if (i > 0)
            text += i + 1 == shown && left == 0 ? " and " : ", ";
        text += quotedNames[i];
    }
    return left == 0 ? text : text + " and " + std::to_string(left) + " more";
}

/// Compares one earlier study with the present definition.
class StudyComparison
{
public:
    StudyComparison(const EarlierStudy &earlier, const StudySettings &settings, std::string path)
        : m_earlier(earlier), m_settings(settings), m_path(std::move(path)),
          m_name(quoted(earlier.name))
    {}

    Problems problems() &&
    {
        checkTrials();
        checkTypes();
        if (m_earlier.kind == WarmStartKind::Same) {
            checkObjective();
            checkEarlierNames();
            checkPresentNames();
            checkFixedValues();
        } else {
            checkCommonGround();
        }
        return std::move(m_problems);
    }

private:
    void add(const char *key, const std::string &sentence)
    {
        m_problems.push_back({m_path + key, sentence});
    }

    void checkTrials()
    {
        const bool hasComplete = std::any_of(
            m_earlier.results.begin(), m_earlier.results.end(),
            [](const Observation &result) { return result.outcome == Outcome::Complete; });
        if (!hasComplete)
            add(".study", m_name + " has no complete trial to start from. Run it first, or remove "
                                   "it from warmStart.");
    }

    void checkTypes()
    {
        for (const Hyperparameter &present : m_settings.space.hyperparameters) {
            const Hyperparameter *then = m_earlier.space.find(present.name);
            if (then && then->type != present.type)
                add(".study", quoted(present.name) + " is " + wordOf(present.type) + " here and " +
                                  wordOf(then->type) + " in " + m_name +
                                  ". A type may not change: give one of them another name, or "
                                  "remove the study from warmStart.");
        }
    }

    void checkObjective()
    {
        const Objective &present = m_settings.objectives.front();
        const Objective &then = m_earlier.objective;
        if (m_settings.objectives.size() > 1)
            add(".kind", "There are " + std::to_string(m_settings.objectives.size()) +
                             " objectives here, and a result of " + m_name +
                             " is of one. Use \"related\", or keep one objective.");
        else if (present.metric != then.metric)
            add(".kind", "The objective is " + quoted(present.metric) + " here and " +
                             quoted(then.metric) + " in " + m_name +
                             ", so its results are none of this study. Use \"related\".");
        else if (present.direction != then.direction)
            add(".kind", quoted(present.metric) + " is " + wordOf(present.direction) +
                             " here and " + wordOf(then.direction) + " in " + m_name +
                             ". Correct the direction, or use \"related\".");
        else if (present.value != then.value || (present.value == ObjectiveValue::MeanOfLast &&
                                                 present.meanOfLast != then.meanOfLast))
            add(".kind", "Another reading of " + quoted(present.metric) + " counts here than in " +
                             m_name + " (objective.value). Use the same one, or \"related\".");
    }

    void checkEarlierNames()
    {
        const std::vector<std::string> known = namesOf(m_settings.space);
        std::vector<std::string> unknown;
        std::vector<std::string> near;
        for (const std::string &name : namesOf(m_earlier.space)) {
            if (knows(m_settings.space, name))
                continue;
            unknown.push_back(quoted(name));
            near.push_back(nearMatch(name, known));
        }
        if (unknown.size() == 1) {
            add(".kind",
                unknown.front() + " of " + m_name + " is not known here" +
                    (near.front().empty() ? ". "
                                          : "; did you mean " + quoted(near.front()) + "? ") +
                    "Add it, as a hyperparameter or a fixed value, or use \"related\".");
        } else if (!unknown.empty()) {
            for (std::size_t i = 0; i < unknown.size(); ++i)
                unknown[i] += near[i].empty() ? "" : " (did you mean " + quoted(near[i]) + "?)";
            add(".kind", listOf(unknown) + " of " + m_name +
                             " are not known here. Add them, as hyperparameters or fixed values, "
                             "or use \"related\".");
        }
    }

    void checkPresentNames()
    {
        std::vector<std::string> unknown;
        for (const Hyperparameter &present : m_settings.space.hyperparameters) {
            if (!knows(m_earlier.space, present.name) && !present.defaultValue)
                unknown.push_back(quoted(present.name));
        }
        if (unknown.empty())
            return;
        add(".kind", m_name + " does not know " + listOf(unknown) +
                         ", so nothing says what its trials had. Give " +
                         (unknown.size() == 1 ? unknown.front() + " a default that they count with"
                                              : "each a default that they count with") +
                         ", or use \"related\".");
    }

    void checkFixedValues()
    {
        std::vector<std::string> unknown;
        std::vector<std::string> different;
        std::string first;
        for (const auto &[name, text] : m_settings.space.fixed) {
            const std::string *then = fixedText(m_earlier.space, name);
            if (then && !sameChoice(valueFromText(*then), valueFromText(text))) {
                if (different.empty())
                    first = quoted(name) + " is fixed at " + text + " here and at " + *then +
                            " in " + m_name + ". Fix the same value, or use \"related\".";
                different.push_back(quoted(name));
            } else if (!knows(m_earlier.space, name)) {
                unknown.push_back(quoted(name));
            }
        }
        if (different.size() == 1)
            add(".kind", first);
        else if (!different.empty())
            add(".kind", listOf(different) + " are fixed at other values here than in " + m_name +
                             ". Fix the same values, or use \"related\".");
        if (!unknown.empty())
            add(".kind", m_name + " does not know the fixed value" +
                             (unknown.size() == 1 ? " " : "s ") + listOf(unknown) + ". Remove " +
                             (unknown.size() == 1 ? "it" : "them") + ", or use \"related\".");
    }

    void checkCommonGround()
    {
        const auto &present = m_settings.space.hyperparameters;
        const bool hasCommon = std::any_of(present.begin(), present.end(), [&](const auto &each) {
            return m_earlier.space.find(each.name) != nullptr;
        });
        if (!hasCommon)
            add(".study", m_name + " has no hyperparameter in common with this study, so it can "
                                   "teach nothing. Remove it from warmStart.");
    }

    const EarlierStudy &m_earlier;
    const StudySettings &m_settings;
    std::string m_path;
    std::string m_name;
    Problems m_problems;
};

} // namespace

Problems problemsOfEarlierStudy(const EarlierStudy &earlier, const StudySettings &settings,
                                const std::string &path)
{
    if (settings.objectives.empty())
        return {};
    return StudyComparison(earlier, settings, path).problems();
}

void addWarmStartProblems(const StudySettings &settings, Problems &problems)
{
    if (settings.warmStart.size() > mostStudies)
        problems.push_back({"warmStart", "A study can start from at most 5 earlier ones, and " +
                                             std::to_string(settings.warmStart.size()) +
                                             " are named. Remove some."});
    for (std::size_t i = 0; i < settings.warmStart.size(); ++i) {
        const WarmStart &warmStart = settings.warmStart[i];
        const std::string path = "warmStart[" + std::to_string(i) + "]";
        if (warmStart.study.empty())
            problems.push_back({path + ".study", "Name the folder of the earlier study."});
        if (warmStart.kind != "same" && warmStart.kind != "related")
            problems.push_back({path + ".kind", "The kind \"" + warmStart.kind +
                                                    "\" is not known. Use \"same\" or "
                                                    "\"related\"."});
    }
}

} // namespace attune
