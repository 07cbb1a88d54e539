// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/ask_tell_json.h"
#include "app/cli/ask_tell_session.h"

#include "core/analysis/pareto_front.h"
#include "core/study/best_trials.h"

#include <algorithm>
#include <cmath>

// What a session answers to {"best": true}.

namespace attune::cli {
namespace {

using engine::Json;

Trial trialOf(const Observation &result, const std::vector<Requirement> &requirements)
{
    Trial trial;
    trial.number = result.trial;
    trial.settings = result.settings;
    trial.state = result.outcome == Outcome::Complete  ? TrialState::Complete
                  : result.outcome == Outcome::Stopped ? TrialState::Stopped
                                                       : TrialState::Failed;
    for (const double value : result.objectives)
        trial.objectives.emplace_back(std::isfinite(value) ? std::optional(value) : std::nullopt);
    for (const double value : result.required)
        trial.required.emplace_back(value);
    trial.meetsRequirements = areMet(requirements, trial.required);
    return trial;
}

Json jsonOf(const Trial &trial)
{
    Json values = Json::array();
    for (const std::optional<double> &value : trial.objectives)
        values.push_back(*value);
    return {{"trial", trial.number},
            {"value", values.size() == 1 ? values.front() : values},
            {"values", attune::cli::jsonOf(trial.settings)}};
}

} // namespace

Result<Json> AskTellSession::best(const Json &request)
{
    if (const auto keys = checkKeys(request, {"best"}); !keys)
        return keys.error();
    std::vector<Trial> trials;
    for (const Observation &result : m_history.results)
        trials.push_back(trialOf(result, m_requirements));
    if (const auto why = whyNoneMeets(m_settings.requirements, trials))
        return invalid(*why);
    const std::vector<const Trial *> front = paretoTrials(trials, m_settings.objectives);
    if (front.empty())
        return invalid("No trial has a value yet.");
    if (m_settings.objectives.size() > 1) {
        Json answer{{"front", Json::array()}};
        for (const Trial *trial : front)
            answer["front"].push_back(jsonOf(*trial));
        return answer;
    }
    const Trial &observed = *front.front();
    learn();
    const auto incumbent = m_sampler->incumbent(m_history, m_fit);
    if (!incumbent)
        return jsonOf(observed);
    const auto reported = std::find_if(trials.begin(), trials.end(), [&](const Trial &trial) {
        return trial.number == incumbent->trial;
    });
    Json answer = jsonOf(*reported);
    answer["mean"] = incumbent->mean;
    answer["deviation"] = incumbent->deviation;
    answer["reason"] = incumbent->reason;
    answer["observed"] = {{"trial", observed.number}, {"value", *observed.objective()}};
    return answer;
}

} // namespace attune::cli
