// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/engine/exchange/json_document.h"
#include "core/search/sampler.h"
#include "core/stopping/step_curve.h"
#include "core/stopping/successive_halving.h"
#include "core/study/metric_series.h"
#include "core/study/study_settings.h"

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace attune::cli {

/// The ask/tell protocol: one JSON object in, one out. Keeps everything in memory.
class AskTellSession
{
public:
    /// Requires: no problems in the space, the search, the objective and the stopping rule; of
    /// Hyperband the mode that stops trials.
    explicit AskTellSession(StudySettings settings);
    ~AskTellSession();

    /// The answer to one line, without a line end. Never fails: what is wrong is answered as
    /// `{"error": "..."}`.
    [[nodiscard]] std::string answer(std::string_view line);

private:
    using Json = engine::Json;

    struct Asked
    {
        Settings settings;
        bool isPending = true;
        bool hasFailed = false;
        StepCurve curve;
        std::string whyEnded = {}; ///< what Hyperband answered, once it has ended the trial
    };

    Result<Json> take(const Json &request);
    Result<Json> ask(const Json &request);
    Result<Json> tell(const Json &request);
    Result<Json> report(const Json &request);
    Result<Json> add(const Json &request);
    Result<Json> best(const Json &request);

    [[nodiscard]] std::optional<std::string> whyToStop(int number, const MetricPoint &point);
    Result<Asked *> pendingTrial(const Json &request, const char *verb);
    Result<Observation> observationOf(const Json &request) const;
    double requiredValue(const Requirement &requirement, const Json &metrics,
                         const Observation &told) const;
    void learn();

    StudySettings m_settings;
    std::vector<Requirement> m_requirements;
    std::unique_ptr<Sampler> m_sampler;
    std::optional<SuccessiveHalving> m_halving; ///< with Hyperband
    StudyHistory m_history;
    std::map<int, Asked> m_trials;
    ModelFit m_fit;
    int m_resultsLearnt = 0; ///< results after which a due fit has been made
};

} // namespace attune::cli
