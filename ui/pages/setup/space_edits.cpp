// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/setup/space_edits.h"

#include "core/protocol/command_template.h"
#include "core/space/axis.h"
#include "core/space/constraint.h"

#include <QRegularExpression>
#include <QString>

#include <algorithm>
#include <cmath>

namespace attune::ui {

using namespace Qt::StringLiterals;

namespace {

std::string replaced(const std::string &text, const QRegularExpression &pattern,
                     const QString &replacement)
{
    return QString::fromStdString(text).replace(pattern, replacement).toStdString();
}

void makeNumeric(Hyperparameter &hyperparameter)
{
    std::vector<double> numbers;
    for (const Value &value : hyperparameter.values) {
        if (const auto number = numberOf(value))
            numbers.push_back(*number);
    }
    if (numbers.size() < 2)
        numbers = {0.0, 1.0};
    const auto [least, most] = std::minmax_element(numbers.begin(), numbers.end());
    hyperparameter.min = *least;
    hyperparameter.max = *most;
    hyperparameter.values.clear();
    hyperparameter.isOrdered = false;
}

} // namespace

void renameHyperparameter(StudySettings &settings, std::size_t index, const std::string &name)
{
    const std::string old = std::exchange(settings.space.hyperparameters[index].name, name);
    if (old.empty())
        return;
    const QString escaped = QRegularExpression::escape(QString::fromStdString(old));
    const QString wanted = QString::fromStdString(name);
    const QRegularExpression placeholder(u"(?<!\\{)\\{%1(?=[}?])"_s.arg(escaped));
    const QRegularExpression word(u"(?<![A-Za-z0-9_.:\\-])%1(?![A-Za-z0-9_.:])"_s.arg(escaped));
    for (std::string &argument : settings.command)
        argument = replaced(argument, placeholder, u"{"_s + wanted);
    for (auto &[variable, value] : settings.environment)
        value = replaced(value, placeholder, u"{"_s + wanted);
    for (std::string &constraint : settings.space.constraints)
        constraint = replaced(constraint, word, wanted);
    for (Hyperparameter &hyperparameter : settings.space.hyperparameters) {
        for (Condition &condition : hyperparameter.when) {
            if (condition.parent == old)
                condition.parent = name;
        }
    }
}

void freezeHyperparameter(StudySettings &settings, std::size_t index, const Value &value)
{
    auto &all = settings.space.hyperparameters;
    const std::string name = all[index].name;
    all.erase(all.begin() + static_cast<std::ptrdiff_t>(index));
    settings.space.fixed.emplace_back(name, textOf(value));
    std::vector<std::string> gone;
    for (Hyperparameter &each : all) {
        const auto fails = [&](const Condition &condition) {
            return condition.parent == name &&
                   std::none_of(condition.values.begin(), condition.values.end(),
                                [&](const Value &wanted) { return sameChoice(wanted, value); });
        };
        if (std::any_of(each.when.begin(), each.when.end(), fails))
            gone.push_back(each.name);
        std::erase_if(each.when,
                      [&](const Condition &condition) { return condition.parent == name; });
    }
    // What depended on something that is gone can never be active either.
    for (std::size_t i = 0; i < gone.size(); ++i) {
        for (const Hyperparameter &each : all) {
            const bool isChild = std::any_of(each.when.begin(), each.when.end(),
                                             [&](const auto &c) { return c.parent == gone[i]; });
            if (isChild && std::find(gone.begin(), gone.end(), each.name) == gone.end())
                gone.push_back(each.name);
        }
    }
    const auto isGone = [&](const std::string &each) {
        return std::find(gone.begin(), gone.end(), each) != gone.end();
    };
    std::erase_if(all, [&](const Hyperparameter &each) { return isGone(each.name); });
    // What is never active breaks no constraint, and could not be named any more.
    std::erase_if(settings.space.constraints, [&](const std::string &text) {
        const auto expression = Expression::parse(text);
        return expression && std::ranges::any_of(expression->names(), isGone);
    });
    if (!gone.empty() && !settings.usesShell) // a shell's line is the person's to change
        settings.command = CommandTemplate(settings.command).without(gone);
}

Value valueToFreeze(const Hyperparameter &hyperparameter, const Trial *best)
{
    if (const auto value = best ? valueOf(*best, hyperparameter.name) : std::nullopt)
        return *value;
    if (hyperparameter.defaultValue)
        return *hyperparameter.defaultValue;
    if (!hyperparameter.values.empty())
        return hyperparameter.values.front();
    return hyperparameter.problems().empty() ? Axis(hyperparameter).valueAt(0.5)
                                             : Value(hyperparameter.min);
}

void setHyperparameterType(Hyperparameter &hyperparameter, HyperparameterType type)
{
    if (hyperparameter.type == type)
        return;
    if (type == HyperparameterType::Categorical) {
        const bool isInteger = hyperparameter.type == HyperparameterType::Integer;
        const auto choice = [&](double number) {
            return isInteger ? Value(static_cast<std::int64_t>(number)) : Value(number);
        };
        hyperparameter.values = {choice(hyperparameter.min), choice(hyperparameter.max)};
    } else if (hyperparameter.type == HyperparameterType::Categorical) {
        makeNumeric(hyperparameter);
    }
    hyperparameter.type = type;
    hyperparameter.step = 1;
    hyperparameter.defaultValue.reset();
    if (type == HyperparameterType::Integer) {
        hyperparameter.min = std::floor(hyperparameter.min);
        hyperparameter.max = std::max(std::ceil(hyperparameter.max), hyperparameter.min + 1.0);
    }
    const bool isContinuous = type == HyperparameterType::Continuous;
    const bool isImpossible =
        type == HyperparameterType::Categorical ||
        whyImpossible(hyperparameter.scaling, hyperparameter.min, hyperparameter.max, isContinuous);
    if (isImpossible)
        hyperparameter.scaling = Scaling::Auto;
}

} // namespace attune::ui
