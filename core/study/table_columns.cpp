// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/study/table_columns.h"

#include "core/protocol/metric_guess.h"
#include "core/protocol/number_text.h"
#include "core/protocol/range_knowledge.h"
#include "core/space/search_space.h"

#include <algorithm>
#include <array>
#include <optional>
#include <set>
#include <string_view>

namespace attune {

namespace {

using namespace std::string_view_literals;

/// A text with more choices than that says something else.
constexpr std::size_t mostChoices = 20;

constexpr std::array hyperparameterPrefixes{"values."sv, "params_"sv, "config."sv, "config/"sv};
constexpr std::array objectivePrefixes{"objective."sv, "values_"sv};
constexpr std::array factTitles{"state"sv,   "State"sv,    "started"sv, "datetime_start"sv,
                                "seconds"sv, "Runtime"sv,  "note"sv,    "datetime_complete"sv,
                                "Notes"sv,   "excluded"sv, "starred"sv};
/// What tells trials apart, or was noted of them, in lower case.
constexpr std::array otherTitles{
    ""sv,         "number"sv,   "trial"sv,   "trial_id"sv, "trial_number"sv, "index"sv,
    "id"sv,       "run_id"sv,   "name"sv,    "run"sv,      "run_name"sv,     "user"sv,
    "tags"sv,     "created"sv,  "updated"sv, "sweep"sv,    "description"sv,  "host"sv,
    "hostname"sv, "duration"sv, "origin"sv,  "reason"sv,   "revision"sv,     "group"sv,
    "job type"sv, "commit"sv,   "date"sv,    "time"sv,     "timestamp"sv,    "meetsrequirements"sv};
constexpr std::array otherPrefixes{"stopped."sv, "user_attrs_"sv, "system_attrs_"sv, "_"sv,
                                   "unnamed:"sv};

std::string lowerCase(const std::string &text)
{
    std::string lower = text;
    std::ranges::transform(lower, lower.begin(), toLower);
    return lower;
}

template<typename List>
bool holds(const List &list, std::string_view text)
{
    return std::ranges::find(list, text) != list.end();
}

/// What follows the first of `prefixes` that the title has; nothing without any.
template<typename List>
std::optional<std::string> behind(const List &prefixes, const std::string &title)
{
    for (const std::string_view prefix : prefixes) {
        if (title.starts_with(prefix) && title.size() > prefix.size())
            return title.substr(prefix.size());
    }
    return std::nullopt;
}

/// The title with what no name may hold as `_`.
std::string allowedName(const std::string &title)
{
    std::string name;
    for (const char c : title)
        name += isWordCharacter(c) || ".:-"sv.find(c) != std::string_view::npos ? c : '_';
    return isValidName(name) ? name : '_' + name;
}

ColumnUse useOf(HyperparameterType type)
{
    switch (type) {
    case HyperparameterType::Continuous:
        return ColumnUse::Continuous;
    case HyperparameterType::Integer:
        return ColumnUse::Integer;
    case HyperparameterType::Categorical:
        return ColumnUse::Categorical;
    }
    return ColumnUse::LeftOut;
}

std::vector<ColumnUse> possibleUses(const ColumnFacts &facts, bool isFact)
{
    std::vector<ColumnUse> uses;
    if (facts.numbers > 0 && !facts.isConstant()) {
        uses.push_back(ColumnUse::Continuous);
        if (facts.isWhole)
            uses.push_back(ColumnUse::Integer);
    }
    if (!facts.isConstant() && facts.distinct.size() < ColumnFacts::mostDistinct)
        uses.push_back(ColumnUse::Categorical);
    if (facts.isConstant() && facts.given > 0)
        uses.push_back(ColumnUse::Fixed);
    if (facts.numbers > 0)
        uses.insert(uses.end(), {ColumnUse::Minimize, ColumnUse::Maximize, ColumnUse::Metric});
    if (isFact)
        uses.push_back(ColumnUse::TrialFact);
    uses.push_back(ColumnUse::LeftOut);
    return uses;
}

/// Guesses the columns of one table.
class Guesser
{
public:
    explicit Guesser(const TrialsTable &table) : m_table(table)
    {
        m_isMarked = std::ranges::any_of(table.names, [](const std::string &title) {
            return behind(hyperparameterPrefixes, title).has_value();
        });
    }

    [[nodiscard]] std::vector<TableColumn> guess()
    {
        for (std::size_t i = 0; i < m_table.names.size(); ++i)
            m_columns.push_back(columnAt(i));
        chooseObjective();
        return std::move(m_columns);
    }

private:
    [[nodiscard]] TableColumn columnAt(std::size_t index)
    {
        TableColumn column;
        column.title = m_table.names[index];
        column.name = column.title;
        if (!m_titles.insert(column.title).second) {
            column.possible = {ColumnUse::LeftOut};
            column.reason = "An earlier column has the same title.";
            return column;
        }
        column.facts = factsOf(m_table.columns[index]);
        const bool isFact = holds(factTitles, column.title);
        column.possible = possibleUses(column.facts, isFact);
        if (column.facts.given == 0)
            return leftOut(column, "It is empty.");
        if (isFact) {
            column.use = ColumnUse::TrialFact;
            column.reason = "What became of the trial, when it ran, or what was noted of it.";
            return column;
        }
        const auto marked = behind(hyperparameterPrefixes, column.title);
        if (marked)
            column.name = *marked;
        else if (takesAsMetric(column) || isAside(column, index))
            return column;
        if (m_isMarked && !marked)
            return leftOut(column, "The table marks its hyperparameters, such as params_lr, and "
                                   "this is none.");
        return asHyperparameter(column);
    }

    static TableColumn leftOut(TableColumn &column, const std::string &reason)
    {
        column.use = ColumnUse::LeftOut;
        column.reason = reason;
        return column;
    }

    /// The title says that it is an objective or another metric.
    bool takesAsMetric(TableColumn &column)
    {
        const ColumnFacts &facts = column.facts;
        if (facts.numbers == 0)
            return false;
        const bool isObjective = column.title == "objective" || column.title == "value";
        const auto goal = behind(objectivePrefixes, column.title);
        const auto required = behind(std::array{"required."sv}, column.title);
        if (goal || required)
            column.name = goal ? *goal : *required;
        if (isObjective || goal) {
            column.use = ColumnUse::Minimize; // turned later, by its name
            column.reason = "Its title says that it is an objective.";
            return true;
        }
        if (!required && !namesAMetric(column.title))
            return false;
        column.use = ColumnUse::Metric;
        column.reason = "By its name a number that comes out of a trial, and not one that is set.";
        return true;
    }

    /// It neither was set nor came out.
    bool isAside(TableColumn &column, std::size_t index)
    {
        const std::string lower = lowerCase(column.title);
        const auto words = nameWords(column.title);
        const bool isOther = holds(otherTitles, lower) || behind(otherPrefixes, lower);
        if (isOther || countsRows(index))
            leftOut(column, "It tells trials apart, or says something of them.");
        else if (holds(words, "seed"))
            leftOut(column, "Seeds are not tuned: the best one is luck.");
        else
            return false;
        return true;
    }

    /// 0, 1, 2 ... or 1, 2, 3 ... from the first row to the last, in the first column.
    [[nodiscard]] bool countsRows(std::size_t index) const
    {
        const Cells &cells = m_table.columns[index];
        constexpr std::size_t fewest = 3;
        if (index > 0 || cells.size() < fewest)
            return false;
        const auto first = numberInCell(cells.front());
        if (!first || (*first != 0.0 && *first != 1.0))
            return false;
        for (std::size_t row = 0; row < cells.size(); ++row) {
            if (numberInCell(cells[row]) != *first + static_cast<double>(row))
                return false;
        }
        return true;
    }

    static TableColumn asHyperparameter(TableColumn &column)
    {
        column.name = allowedName(column.name);
        const ColumnFacts &facts = column.facts;
        if (facts.isConstant()) {
            column.use = ColumnUse::Fixed;
            column.reason = "The same in all rows: nothing is known of other values.";
            return column;
        }
        column.use = useOf(typeOf(facts));
        // A few words among numbers are gaps: rows with them are left out.
        if (!facts.isNumeric() && facts.numbers * 5 >= facts.given * 4)
            column.use = facts.isWhole ? ColumnUse::Integer : ColumnUse::Continuous;
        if (column.use != ColumnUse::Categorical) {
            column.reason = "Numbers that were set, by the table; the range holds them all.";
            return column;
        }
        if (facts.distinct.size() > mostChoices)
            return leftOut(column, "Too many different texts for a choice.");
        column.reason = facts.isNumeric() ? "Powers of two only: choices in their order."
                                          : "Texts that come again: choices.";
        return column;
    }

    /// Of all that may be one the likeliest by its name, where the table does not say; else the
    /// last numbers of it.
    void chooseObjective()
    {
        if (std::ranges::none_of(m_columns, isObjective, &TableColumn::use)) {
            TableColumn *best = nullptr;
            for (TableColumn &column : m_columns) {
                if (column.use == ColumnUse::Metric &&
                    (!best || likelihoodByName(column.name) > likelihoodByName(best->name)))
                    best = &column;
            }
            if (best)
                best->reason = "By its name the number that matters.";
            else
                best = lastNumbers();
            if (!best)
                return;
            best->use = ColumnUse::Minimize;
        }
        for (TableColumn &column : m_columns) {
            if (isObjective(column.use))
                turn(column);
        }
    }

    [[nodiscard]] TableColumn *lastNumbers()
    {
        if (m_isMarked)
            return nullptr;
        const auto last =
            std::find_if(m_columns.rbegin(), m_columns.rend(), [](const TableColumn &column) {
                return column.use == ColumnUse::Continuous || column.use == ColumnUse::Integer;
            });
        if (last == m_columns.rend())
            return nullptr;
        last->name = last->title;
        last->reason = "The last column of numbers; choose another one if it is not what matters.";
        return &*last;
    }

    static void turn(TableColumn &column)
    {
        if (!namesAMetric(column.name)) {
            column.reason += " Its name does not say whether less or more is better.";
            return;
        }
        const bool isHigh = higherIsBetter(column.name);
        column.use = isHigh ? ColumnUse::Maximize : ColumnUse::Minimize;
        column.reason += isHigh ? " More of it is better." : " Less of it is better.";
    }

    const TrialsTable &m_table;
    bool m_isMarked = false; ///< hyperparameters have a prefix
    std::set<std::string> m_titles;
    std::vector<TableColumn> m_columns;
};

} // namespace

bool isHyperparameter(ColumnUse use)
{
    return use == ColumnUse::Continuous || use == ColumnUse::Integer ||
           use == ColumnUse::Categorical;
}

bool isObjective(ColumnUse use)
{
    return use == ColumnUse::Minimize || use == ColumnUse::Maximize;
}

std::vector<TableColumn> guessColumns(const TrialsTable &table)
{
    return Guesser(table).guess();
}

} // namespace attune
