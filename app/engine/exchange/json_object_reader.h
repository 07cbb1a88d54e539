// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/engine/exchange/json_document.h"
#include "core/space/value.h"

#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace attune::engine {

/// An enumerator and the word that stands for it in a file.
template<typename Enum>
using Words = std::span<const std::pair<Enum, const char *>>;

template<typename Enum>
[[nodiscard]] const char *wordFor(Words<Enum> words, Enum value)
{
    for (const auto &[enumerator, word] : words) {
        if (enumerator == value)
            return word;
    }
    return "";
}

/// What a reading finds: problems, and the keys that it asked for.
struct JsonFindings
{
    Problems problems;
    std::vector<std::string> keys; ///< `hyperparameters[].min`
};

/// Reads the keys of one JSON object. A missing key leaves the target as it is; a wrong one is a
/// problem with its path. finish() reports what nobody asked for.
class JsonObjectReader
{
public:
    /// `path` is empty for the root. Anything but an object is a problem and has no keys.
    JsonObjectReader(const Json &json, std::string path, JsonFindings &findings);

    /// The value of `key`, or null.
    const Json *find(const char *key);
    /// As find(), and a missing one is a problem.
    const Json *require(const char *key);

    void read(const char *key, std::string &target);
    void read(const char *key, bool &target);
    void read(const char *key, double &target);
    void read(const char *key, int &target);
    void read(const char *key, std::int64_t &target);
    void read(const char *key, std::uint64_t &target);
    /// null is no value.
    void read(const char *key, std::optional<double> &target);
    void read(const char *key, std::optional<int> &target);
    void read(const char *key, std::optional<std::int64_t> &target);
    void read(const char *key, std::vector<std::string> &target);
    void read(const char *key, std::map<std::string, std::string> &target);
    /// Names and texts in their order; numbers and truths become the text a person would write.
    void read(const char *key, std::vector<std::pair<std::string, std::string>> &target);

    template<typename Enum>
    void read(const char *key, Enum &target, Words<Enum> words)
    {
        std::vector<std::string> known;
        for (const auto &[enumerator, word] : words)
            known.emplace_back(word);
        if (const auto index = readWord(key, known))
            target = words[*index].first;
    }

    /// Calls `readElement` for each element of a list with its path.
    void readList(const char *key,
                  const std::function<void(const Json &, const std::string &)> &readElement);
    /// Calls `readKeys` with a reader of an object, and finishes it.
    void readObject(const char *key, const std::function<void(JsonObjectReader &)> &readKeys);

    /// Every key that was not asked for is a problem.
    void finish();

    void add(const char *key, std::string sentence);
    [[nodiscard]] std::string pathOf(const std::string &key) const;
    [[nodiscard]] JsonFindings &findings() { return m_findings; }

private:
    const Json *findKind(const char *key, bool (*isKind)(const Json &), const char *kind);
    std::optional<std::size_t> readWord(const char *key, const std::vector<std::string> &known);
    template<typename Number>
    void readWhole(const char *key, Number &target);
    template<typename Number>
    void readOptional(const char *key, std::optional<Number> &target);

    const Json &m_json;
    std::string m_path;
    JsonFindings &m_findings;
    std::vector<std::string> m_asked;
};

/// A JSON scalar as a value; nothing for lists, objects and null.
[[nodiscard]] std::optional<Value> valueOfJson(const Json &json);
[[nodiscard]] Json jsonOfValue(const Value &value);

/// "text", "a number", "a list" ...: what a value is, for a sentence.
[[nodiscard]] const char *kindOf(const Json &json);

} // namespace attune::engine
