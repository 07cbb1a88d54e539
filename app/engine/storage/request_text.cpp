// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/storage/inbox.h"

#include <nlohmann/json.hpp>

namespace attune::engine {

namespace {

using Json = nlohmann::json;
using namespace requests;

Json jsonOf(const Run &)
{
    return {{"request", "run"}};
}
Json jsonOf(const Pause &)
{
    return {{"request", "pause"}};
}
Json jsonOf(const Stop &request)
{
    return {{"request", "stop"}, {"letGoOn", request.letsGoOn}};
}
Json jsonOf(const SetParallel &request)
{
    return {{"request", "parallel"}, {"parallel", request.parallel}};
}
Json jsonOf(const SetBudget &request)
{
    Json json{{"request", "budget"}, {"trials", request.trials}, {"parallel", request.parallel}};
    if (request.seconds)
        json["seconds"] = *request.seconds;
    return json;
}
Json jsonOf(const ApplySettings &request)
{
    return {{"request", "settings"}, {"study", request.json}};
}
Json jsonOf(const Enqueue &request)
{
    Json values = Json::object();
    for (const auto &[name, value] : request.settings)
        values[name] = std::visit([](const auto &held) { return Json(held); }, value);
    return {{"request", "enqueue"}, {"values", values}};
}
Json jsonOf(const CancelTrial &request)
{
    return {{"request", "cancel"}, {"trial", request.trial}};
}
Json jsonOf(const RetryTrial &request)
{
    return {{"request", "retry"}, {"trial", request.trial}};
}
Json jsonOf(const SetExcluded &request)
{
    return {{"request", "exclude"}, {"trial", request.trial}, {"excluded", request.isExcluded}};
}
Json jsonOf(const SetStarred &request)
{
    return {{"request", "star"}, {"trial", request.trial}, {"starred", request.isStarred}};
}
Json jsonOf(const SetNote &request)
{
    return {{"request", "note"}, {"trial", request.trial}, {"note", request.note}};
}

Value valueOf(const Json &json)
{
    if (json.is_boolean())
        return json.get<bool>();
    if (json.is_number_integer())
        return json.get<std::int64_t>();
    if (json.is_number())
        return json.get<double>();
    return json.get<std::string>();
}

Request enqueueOf(const Json &json)
{
    Enqueue request;
    for (const auto &[name, value] : json.at("values").items())
        request.settings[name] = valueOf(value);
    return request;
}

Request budgetOf(const Json &json)
{
    SetBudget request{json.at("trials").get<int>(), json.at("parallel").get<int>(), {}};
    if (json.contains("seconds"))
        request.seconds = json["seconds"].get<double>();
    return request;
}

/// Throws what nlohmann throws when a key is missing or of the wrong type.
Result<Request> readRequest(const Json &json)
{
    const auto kind = json.at("request").get<std::string>();
    auto trial = [&] { return json.at("trial").get<int>(); };
    if (kind == "run")
        return Request(Run{});
    if (kind == "pause")
        return Request(Pause{});
    if (kind == "stop")
        return Request(Stop{json.value("letGoOn", false)});
    if (kind == "parallel")
        return Request(SetParallel{json.at("parallel").get<int>()});
    if (kind == "budget")
        return budgetOf(json);
    if (kind == "settings")
        return Request(ApplySettings{json.at("study").get<std::string>()});
    if (kind == "enqueue")
        return enqueueOf(json);
    if (kind == "cancel")
        return Request(CancelTrial{trial()});
    if (kind == "retry")
        return Request(RetryTrial{trial()});
    if (kind == "exclude")
        return Request(SetExcluded{trial(), json.at("excluded").get<bool>()});
    if (kind == "star")
        return Request(SetStarred{trial(), json.at("starred").get<bool>()});
    if (kind == "note")
        return Request(SetNote{trial(), json.at("note").get<std::string>()});
    return Error{ErrorKind::Invalid, "A request \"" + kind + "\" is not known here."};
}

} // namespace

std::string textOf(const Request &request)
{
    const Json json = std::visit([](const auto &held) { return jsonOf(held); }, request);
    return json.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
}

Result<Request> requestOf(const std::string &text)
{
    try {
        return readRequest(Json::parse(text));
    } catch (const Json::exception &exception) {
        return Error{ErrorKind::Invalid,
                     std::string("A request in the inbox cannot be read: ") + exception.what()};
    }
}

} // namespace attune::engine
