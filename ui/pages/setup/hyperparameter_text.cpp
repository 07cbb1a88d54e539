// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/setup/hyperparameter_text.h"

#include "ui/charts/range_editor/range_ticks.h"
#include "ui/widgets/value_text.h"

#include <QCoreApplication>
#include <QStringList>

namespace attune::ui {

using namespace Qt::StringLiterals;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(attune::ui::HyperparameterText)
};

} // namespace

QString rangeSummary(const Hyperparameter &hyperparameter)
{
    if (hyperparameter.type == HyperparameterType::Categorical) {
        QStringList choices;
        for (const Value &value : hyperparameter.values)
            choices << QString::fromStdString(textOf(value));
        return choices.join(u", "_s);
    }
    QString range =
        u"%1 … %2"_s.arg(numberLabel(hyperparameter.min), numberLabel(hyperparameter.max));
    if (hyperparameter.type == HyperparameterType::Integer && hyperparameter.step != 1)
        return Text::tr("%1, step %2").arg(range).arg(hyperparameter.step);
    return range;
}

QString typeText(HyperparameterType type)
{
    switch (type) {
    case HyperparameterType::Continuous:
        return Text::tr("continuous");
    case HyperparameterType::Integer:
        return Text::tr("integer");
    case HyperparameterType::Categorical:
        return Text::tr("categorical");
    }
    return {};
}

QString typeSentence(const Hyperparameter &hyperparameter)
{
    switch (hyperparameter.type) {
    case HyperparameterType::Continuous:
        return Text::tr("Any number from the minimum to the maximum.");
    case HyperparameterType::Integer: {
        if (hyperparameter.step == 1)
            return Text::tr("Every whole number; with a step of 2 every second one.");
        const double next = hyperparameter.min + static_cast<double>(hyperparameter.step);
        return Text::tr("Whole numbers in steps of %1: %2, %3 and so on.")
            .arg(QString::number(hyperparameter.step), numberLabel(hyperparameter.min),
                 numberLabel(next));
    }
    case HyperparameterType::Categorical:
        return Text::tr("One of the choices; nothing lies between two of them.");
    }
    return {};
}

QString scalingName(Scaling scaling)
{
    switch (scaling) {
    case Scaling::Auto:
        return Text::tr("Auto");
    case Scaling::Linear:
        return Text::tr("Linear");
    case Scaling::Logarithmic:
        return Text::tr("Logarithmic");
    case Scaling::ReverseLogarithmic:
        return Text::tr("Reverse Log");
    }
    return {};
}

QString scalingText(const Hyperparameter &hyperparameter)
{
    if (hyperparameter.type == HyperparameterType::Categorical)
        return {};
    if (hyperparameter.scaling != Scaling::Auto)
        return scalingName(hyperparameter.scaling);
    const bool isContinuous = hyperparameter.type == HyperparameterType::Continuous;
    const auto choice = chooseScaling(hyperparameter.min, hyperparameter.max, isContinuous);
    return choice.scaling == Scaling::Logarithmic
               ? Text::tr("Auto → Log")
               : Text::tr("Auto → %1").arg(scalingName(choice.scaling));
}

QString scalingSentence(Scaling scaling)
{
    switch (scaling) {
    case Scaling::Auto:
        return {};
    case Scaling::Linear:
        return Text::tr("Equal chance everywhere in the range.");
    case Scaling::Logarithmic:
        return Text::tr("Equal chance in every power of ten.");
    case Scaling::ReverseLogarithmic:
        return Text::tr("Equal chance for 0.9, 0.99, 0.999: finer the closer to 1.");
    }
    return {};
}

QString conditionText(const Hyperparameter &hyperparameter)
{
    QStringList parts;
    for (const Condition &condition : hyperparameter.when) {
        QStringList choices;
        for (const Value &value : condition.values)
            choices << QString::fromStdString(textOf(value));
        parts << Text::tr("%1 is %2")
                     .arg(QString::fromStdString(condition.parent), choices.join(Text::tr(" or ")));
    }
    return parts.isEmpty() ? QString()
                           : Text::tr("only when %1").arg(parts.join(Text::tr(" and ")));
}

QString settingText(const Value &value)
{
    const auto *number = std::get_if<double>(&value);
    return number ? exactText(*number) : QString::fromStdString(textOf(value));
}

QString shownName(const Hyperparameter &hyperparameter)
{
    return hyperparameter.name.empty() ? Text::tr("New Hyperparameter")
                                       : QString::fromStdString(hyperparameter.name);
}

} // namespace attune::ui
