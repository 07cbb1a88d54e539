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

constexpr std::size_t longestValue = 60;
constexpr std::size_t longestCommand = 200;

/// Whole, or cut off.
std::string shortened(const std::string &text, std::size_t longest)
{
    if (text.size() <= longest)
        return text;
    std::size_t end = longest;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80)
        --end; // not within a character
    return text.substr(0, end) + "...";
}

std::string textOf(const Json &value)
{
    return value.is_null() ? "nothing" : value.dump(-1, ' ', false, Json::error_handler_t::replace);
}

/// `python3 train.py --lr {lr}`.
std::string commandText(const Json &command)
{
    std::string text;
    for (const Json &argument : command)
        text += (text.empty() ? "" : " ") +
                (argument.is_string() ? argument.get<std::string>() : argument.dump());
    return text;
}

std::string sentenceOf(const Json &changes)
{
    std::string sentence = "The definition was edited";
    for (std::size_t i = 0; i < std::min(namedChanges, changes.size()); ++i) {
        sentence += (i == 0 ? ": " : "; ") + textOfChange(changes[i]);
    }
    if (changes.size() > namedChanges)
        sentence += "; and " + std::to_string(changes.size() - namedChanges) + " more";
    return sentence + ".";
}

} // namespace

std::string textOfChange(const Json &change)
{
    const auto path = change["path"].get<std::string>();
    const Json &to = change["to"];
    if (path == "command" && to.is_array())
        return "the command to " + shortened(commandText(to), longestCommand);
    const std::string before = textOf(change["from"]);
    const std::string after = textOf(to);
    if (std::max(before.size(), after.size()) > longestValue)
        return path + " to " + shortened(after, longestValue);
    return path + " from " + before + " to " + after;
}

SettingsChanges changesOf(const StudySettings &before, const StudySettings &after)
{
    Json changes = Json::array();
    compare(parseJson(studyJsonOf(before)).root, parseJson(studyJsonOf(after)).root, {}, changes);
    return {sentenceOf(changes), changes.dump(-1, ' ', false, Json::error_handler_t::replace)};
}

} // namespace attune::engine
