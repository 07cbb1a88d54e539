// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/exchange/json_document.h"

#include <algorithm>
#include <set>
#include <vector>

namespace attune::engine {
namespace {

constexpr std::size_t widestLine = 100;

/// Notices keys that are given twice while a text is parsed; the parser itself keeps the last one.
class DuplicateKeyFinder
{
public:
    void see(Json::parse_event_t event, const Json &parsed)
    {
        switch (event) {
        case Json::parse_event_t::object_start:
            enter();
            m_open.push_back({});
            break;
        case Json::parse_event_t::array_start:
            enter();
            m_open.push_back({true, 0, {}, {}});
            break;
        case Json::parse_event_t::key:
            seeKey(parsed.get<std::string>());
            break;
        case Json::parse_event_t::value:
            enter();
            break;
        case Json::parse_event_t::object_end:
        case Json::parse_event_t::array_end:
            m_open.pop_back();
            break;
        }
    }

    Problems takeProblems() { return std::move(m_problems); }

private:
    struct Container
    {
        bool isList = false;
        std::size_t count = 0;
        std::string key;
        std::set<std::string> keys;
    };

    /// An element begins.
    void enter()
    {
        if (!m_open.empty() && m_open.back().isList)
            ++m_open.back().count;
    }

    void seeKey(const std::string &key)
    {
        Container &object = m_open.back();
        object.key = key;
        if (!object.keys.insert(key).second)
            m_problems.push_back(
                {path(), "\"" + key + "\" is given twice here. Keep one of them."});
    }

    [[nodiscard]] std::string path() const
    {
        std::string path;
        for (const Container &container : m_open) {
            if (container.isList)
                path += '[' + std::to_string(container.count - 1) + ']';
            else
                path += (path.empty() ? "" : ".") + container.key;
        }
        return path;
    }

    std::vector<Container> m_open;
    Problems m_problems;
};

/// Where the byte at `offset` (from 1) stands.
std::string positionOf(std::string_view text, std::size_t offset)
{
    const std::string_view before =
        text.substr(0, std::min(text.size(), offset - std::min<std::size_t>(offset, 1)));
    const auto lines = std::count(before.begin(), before.end(), '\n');
    const std::size_t lineBegin = before.rfind('\n') + 1;
    return "line " + std::to_string(lines + 1) + ", column " +
           std::to_string(before.size() - lineBegin + 1);
}

/// The parser's own words without its prefix: `unexpected '}'; expected string literal`.
std::string reasonOf(const Json::parse_error &error)
{
    const std::string what = error.what();
    const std::size_t reason = what.find(" - ");
    if (reason != std::string::npos)
        return what.substr(reason + 3);
    const std::size_t colon = what.rfind(": ");
    return colon == std::string::npos ? what : what.substr(colon + 2);
}

std::string compact(const Json &json)
{
    if (!json.is_structured())
        return json.dump(-1, ' ', false, Json::error_handler_t::replace);
    std::string text(1, json.is_object() ? '{' : '[');
    for (auto element = json.begin(); element != json.end(); ++element) {
        text += element == json.begin() ? "" : ", ";
        if (json.is_object())
            text += compact(Json(element.key())) + ": ";
        text += compact(*element);
    }
    return text + (json.is_object() ? '}' : ']');
}

/// `used`: columns that the line has already.
void write(const Json &json, std::size_t depth, std::size_t used, std::string &text)
{
    std::string line = compact(json);
    const bool fits = used + line.size() + 1 <= widestLine && depth > 0;
    if (fits || !json.is_structured() || json.empty()) {
        text += line;
        return;
    }
    const std::string indent(2 * (depth + 1), ' ');
    text += json.is_object() ? "{\n" : "[\n";
    for (auto element = json.begin(); element != json.end(); ++element) {
        text += element == json.begin() ? indent : ",\n" + indent;
        const std::string key =
            json.is_object() ? compact(Json(element.key())) + ": " : std::string();
        text += key;
        write(*element, depth + 1, indent.size() + key.size(), text);
    }
    text += '\n' + std::string(2 * depth, ' ') + (json.is_object() ? '}' : ']');
}

} // namespace

JsonDocument parseJson(std::string_view text)
{
    JsonDocument document;
    DuplicateKeyFinder duplicates;
    try {
        document.root =
            Json::parse(text.begin(), text.end(),
                        [&](int /*depth*/, Json::parse_event_t event, const Json &parsed) {
                            duplicates.see(event, parsed);
                            return true;
                        });
    } catch (const Json::parse_error &error) {
        document.root = Json(Json::value_t::discarded);
        document.problems = {{"", "This is no valid JSON at " + positionOf(text, error.byte) +
                                      ": " + reasonOf(error) + "."}};
        return document;
    } catch (const Json::out_of_range &) {
        document.root = Json(Json::value_t::discarded);
        document.problems = {{"", "A number in it is larger than any that can be stored."}};
        return document;
    }
    document.problems = duplicates.takeProblems();
    return document;
}

std::string prettyJson(const Json &json)
{
    std::string text;
    write(json, 0, 0, text);
    return text + '\n';
}

} // namespace attune::engine
