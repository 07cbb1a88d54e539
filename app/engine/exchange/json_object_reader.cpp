// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/exchange/json_object_reader.h"

#include "core/protocol/command_template.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace attune::engine {
namespace {

std::string inQuotes(const std::string &text)
{
    return '"' + text + '"';
}

bool isText(const Json &json)
{
    return json.is_string();
}

bool isTruth(const Json &json)
{
    return json.is_boolean();
}

bool isNumber(const Json &json)
{
    return json.is_number();
}

bool isList(const Json &json)
{
    return json.is_array();
}

bool isObject(const Json &json)
{
    return json.is_object();
}

/// `slots[3].environment` -> `slots[].environment`.
std::string withoutIndexes(const std::string &path)
{
    std::string plain;
    bool isInIndex = false;
    for (const char c : path) {
        isInIndex = isInIndex && c != ']';
        if (!isInIndex)
            plain += c;
        isInIndex = isInIndex || c == '[';
    }
    return plain;
}

/// The whole number that `json` is, when it is one in the range of `Number`.
template<typename Number>
std::optional<Number> wholeNumber(const Json &json)
{
    constexpr Number lowest = std::numeric_limits<Number>::lowest();
    constexpr Number highest = std::numeric_limits<Number>::max();
    if (json.is_number_unsigned()) {
        const auto value = json.get<std::uint64_t>();
        return value <= static_cast<std::uint64_t>(highest)
                   ? std::optional(static_cast<Number>(value))
                   : std::nullopt;
    }
    if (json.is_number_integer()) {
        const auto value = json.get<std::int64_t>();
        return value >= static_cast<std::int64_t>(lowest)
                   ? std::optional(static_cast<Number>(value))
                   : std::nullopt;
    }
    const double value = json.get<double>();
    constexpr double exactlyRepresented = 0x1.0p53;
    const bool isWhole = std::trunc(value) == value && std::abs(value) <= exactlyRepresented &&
                         value >= static_cast<double>(lowest) &&
                         value <= static_cast<double>(highest);
    return isWhole ? std::optional(static_cast<Number>(value)) : std::nullopt;
}

} // namespace

JsonObjectReader::JsonObjectReader(const Json &json, std::string path, JsonFindings &findings)
    : m_json(json), m_path(std::move(path)), m_findings(findings)
{
    if (!json.is_object())
        m_findings.problems.push_back({m_path, "An object in braces is expected here, not " +
                                                   std::string(kindOf(json)) + '.'});
}

const Json *JsonObjectReader::find(const char *key)
{
    m_asked.emplace_back(key);
    m_findings.keys.push_back(withoutIndexes(pathOf(key)));
    if (!m_json.is_object())
        return nullptr;
    const auto found = m_json.find(key);
    return found == m_json.end() ? nullptr : &*found;
}

const Json *JsonObjectReader::require(const char *key)
{
    const Json *found = find(key);
    if (!found && m_json.is_object())
        add(key, inQuotes(key) + " is missing. Add it.");
    return found;
}

const Json *JsonObjectReader::findKind(const char *key, bool (*isKind)(const Json &),
                                       const char *kind)
{
    const Json *found = find(key);
    if (!found || isKind(*found))
        return found;
    add(key, inQuotes(key) + " must be " + kind + ", not " + kindOf(*found) + '.');
    return nullptr;
}

void JsonObjectReader::read(const char *key, std::string &target)
{
    if (const Json *json = findKind(key, isText, "text"))
        target = json->get<std::string>();
}

void JsonObjectReader::read(const char *key, bool &target)
{
    if (const Json *json = findKind(key, isTruth, "true or false"))
        target = json->get<bool>();
}

void JsonObjectReader::read(const char *key, double &target)
{
    if (const Json *json = findKind(key, isNumber, "a number"))
        target = json->get<double>();
}

template<typename Number>
void JsonObjectReader::readWhole(const char *key, Number &target)
{
    const Json *json = findKind(key, isNumber, "a whole number");
    if (!json)
        return;
    if (const auto whole = wholeNumber<Number>(*json))
        target = *whole;
    else
        add(key, inQuotes(key) + " must be a whole number that fits, not " + json->dump() + '.');
}

void JsonObjectReader::read(const char *key, int &target)
{
    readWhole(key, target);
}

void JsonObjectReader::read(const char *key, std::int64_t &target)
{
    readWhole(key, target);
}

void JsonObjectReader::read(const char *key, std::uint64_t &target)
{
    readWhole(key, target);
}

template<typename Number>
void JsonObjectReader::readOptional(const char *key, std::optional<Number> &target)
{
    const bool isPresent = m_json.is_object() && m_json.contains(key);
    if (!isPresent || m_json.at(key).is_null()) {
        find(key);
        if (isPresent)
            target.reset();
        return;
    }
    Number number{};
    const std::size_t problems = m_findings.problems.size();
    read(key, number);
    if (m_findings.problems.size() == problems)
        target = number;
}

void JsonObjectReader::read(const char *key, std::optional<double> &target)
{
    readOptional(key, target);
}

void JsonObjectReader::read(const char *key, std::optional<int> &target)
{
    readOptional(key, target);
}

void JsonObjectReader::read(const char *key, std::optional<std::int64_t> &target)
{
    readOptional(key, target);
}

void JsonObjectReader::read(const char *key, std::vector<std::string> &target)
{
    const Json *json = findKind(key, isList, "a list of texts");
    if (!json)
        return;
    target.clear();
    for (std::size_t i = 0; i < json->size(); ++i) {
        const Json &element = (*json)[i];
        if (element.is_string()) {
            target.push_back(element.get<std::string>());
            continue;
        }
        const std::string path = pathOf(key) + '[' + std::to_string(i) + ']';
        m_findings.problems.push_back(
            {path, "Text in quotes is expected here, not " + std::string(kindOf(element)) + '.'});
    }
}

void JsonObjectReader::read(const char *key,
                            std::vector<std::pair<std::string, std::string>> &target)
{
    const Json *json = findKind(key, isObject, "an object of names and texts");
    if (!json)
        return;
    target.clear();
    for (const auto &[name, element] : json->items()) {
        const auto value = valueOfJson(element);
        if (value)
            target.emplace_back(name, textOf(*value));
        else
            m_findings.problems.push_back(
                {pathOf(key) + '.' + name, "The value of " + inQuotes(name) +
                                               " must be text or a number, not " + kindOf(element) +
                                               '.'});
    }
}

void JsonObjectReader::read(const char *key, std::map<std::string, std::string> &target)
{
    std::vector<std::pair<std::string, std::string>> entries;
    read(key, entries);
    target.insert(entries.begin(), entries.end());
}

std::optional<std::size_t> JsonObjectReader::readWord(const char *key,
                                                      const std::vector<std::string> &known)
{
    std::string word;
    const std::size_t problems = m_findings.problems.size();
    read(key, word);
    const bool isAbsent = !m_json.is_object() || !m_json.contains(key);
    if (isAbsent || m_findings.problems.size() > problems)
        return std::nullopt;
    const auto found = std::find(known.begin(), known.end(), word);
    if (found != known.end())
        return static_cast<std::size_t>(found - known.begin());
    std::string sentence = inQuotes(word) + " is not known here";
    if (const std::string near = nearMatch(word, known); !near.empty()) {
        sentence += "; did you mean " + inQuotes(near) + '?';
    } else {
        sentence += "; use ";
        for (std::size_t i = 0; i < known.size(); ++i)
            sentence += (i == 0 ? "" : i + 1 == known.size() ? " or " : ", ") + inQuotes(known[i]);
        sentence += '.';
    }
    add(key, std::move(sentence));
    return std::nullopt;
}

void JsonObjectReader::readList(
    const char *key, const std::function<void(const Json &, const std::string &)> &readElement)
{
    const Json *json = findKind(key, isList, "a list");
    if (!json)
        return;
    for (std::size_t i = 0; i < json->size(); ++i)
        readElement((*json)[i], pathOf(key) + '[' + std::to_string(i) + ']');
}

void JsonObjectReader::readObject(const char *key,
                                  const std::function<void(JsonObjectReader &)> &readKeys)
{
    const Json *json = findKind(key, isObject, "an object in braces");
    if (!json)
        return;
    JsonObjectReader reader(*json, pathOf(key), m_findings);
    readKeys(reader);
    reader.finish();
}

void JsonObjectReader::finish()
{
    if (!m_json.is_object())
        return;
    for (const auto &[key, value] : m_json.items()) {
        if (std::find(m_asked.begin(), m_asked.end(), key) != m_asked.end())
            continue;
        const std::string near = nearMatch(key, m_asked);
        m_findings.problems.push_back(
            {pathOf(key), inQuotes(key) + " is not known here" +
                              (near.empty() ? std::string(". Remove it.")
                                            : "; did you mean " + inQuotes(near) + '?')});
    }
}

void JsonObjectReader::add(const char *key, std::string sentence)
{
    m_findings.problems.push_back({pathOf(key), std::move(sentence)});
}

std::string JsonObjectReader::pathOf(const std::string &key) const
{
    return m_path.empty() ? key : m_path + '.' + key;
}

std::optional<Value> valueOfJson(const Json &json)
{
    if (json.is_boolean())
        return json.get<bool>();
    if (json.is_string())
        return json.get<std::string>();
    if (json.is_number_float())
        return json.get<double>();
    if (!json.is_number())
        return std::nullopt;
    if (const auto whole = wholeNumber<std::int64_t>(json))
        return *whole;
    return json.get<double>();
}

Json jsonOfValue(const Value &value)
{
    return std::visit([](const auto &content) { return Json(content); }, value);
}

const char *kindOf(const Json &json)
{
    if (json.is_null())
        return "null";
    if (json.is_boolean())
        return "true or false";
    if (json.is_number())
        return "a number";
    if (json.is_string())
        return "text";
    return json.is_array() ? "a list" : "an object";
}

} // namespace attune::engine
