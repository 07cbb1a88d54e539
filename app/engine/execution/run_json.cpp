// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/execution/run_json.h"

#include "app/engine/exchange/settings_json.h"

#include <nlohmann/json.hpp>

#include <array>
#include <cmath>
#include <limits>
#include <string>
#include <utility>

namespace attune::engine {

namespace {

using Json = nlohmann::ordered_json;

constexpr std::array originNames{
    std::pair{TrialOrigin::Sampler, "sampler"}, std::pair{TrialOrigin::Default, "default"},
    std::pair{TrialOrigin::Person, "person"}, std::pair{TrialOrigin::Imported, "imported"}};

constexpr std::array whyNames{std::pair{StopWhy::Person, "person"},
                              std::pair{StopWhy::Rule, "rule"}, std::pair{StopWhy::Study, "study"},
                              std::pair{StopWhy::Limit, "limit"}};

/// By the keeper's word. A terminated keeper was no one's wish: lost to infrastructure.
constexpr std::array endNames{
    std::pair{RunEnd::Exited, "exited"},         std::pair{RunEnd::Signalled, "signalled"},
    std::pair{RunEnd::NotStarted, "notStarted"}, std::pair{RunEnd::WallClock, "wallClock"},
    std::pair{RunEnd::Silence, "silence"},       std::pair{RunEnd::Output, "output"},
    std::pair{RunEnd::Memory, "memory"},         std::pair{RunEnd::Person, "person"},
    std::pair{RunEnd::StoppedByRule, "rule"},    std::pair{RunEnd::StudyEnded, "study"},
    std::pair{RunEnd::WallClock, "limit"},       std::pair{RunEnd::KeeperLost, "terminated"}};

template<typename Names, typename Enum>
const char *wordOf(const Names &names, Enum value)
{
    for (const auto &[known, word] : names) {
        if (known == value)
            return word;
    }
    return "";
}

/// Fails (by Json's exception) on an unknown word, as on any other damage.
template<typename Names>
auto valueOf(const Names &names, const std::string &word)
{
    for (const auto &[value, known] : names) {
        if (word == known)
            return value;
    }
    throw Json::other_error::create(501, "unknown word " + word, nullptr);
}

/// JSON has no word for what is not finite.
Json jsonOf(double value)
{
    if (std::isnan(value))
        return "nan";
    return std::isinf(value) ? Json(value > 0.0 ? "inf" : "-inf") : Json(value);
}

double numberFrom(const Json &json)
{
    if (!json.is_string())
        return json.get<double>();
    constexpr double infinity = std::numeric_limits<double>::infinity();
    const std::string word = json.get<std::string>();
    return word == "nan" ? std::nan("") : word == "inf" ? infinity : -infinity;
}

template<typename T>
void putOptional(Json &object, const char *name, const std::optional<T> &value)
{
    if (value)
        object[name] = *value;
}

template<typename T>
void takeOptional(const Json &object, const char *name, std::optional<T> &value)
{
    value = object.contains(name) ? std::optional(object[name].get<T>()) : std::nullopt;
}

Json jsonOf(const Limits &limits)
{
    Json object = Json::object();
    putOptional(object, "seconds", limits.seconds);
    putOptional(object, "silentSeconds", limits.silentSeconds);
    putOptional(object, "memoryMiB", limits.memoryMiB);
    putOptional(object, "outputMiB", limits.outputMiB);
    object["graceSeconds"] = limits.graceSeconds;
    object["attempts"] = limits.attempts;
    return object;
}

Limits limitsFrom(const Json &object)
{
    Limits limits;
    takeOptional(object, "seconds", limits.seconds);
    takeOptional(object, "silentSeconds", limits.silentSeconds);
    takeOptional(object, "memoryMiB", limits.memoryMiB);
    takeOptional(object, "outputMiB", limits.outputMiB);
    limits.graceSeconds = object.at("graceSeconds");
    limits.attempts = object.at("attempts");
    return limits;
}

Json jsonOf(const Basis &basis)
{
    return {{"revision", basis.revision},   {"results", basis.results},
            {"pending", basis.pending},     {"fitNumber", basis.fitNumber},
            {"fitPrefix", basis.fitPrefix}, {"isaLevel", basis.isaLevel}};
}

Basis basisFrom(const Json &object)
{
    return {.revision = object.at("revision"),
            .results = object.at("results"),
            .pending = object.at("pending"),
            .fitNumber = object.at("fitNumber"),
            .fitPrefix = object.at("fitPrefix"),
            .isaLevel = object.at("isaLevel")};
}

Result<std::string> textOf(const Json &json)
{
    try {
        return json.dump(1) + "\n";
    } catch (const Json::type_error &) {
        return Error{ErrorKind::Invalid, "The command, the environment or a value holds bytes that "
                                         "are not UTF-8. Rename what they name."};
    }
}

/// `read` applied to the parsed text; nothing when either fails.
template<typename Read>
auto readJson(const std::string &text, Read read) -> std::optional<decltype(read(Json()))>
{
    try {
        return read(Json::parse(text));
    } catch (const Json::exception &) {
        return std::nullopt;
    }
}

ProcessIdentity identityFrom(const Json &object)
{
    return {.pid = object.at("pid"), .startTicks = object.at("startTicks")};
}

} // namespace

Result<std::string> toJson(const Job &job, const RunKey &key)
{
    Json run = {{"trial", key.trial}, {"fold", key.fold},       {"replicate", key.replicate},
                {"rung", key.rung},   {"attempt", key.attempt}, {"seed", job.seed},
                {"slot", job.slot}};
    if (job.resource > 0)
        run["resource"] = job.resource;
    return textOf({{"attune", 1},
                   {"command", job.command},
                   {"environment", Json(job.environment)},
                   {"workingDirectory", job.workingDirectory},
                   {"limits", jsonOf(job.limits)},
                   {"bell", job.bell},
                   {"createdMs", job.createdMs},
                   {"run", std::move(run)},
                   {"trial",
                    {{"values", jsonOf(job.settings)},
                     {"fixed", jsonOf(job.fixed)},
                     {"origin", wordOf(originNames, job.origin)},
                     {"revision", job.revision},
                     {"basis", jsonOf(job.basis)}}}});
}

Result<std::string> paramsJson(const Job &job)
{
    Settings all = job.settings;
    all.insert(job.fixed.begin(), job.fixed.end());
    return textOf(jsonOf(all));
}

std::string toJson(const StopRequest &request)
{
    Json json = {{"why", wordOf(whyNames, request.why)},
                 {"sentence", request.sentence},
                 {"timeMs", request.timeMs}};
    if (request.verdict) {
        json["step"] = request.verdict->step;
        json["value"] = jsonOf(request.verdict->value);
        json["against"] = jsonOf(request.verdict->against);
    }
    return json.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
}

std::optional<Job> jobFromJson(const std::string &text)
{
    return readJson(text, [](const Json &json) {
        Job job;
        job.command = json.at("command").get<std::vector<std::string>>();
        job.environment = json.at("environment").get<std::map<std::string, std::string>>();
        job.workingDirectory = json.at("workingDirectory");
        job.limits = limitsFrom(json.at("limits"));
        job.bell = json.at("bell");
        job.createdMs = json.at("createdMs");
        job.seed = json.at("run").at("seed");
        job.slot = json.at("run").at("slot");
        job.resource = json.at("run").value("resource", std::int64_t(0));
        const Json &trial = json.at("trial");
        job.settings = settingsFrom(trial.at("values"));
        job.fixed = settingsFrom(trial.at("fixed"));
        job.origin = valueOf(originNames, trial.at("origin"));
        job.revision = trial.at("revision");
        job.basis = basisFrom(trial.at("basis"));
        return job;
    });
}

std::optional<Started> startedFromJson(const std::string &text)
{
    return readJson(text, [](const Json &json) {
        return Started{.keeper = identityFrom(json.at("keeper")),
                       .program = identityFrom(json.at("program")),
                       .bootId = json.at("bootId"),
                       .host = json.at("host"),
                       .machine = json.value("machine", std::string()),
                       .timeMs = json.at("timeMs")};
    });
}

std::optional<StopRequest> stopFromJson(const std::string &text)
{
    return readJson(text, [](const Json &json) {
        StopRequest request{.why = valueOf(whyNames, json.at("why")),
                            .sentence = json.at("sentence"),
                            .timeMs = json.value("timeMs", std::int64_t(0))};
        if (json.contains("step"))
            request.verdict = StopVerdict{json.at("step"), numberFrom(json.at("value")),
                                          numberFrom(json.at("against")), request.sentence};
        return request;
    });
}

std::optional<ExitRecord> exitFromJson(const std::string &text)
{
    return readJson(text, [](const Json &json) {
        ExitRecord record;
        record.end = valueOf(endNames, json.at("reason"));
        record.exitCode = json.at("exitCode");
        record.signal = json.at("signal");
        record.cpuSeconds = json.at("cpuSeconds");
        record.peakMemoryBytes = json.at("peakMemoryBytes");
        record.startedMs = json.at("startedMs");
        record.endedMs = json.at("endedMs");
        record.sentence = json.value("sentence", "");
        record.failedStep = json.value("failedStep", "");
        record.systemError = json.value("errno", 0);
        record.errorText = json.value("errorText", "");
        record.hasMetFullDisk = json.value("fullDisk", false);
        const bool hasFailed = record.end == RunEnd::Signalled ||
                               (record.end == RunEnd::Exited && record.exitCode != 0);
        record.isInfrastructure = record.end == RunEnd::KeeperLost ||
                                  json.value("infrastructure", false) ||
                                  (hasFailed && record.hasMetFullDisk);
        return record;
    });
}

} // namespace attune::engine
