// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/ask_tell_session.h"

#include "app/cli/ask_tell_json.h"
#include "app/engine/exchange/json_object_reader.h"
#include "app/engine/exchange/study_json.h"
#include "app/engine/scheduling/search_history.h"
#include "core/space/typed_value.h"
#include "core/stopping/stopping_rule.h"
#include "core/study/best_trials.h"
#include "core/study/partial_results.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace attune::cli {
namespace {

using engine::Json;

constexpr int mostAsked = 10'000;

Result<double> numberAt(const Json &request, const char *key)
{
    if (!request.contains(key))
        return invalid("\"" + std::string(key) + "\" is missing.");
    const Json &value = request.at(key);
    if (!value.is_number())
        return invalid("\"" + std::string(key) + "\" must be a number, not " +
                       engine::kindOf(value) + '.');
    return value.get<double>();
}

/// `value` of a result: a number, or a list of one number for each objective.
Result<std::vector<double>> valuesAt(const Json &request, std::size_t objectives)
{
    const bool isList = request.contains("value") && request.at("value").is_array();
    if (!isList && objectives == 1) {
        const auto value = numberAt(request, "value");
        return value ? Result<std::vector<double>>(std::vector<double>{*value}) : value.error();
    }
    const Json list = request.value("value", Json());
    const bool areNumbers =
        isList && list.size() == objectives &&
        std::all_of(list.begin(), list.end(), [](const Json &one) { return one.is_number(); });
    if (!areNumbers)
        return invalid("\"value\" must be a list of " + std::to_string(objectives) +
                       (objectives == 1 ? " number." : " numbers, one for each objective."));
    return list.get<std::vector<double>>();
}

Result<int> wholeAt(const Json &request, const char *key)
{
    engine::JsonFindings findings;
    engine::JsonObjectReader reader(request, {}, findings);
    int whole = 0;
    reader.require(key);
    reader.read(key, whole);
    if (!findings.problems.empty())
        return invalid(findings.problems.front().sentence);
    return whole;
}

} // namespace

AskTellSession::AskTellSession(StudySettings settings)
    : m_settings(std::move(settings)), m_requirements(requirementsOf(m_settings.requirements)),
      m_sampler(makeSampler(engine::searchProblemOf(m_settings, {})))
{
    const SearchSettings &search = m_settings.search;
    const auto maximum = maxResourceOf(m_settings);
    if (search.strategy == Strategy::Hyperband && maximum)
        m_halving.emplace(search.hyperband, *maximum, m_settings.objectives.front(), search.seed);
}

AskTellSession::~AskTellSession() = default;

std::string AskTellSession::answer(std::string_view line)
{
    const auto taken = [&]() -> Result<Json> {
        engine::JsonDocument document = engine::parseJson(line);
        if (!document.problems.empty())
            return invalid(document.problems.front().sentence);
        if (!document.root.is_object())
            return invalid("A JSON object is expected, such as {\"ask\": 1}.");
        return take(document.root);
    }();
    const Json json = taken ? *taken : Json{{"error", taken.error().message}};
    return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

Result<Json> AskTellSession::take(const Json &request)
{
    using Handler = Result<Json> (AskTellSession::*)(const Json &);
    static constexpr std::array<std::pair<const char *, Handler>, 5> verbs{{
        {"ask", &AskTellSession::ask},
        {"tell", &AskTellSession::tell},
        {"report", &AskTellSession::report},
        {"add", &AskTellSession::add},
        {"best", &AskTellSession::best},
    }};
    for (const auto &[verb, handler] : verbs) {
        if (request.contains(verb))
            return (this->*handler)(request);
    }
    return invalid("None of \"ask\", \"tell\", \"report\", \"add\" and \"best\" is in this "
                   "request.");
}

Result<Json> AskTellSession::ask(const Json &request)
{
    if (const auto keys = checkKeys(request, {"ask"}); !keys)
        return keys.error();
    const auto count = wholeAt(request, "ask");
    if (!count)
        return count.error();
    if (*count < 1 || *count > mostAsked)
        return invalid("\"ask\" must be between 1 and " + std::to_string(mostAsked) + '.');
    learn();
    Json answer{{"trials", Json::array()}};
    for (int i = 0; i < *count; ++i) {
        const int number = static_cast<int>(m_trials.size());
        const auto settings = m_sampler->suggest(m_history, m_fit, number, {});
        if (!settings && settings.error().kind == ErrorKind::Exhausted) {
            answer["exhausted"] = true;
            break;
        }
        if (!settings)
            return settings.error();
        m_trials[number].settings = *settings;
        m_history.pending.push_back({number, *settings});
        answer["trials"].push_back({{"trial", number}, {"values", jsonOf(*settings)}});
    }
    return answer;
}

/// Fits form a chain over the results in the order in which they came, so that a session can be
/// repeated: the one due after k results is used from result k + 1 on. Of several that are due
/// since the last question only the newest is made.
void AskTellSession::learn()
{
    const int usable = static_cast<int>(m_history.results.size()) - 1;
    if (usable <= m_resultsLearnt)
        return;
    m_resultsLearnt = usable;
    const int prefix = m_sampler->nextFitPrefix(m_fit, usable);
    if (prefix > 0)
        m_fit = m_sampler->fit(m_history, prefix, m_fit, {});
}

Result<AskTellSession::Asked *> AskTellSession::pendingTrial(const Json &request, const char *verb)
{
    const auto number = wholeAt(request, verb);
    if (!number)
        return number.error();
    const auto found = m_trials.find(*number);
    if (found == m_trials.end())
        return invalid("There is no trial " + std::to_string(*number) + ". Ask for it first.");
    if (!found->second.isPending)
        return invalid("Trial " + std::to_string(*number) + " has its result already.");
    return &found->second;
}

/// The metric that a requirement is about: told by name, or itself an objective.
double AskTellSession::requiredValue(const Requirement &requirement, const Json &metrics,
                                     const Observation &told) const
{
    if (metrics.contains(requirement.metric))
        return metrics.at(requirement.metric).get<double>();
    for (std::size_t i = 0; i < told.objectives.size(); ++i) {
        if (m_settings.objectives[i].metric == requirement.metric)
            return told.objectives[i];
    }
    return std::numeric_limits<double>::quiet_NaN();
}

/// What a request says about how a trial ended.
Result<Observation> AskTellSession::observationOf(const Json &request) const
{
    Observation observation;
    const Json state = request.value("state", Json("complete"));
    if (state == "failed") {
        observation.outcome = Outcome::Failed;
    } else if (state == "complete" || state == "stopped") {
        auto values = valuesAt(request, m_settings.objectives.size());
        if (!values)
            return values.error();
        observation.outcome = state == "stopped" ? Outcome::Stopped : Outcome::Complete;
        observation.objectives = std::move(*values);
    } else {
        return invalid("\"state\" must be \"complete\", \"stopped\" or \"failed\".");
    }
    for (const auto &[key, target] :
         {std::pair{"std", &observation.noiseStd}, std::pair{"seconds", &observation.seconds}}) {
        if (!request.contains(key))
            continue;
        const auto number = numberAt(request, key);
        if (!number)
            return number.error();
        if (*number < 0.0)
            return invalid("\"" + std::string(key) + "\" must not be below 0.");
        *target = *number;
    }
    const Json metrics = request.value("metrics", Json::object());
    const bool areNumbers = std::all_of(metrics.begin(), metrics.end(),
                                        [](const Json &metric) { return metric.is_number(); });
    if (!metrics.is_object() || !areNumbers)
        return invalid("\"metrics\" must be an object of names and numbers.");
    for (const Requirement &requirement : m_requirements)
        observation.required.push_back(requiredValue(requirement, metrics, observation));
    return observation;
}

Result<Json> AskTellSession::tell(const Json &request)
{
    if (const auto keys =
            checkKeys(request, {"tell", "value", "state", "std", "seconds", "metrics"});
        !keys)
        return keys.error();
    const auto trial = pendingTrial(request, "tell");
    if (!trial)
        return trial.error();
    auto observation = observationOf(request);
    if (!observation)
        return observation.error();
    observation->trial = request.at("tell").get<int>();
    observation->settings = (*trial)->settings;
    const std::vector<MetricPoint> &points = (*trial)->curve.points();
    if (!points.empty() && observation->outcome != Outcome::Failed) {
        observation->resource = resourceAt(points.back(), points.front());
        observation->partial = partialResultsOf(m_settings.objectives.front(), points);
        // As in a study: who was told to stop at the maximum is complete.
        const auto maximum = maxResourceOf(m_settings);
        if (m_halving && maximum && observation->outcome == Outcome::Stopped &&
            observation->resource >= *maximum)
            observation->outcome = Outcome::Complete;
    }
    (*trial)->isPending = false;
    (*trial)->hasFailed = observation->outcome == Outcome::Failed;
    if (m_halving && (*trial)->hasFailed)
        m_halving->forget(observation->trial);
    std::erase_if(m_history.pending,
                  [&](const PendingTrial &pending) { return pending.trial == observation->trial; });
    m_history.results.push_back(std::move(*observation));
    return Json{{"ok", true}};
}

Result<Json> AskTellSession::report(const Json &request)
{
    if (const auto keys = checkKeys(request, {"report", "step", "value"}); !keys)
        return keys.error();
    const auto trial = pendingTrial(request, "report");
    if (!trial)
        return trial.error();
    const auto step = wholeAt(request, "step");
    if (!step)
        return step.error();
    const auto value = numberAt(request, "value");
    if (!value)
        return value.error();
    const MetricPoint point{*step, *value, 0};
    (*trial)->curve.add(point);
    const auto why = whyToStop(request.at("report").get<int>(), point);
    Json answer{{"stop", why.has_value()}};
    if (why)
        answer["reason"] = *why;
    return answer;
}

/// By Hyperband or the rule of the file; one leaves no room for the other. A trial that Hyperband
/// has ended and that reports all the same is told so again.
std::optional<std::string> AskTellSession::whyToStop(int number, const MetricPoint &point)
{
    Asked &trial = m_trials.at(number);
    if (m_halving) {
        if (const auto verdict = m_halving->add(number, point))
            trial.whyEnded = verdict->sentence;
        return trial.whyEnded.empty() ? std::nullopt : std::optional(trial.whyEnded);
    }
    std::vector<const StepCurve *> peers;
    for (const auto &[other, asked] : m_trials) {
        if (other != number && !asked.hasFailed && !asked.curve.points().empty())
            peers.push_back(&asked.curve);
    }
    const auto verdict =
        judge(m_settings.trialStopping, m_settings.objectives.front(), trial.curve, peers);
    return verdict ? std::optional(verdict->sentence) : std::nullopt;
}

Result<Json> AskTellSession::add(const Json &request)
{
    if (const auto keys =
            checkKeys(request, {"add", "value", "state", "std", "seconds", "metrics"});
        !keys)
        return keys.error();
    const Json &values = request.at("add");
    if (!values.is_object())
        return invalid("\"add\" must be an object of names and values.");
    Settings settings;
    for (const auto &[name, json] : values.items()) {
        const auto value = engine::valueOfJson(json);
        const Hyperparameter *hyperparameter = m_settings.space.find(name);
        if (!value)
            return invalid("The value of \"" + name + "\" must be text, a number, true or false.");
        settings[name] = hyperparameter ? typedValue(*hyperparameter, *value) : *value;
    }
    if (const Problems problems = m_settings.space.problemsOf(settings); !problems.empty())
        return invalid(engine::listOf(problems));
    auto observation = observationOf(request);
    if (!observation)
        return observation.error();
    observation->trial = static_cast<int>(m_trials.size());
    observation->settings = settings;
    m_trials[observation->trial] = {settings, false, observation->outcome == Outcome::Failed, {}};
    m_history.results.push_back(std::move(*observation));
    return Json{{"trial", m_history.results.back().trial}};
}

} // namespace attune::cli
