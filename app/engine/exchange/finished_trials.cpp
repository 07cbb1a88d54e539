// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/exchange/finished_trials.h"

#include "core/space/typed_value.h"

#include <QDateTime>

#include <algorithm>
#include <array>
#include <cctype>
#include <cmath>
#include <optional>
#include <set>

namespace attune::engine {

namespace {

using Column = std::vector<std::string>;

std::string lowerCase(std::string text)
{
    std::ranges::transform(text, text.begin(), [](unsigned char c) { return std::tolower(c); });
    return text;
}

std::string lowerFirst(std::string text)
{
    if (!text.empty())
        text.front() = static_cast<char>(std::tolower(static_cast<unsigned char>(text.front())));
    return text;
}

std::string counted(int count, const std::string &what)
{
    return std::to_string(count) + " " + what + (count == 1 ? "" : "s");
}

/// The words of Attune, Optuna and W&B. Nothing for a trial that has not finished, or was
/// cancelled.
std::optional<TrialState> stateOf(const std::string &word)
{
    static const std::array words{
        std::pair{"complete", TrialState::Complete},  std::pair{"finished", TrialState::Complete},
        std::pair{"completed", TrialState::Complete}, std::pair{"stopped", TrialState::Stopped},
        std::pair{"pruned", TrialState::Stopped},     std::pair{"failed", TrialState::Failed},
        std::pair{"fail", TrialState::Failed},        std::pair{"crashed", TrialState::Failed}};
    const std::string lower = lowerCase(word);
    const auto known =
        std::ranges::find_if(words, [&](const auto &each) { return lower == each.first; });
    return known == words.end() ? std::nullopt : std::optional(known->second);
}

/// Python writes True and False.
Value valueIn(const Hyperparameter &hyperparameter, const std::string &text)
{
    Value value = typedValue(hyperparameter, valueFromText(text));
    const bool isChoice =
        std::ranges::find(hyperparameter.values, value) != hyperparameter.values.end();
    if (!isChoice && (text == "True" || text == "False"))
        return typedValue(hyperparameter, text == "True");
    return value;
}

bool isOfKind(const Hyperparameter &hyperparameter, const Value &value)
{
    if (hyperparameter.type == HyperparameterType::Categorical)
        return true;
    const auto number = numberOf(value);
    const bool isWhole = number && *number == std::floor(*number);
    return number && std::isfinite(*number) && !std::holds_alternative<bool>(value) &&
           (isWhole || hyperparameter.type != HyperparameterType::Integer);
}

std::int64_t timeOf(const std::string &text)
{
    const QDateTime time = QDateTime::fromString(QString::fromStdString(text), Qt::ISODateWithMs);
    return time.isValid() ? time.toMSecsSinceEpoch() : 0;
}

/// Finds columns of the table under whatever name they may have.
class Table
{
public:
    explicit Table(const DataRows &rows) : m_rows(&rows), m_names(rows.names()) {}

    [[nodiscard]] bool has(const std::string &name) const
    {
        return std::ranges::find(m_names, name) != m_names.end();
    }
    /// Fails where it is not there, with what may have been meant.
    [[nodiscard]] Result<Column> at(const std::string &name) const { return m_rows->column(name); }
    /// The first of `names` that is there; an empty column without any.
    [[nodiscard]] Result<Column> find(const std::vector<std::string> &names) const
    {
        const auto found =
            std::ranges::find_if(names, [this](const std::string &name) { return has(name); });
        return found == names.end() ? Result<Column>(Column{}) : m_rows->column(*found);
    }
    [[nodiscard]] std::size_t count() const { return m_rows->count(); }

private:
    const DataRows *m_rows;
    std::vector<std::string> m_names;
};

/// Reads the rows of one table.
class Reader
{
public:
    Reader(const StudySettings &settings, const DataRows &rows, const ColumnNames &columns)
        : m_settings(settings), m_table(rows), m_columns(columns)
    {}

    [[nodiscard]] Result<FinishedTrials> read()
    {
        if (auto found = findValues(); !found)
            return found.error();
        if (auto found = findMetrics(); !found)
            return found.error();
        if (auto found = findRest(); !found)
            return found.error();
        for (std::size_t row = 0; row < m_table.count(); ++row)
            readRow(row);
        if (m_found.trials.empty())
            return Error{ErrorKind::NotFound, nothingSentence()};
        return m_found;
    }

private:
    [[nodiscard]] std::string nothingSentence() const
    {
        return "No trial in the table has finished with a value" +
               (m_found.incomplete > 0 ? ": " + lowerFirst(m_found.firstIncomplete)
                                       : std::string(".")) +
               " There is nothing to import.";
    }

    /// The one that is named, else all that a value usually has.
    static std::vector<std::string> titlesOf(const std::map<std::string, std::string> &named,
                                             const std::string &name,
                                             std::vector<std::string> usual)
    {
        const auto found = named.find(name);
        return found == named.end() ? std::move(usual) : std::vector{found->second};
    }

    /// Takes the first column that is there into `column`.
    Result<void> take(Column &column, const std::vector<std::string> &names)
    {
        auto found = m_table.find(names);
        if (!found)
            return found.error();
        column = std::move(*found);
        return {};
    }

    Result<void> findValues()
    {
        for (const Hyperparameter &hyperparameter : m_settings.space.hyperparameters) {
            const std::string &name = hyperparameter.name;
            Column &column = m_values.emplace_back();
            // Where Attune's own table has a column of that name, the hyperparameter has another.
            const auto titles = titlesOf(
                m_columns.hyperparameters, name,
                {"values." + name, "params_" + name, "config." + name, "config/" + name, name});
            if (auto taken = take(column, titles); !taken)
                return taken;
            if (column.empty() && !hyperparameter.defaultValue && hyperparameter.when.empty())
                return Error{ErrorKind::NotFound,
                             "The table has no column for the hyperparameter \"" + name +
                                 "\". Name one so, or give it a default that all rows had."};
        }
        return {};
    }

    Result<void> findMetrics()
    {
        const bool isOnlyOne = m_settings.objectives.size() == 1;
        for (std::size_t i = 0; i < m_settings.objectives.size(); ++i) {
            const std::string &metric = m_settings.objectives[i].metric;
            std::vector<std::string> names{"objective." + metric, metric};
            if (isOnlyOne)
                names.insert(names.end(), {"objective", "value"});
            names.insert(names.end(), {"values_" + metric, "values_" + std::to_string(i)});
            const bool isNamed = m_columns.metrics.contains(metric);
            auto column = isNamed ? m_table.at(m_columns.metrics.at(metric)) : m_table.find(names);
            if (!column)
                return column.error();
            if (column->empty())
                return Error{ErrorKind::NotFound, "The table has no column for the objective \"" +
                                                      metric +
                                                      "\". Say which of its columns it is."};
            m_objectives.push_back(std::move(*column));
        }
        for (const MetricRule &rule : m_settings.metrics) {
            const auto isObjective = [&](const Objective &objective) {
                return objective.metric == rule.name;
            };
            if (std::ranges::any_of(m_settings.objectives, isObjective))
                continue;
            Column column;
            const auto titles =
                titlesOf(m_columns.metrics, rule.name, {"required." + rule.name, rule.name});
            if (auto taken = take(column, titles); !taken)
                return taken;
            if (!column.empty())
                m_others.emplace_back(rule.name, std::move(column));
        }
        return {};
    }

    Result<void> findRest()
    {
        const std::array columns{
            std::pair{&m_states, std::vector<std::string>{"state", "State"}},
            std::pair{&m_started, std::vector<std::string>{"started", "datetime_start"}},
            std::pair{&m_ended, std::vector<std::string>{"datetime_complete"}},
            std::pair{&m_seconds, std::vector<std::string>{"seconds", "Runtime"}},
            std::pair{&m_notes, std::vector<std::string>{"note", "Notes"}},
            std::pair{&m_excluded, std::vector<std::string>{"excluded"}},
            std::pair{&m_starred, std::vector<std::string>{"starred"}}};
        for (auto [column, names] : columns) {
            std::erase_if(
                names, [this](const std::string &name) { return m_columns.unread.contains(name); });
            if (auto taken = take(*column, names); !taken)
                return taken;
        }
        return {};
    }

    void leaveOut(std::size_t row, const std::string &why)
    {
        if (++m_found.incomplete == 1)
            m_found.firstIncomplete = "Row " + std::to_string(row + 1) + " " + why;
    }

    /// Without blanks around it.
    static std::string cell(const Column &column, std::size_t row)
    {
        if (row >= column.size())
            return {};
        const std::string &text = column[row];
        const auto begin = text.find_first_not_of(" \t");
        return begin == std::string::npos
                   ? std::string()
                   : text.substr(begin, text.find_last_not_of(" \t") + 1 - begin);
    }

    static std::optional<double> numberIn(const Column &column, std::size_t row)
    {
        const auto number = numberOf(valueFromText(cell(column, row)));
        return number && std::isfinite(*number) ? number : std::nullopt;
    }

    void readRow(std::size_t row)
    {
        FinishedTrial finished;
        Trial &trial = finished.trial;
        trial.origin = TrialOrigin::Imported;
        const auto state =
            m_states.empty() ? std::optional(TrialState::Complete) : stateOf(cell(m_states, row));
        if (!state) {
            ++m_found.unfinished;
            return;
        }
        trial.state = *state;
        for (std::size_t i = 0; i < m_objectives.size(); ++i) {
            const std::string &metric = m_settings.objectives[i].metric;
            const auto value = numberIn(m_objectives[i], row);
            if (!value && trial.state != TrialState::Failed)
                return leaveOut(row, "has no value of \"" + metric + "\".");
            trial.objectives.push_back(trial.state == TrialState::Failed ? std::nullopt : value);
            if (value)
                finished.metrics.emplace_back(metric, *value);
        }
        if (!readSettings(row, trial.settings))
            return;
        for (const auto &[metric, column] : m_others) {
            if (const auto value = numberIn(column, row))
                finished.metrics.emplace_back(metric, *value);
        }
        readRest(row, trial);
        m_found.outside += m_settings.space.problemsOf(trial.settings).empty() ? 0 : 1;
        m_found.trials.push_back(std::move(finished));
    }

    bool readSettings(std::size_t row, Settings &settings)
    {
        const SearchSpace &space = m_settings.space;
        for (const std::size_t i : space.parentsFirst()) {
            const Hyperparameter &hyperparameter = space.hyperparameters[i];
            if (!space.isActive(hyperparameter, settings))
                continue;
            const std::string text = cell(m_values[i], row);
            if (!text.empty()) {
                Value value = valueIn(hyperparameter, text);
                if (!isOfKind(hyperparameter, value)) {
                    leaveOut(row, "has \"" + text + "\" for \"" + hyperparameter.name +
                                      "\", which is no " +
                                      (hyperparameter.type == HyperparameterType::Integer
                                           ? "whole number."
                                           : "number."));
                    return false;
                }
                settings.emplace(hyperparameter.name, std::move(value));
            } else if (hyperparameter.defaultValue) {
                settings.emplace(hyperparameter.name, *hyperparameter.defaultValue);
            } else {
                leaveOut(row, "has no value of \"" + hyperparameter.name + "\".");
                return false;
            }
        }
        return true;
    }

    void readRest(std::size_t row, Trial &trial) const
    {
        trial.startedMs = timeOf(cell(m_started, row));
        trial.endedMs = timeOf(cell(m_ended, row));
        if (const auto seconds = numberIn(m_seconds, row); seconds && trial.startedMs > 0)
            trial.endedMs = trial.startedMs + std::llround(std::max(0.0, *seconds) * 1e3);
        trial.endedMs = std::max(trial.endedMs, trial.startedMs);
        trial.note = cell(m_notes, row);
        trial.isExcluded = cell(m_excluded, row) == "true";
        trial.isStarred = cell(m_starred, row) == "true";
        if (trial.state != TrialState::Complete)
            trial.sentence = std::string("It ") +
                             (trial.state == TrialState::Failed ? "failed" : "was stopped early") +
                             " where it ran.";
    }

    const StudySettings &m_settings;
    Table m_table;
    const ColumnNames &m_columns;
    std::vector<Column> m_values;     ///< of each hyperparameter; empty where there is none
    std::vector<Column> m_objectives; ///< of each
    std::vector<std::pair<std::string, Column>> m_others; ///< of other metrics
    Column m_states;
    Column m_started;
    Column m_ended;
    Column m_seconds;
    Column m_notes;
    Column m_excluded;
    Column m_starred;
    FinishedTrials m_found;
};

} // namespace

Result<FinishedTrials> finishedTrialsOf(const StudySettings &settings, const DataRows &rows,
                                        const ColumnNames &columns)
{
    return Reader(settings, rows, columns).read();
}

ColumnNames objectiveIn(const StudySettings &settings, const std::string &column)
{
    ColumnNames names;
    if (!column.empty() && !settings.objectives.empty())
        names.metrics[settings.objectives.front().metric] = column;
    return names;
}

std::vector<std::string> remarksOn(const FinishedTrials &found, const std::vector<Trial> &known)
{
    std::vector<std::string> remarks;
    std::set<std::pair<Settings, std::vector<std::optional<double>>>> before;
    for (const Trial &trial : known) {
        if (trial.origin == TrialOrigin::Imported)
            before.emplace(trial.settings, trial.objectives);
    }
    const auto isKnown = [&](const FinishedTrial &finished) {
        return before.contains({finished.trial.settings, finished.trial.objectives});
    };
    if (const auto again = std::ranges::count_if(found.trials, isKnown); again > 0)
        remarks.push_back(counted(int(again), "trial") + (again == 1 ? " was" : " were") +
                          " imported before, with the same "
                          "settings and values.");
    if (found.unfinished > 0)
        remarks.push_back(counted(found.unfinished, "row") +
                          " left out: trials that had not finished, or were cancelled.");
    if (found.incomplete > 0)
        remarks.push_back(counted(found.incomplete, "row") + " left out. " + found.firstIncomplete);
    if (found.outside > 0)
        remarks.push_back(counted(found.outside, "trial") +
                          " outside of the study's ranges: shown, but the search does not use " +
                          (found.outside == 1 ? "it." : "them."));
    return remarks;
}

} // namespace attune::engine
