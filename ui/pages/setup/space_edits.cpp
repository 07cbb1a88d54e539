// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/setup/space_edits.h"

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
