// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/exchange/settings_changes.h"

#include "app/engine/exchange/json_document.h"
#include "app/engine/exchange/study_json.h"

#include <algorithm>

namespace attune::engine {

namespace {

constexpr std::size_t namedChanges = 3;

/// An element of a list, under the name by which a person knows it.
std::string keyOf(const Json &element, std::size_t index)
{
    if (element.is_object()) {
        for (const char *key : {"name", "metric"}) {
            if (const auto name = element.find(key); name != element.end() && name->is_string())
                return name->get<std::string>();
        }
    }
    return std::to_string(index);
}

bool hasNames(const Json &list)
{
    return list.is_array() && !list.empty() && list.front().is_object();
}

/// Lists of named things as objects, so that what moved in a list did not change.
Json byName(const Json &list)
{
    Json named = Json::object();
    for (std::size_t i = 0; i < list.size(); ++i)
        named[keyOf(list[i], i)] = list[i];
    return named;
}

void compare(const Json &before, const Json &after, const std::string &path, Json &changes)
{
    if (before == after)
        return;
    const bool areLists = hasNames(before) || hasNames(after);
    const Json from = areLists && !before.is_null() ? byName(before) : before;
    const Json to = areLists && !after.is_null() ? byName(after) : after;
    const std::size_t known = changes.size();
    const auto add = [&] { changes.push_back({{"path", path}, {"from", before}, {"to", after}}); };
    if (!from.is_object() || !to.is_object())
        return add();
    const auto below = [&](const std::string &key) {
        return path.empty() ? key : path + "." + key;
    };
    for (const auto &[key, value] : from.items())
        compare(value, to.value(key, Json()), below(key), changes);
    for (const auto &[key, value] : to.items()) {
        if (!from.contains(key))
            compare(Json(), value, below(key), changes);
    }
    if (areLists && changes.size() == known) // the same things in another order
        add();
}

std::string textOf(const Json &value)
{
    constexpr std::size_t longest = 60;
    if (value.is_null())
        return "nothing";
    const std::string text = value.dump(-1, ' ', false, Json::error_handler_t::replace);
    return text.size() <= longest ? text : value.is_array() ? "a list" : "a longer text";
}

std::string sentenceOf(const Json &changes)
{
    std::string sentence = "The definition was edited";
    for (std::size_t i = 0; i < std::min(namedChanges, changes.size()); ++i) {
        const Json &change = changes[i];
        sentence += (i == 0 ? ": " : "; ") + change["path"].get<std::string>() + " from " +
                    textOf(change["from"]) + " to " + textOf(change["to"]);
    }
    if (changes.size() > namedChanges)
        sentence += "; and " + std::to_string(changes.size() - namedChanges) + " more";
    return sentence + ".";
}

} // namespace

SettingsChanges changesOf(const StudySettings &before, const StudySettings &after)
{
    Json changes = Json::array();
    compare(parseJson(studyJsonOf(before)).root, parseJson(studyJsonOf(after)).root, {}, changes);
    return {sentenceOf(changes), changes.dump(-1, ' ', false, Json::error_handler_t::replace)};
}

} // namespace attune::engine
