// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/space/hyperparameter.h"

#include "core/space/search_space.h"

#include <algorithm>
#include <cmath>

namespace attune {

namespace {

/// Above this, doubles no longer hold every integer.
constexpr double largestInteger = 9007199254740992.0;

std::string quoted(const std::string &text)
{
    return '"' + text + '"';
}

/// Collects the violations of one hyperparameter; each check adds what it finds.
class Checker
{
public:
    explicit Checker(const Hyperparameter &hyperparameter) : m_hyperparameter(hyperparameter) {}

    Problems run()
    {
        checkName();
        if (m_hyperparameter.type == HyperparameterType::Categorical)
            checkValues();
        else
            checkRange();
        checkConditions();
        return std::move(m_problems);
    }

private:
    void add(std::string path, std::string sentence)
    {
        m_problems.push_back({std::move(path), std::move(sentence)});
    }

    [[nodiscard]] std::string name() const { return quoted(m_hyperparameter.name); }

    void checkName()
    {
        if (m_hyperparameter.name.empty())
            add("name", "A hyperparameter has no name. Give it one.");
        else if (!isValidName(m_hyperparameter.name))
            add("name", "The name " + name() +
                            " is not allowed. Use a letter or _ first, then letters, digits, "
                            "_ . : or -.");
    }

    bool checkBound(const char *path, const char *word, double bound)
    {
        if (!std::isfinite(bound)) {
            add(path, std::string("The ") + word + " of " + name() +
                          " is not a finite number. Give a number.");
            return false;
        }
        if (m_hyperparameter.type != HyperparameterType::Integer)
            return true;
        if (bound != std::floor(bound)) {
            add(path, std::string("The ") + word + " of " + name() + " is " + textOf(bound) +
                          ", but an integer needs a whole number.");
            return false;
        }
        if (std::abs(bound) > largestInteger) {
            add(path, std::string("The ") + word + " of " + name() +
                          " is beyond 9007199254740992, the largest integer that can be searched. "
                          "Choose a smaller one.");
            return false;
        }
        return true;
    }

    void checkRange()
    {
        const bool isInteger = m_hyperparameter.type == HyperparameterType::Integer;
        const double min = m_hyperparameter.min;
        const double max = m_hyperparameter.max;
        const bool isMinValid = checkBound("min", "minimum", min);
        const bool isMaxValid = checkBound("max", "maximum", max);
        const bool hasRightStep = !isInteger || m_hyperparameter.step >= 1;
        if (!hasRightStep)
            add("step", "The step of " + name() + " is " + std::to_string(m_hyperparameter.step) +
                            ". Use 1 or more.");
        if (!isMinValid || !isMaxValid)
            return;
        if (min > max) {
            add("max", "The maximum of " + name() + ", " + textOf(max) +
                           ", is below its minimum, " + textOf(min) + ". Swap or change them.");
            return;
        }
        if (!isInteger && min == max) {
            add("max", "The minimum and the maximum of " + name() + " are both " + textOf(min) +
                           ". Widen the range, or make it a fixed value.");
            return;
        }
        if (const auto why = whyImpossible(m_hyperparameter.scaling, min, max, !isInteger)) {
            add("scaling", *why + " The range of " + name() + " is " + textOf(min) + " to " +
                               textOf(max) + ". Change the range or the scaling.");
        }
        if (hasRightStep)
            checkNumericDefault();
    }

    void checkNumericDefault()
    {
        if (!m_hyperparameter.defaultValue)
            return;
        const Value &value = *m_hyperparameter.defaultValue;
        const std::string text = quoted(textOf(value));
        const bool isNumber = !std::holds_alternative<std::string>(value) &&
                              !std::holds_alternative<bool>(value) &&
                              std::isfinite(*numberOf(value));
        if (!isNumber) {
            add("default", "The default of " + name() + " is " + text + ", which is not a number.");
            return;
        }
        const double number = *numberOf(value);
        if (number < m_hyperparameter.min || number > m_hyperparameter.max) {
            add("default", "The default of " + name() + ", " + textOf(value) +
                               ", is outside of its range " + textOf(m_hyperparameter.min) +
                               " to " + textOf(m_hyperparameter.max) +
                               ". Change the default or widen the range.");
        } else if (m_hyperparameter.type == HyperparameterType::Integer &&
                   std::fmod(number - m_hyperparameter.min,
                             static_cast<double>(m_hyperparameter.step)) != 0.0) {
            add("default",
                "The default of " + name() + ", " + textOf(value) + ", is not one of its levels " +
                    textOf(m_hyperparameter.min) + ", " +
                    textOf(m_hyperparameter.min + static_cast<double>(m_hyperparameter.step)) +
                    ", ... . Choose one of them or change the step.");
        }
    }

    void checkValues()
    {
        const auto &values = m_hyperparameter.values;
        if (values.empty())
            add("values", name() + " has no values to choose from. Add at least one.");
        for (std::size_t i = 0; i < values.size(); ++i) {
            const std::string path = "values[" + std::to_string(i) + "]";
            const std::string text = textOf(values[i]);
            const auto *number = std::get_if<double>(&values[i]);
            if (text.empty())
                add(path, "A value of " + name() + " is empty. Give it a text or remove it.");
            else if (text.find('\0') != std::string::npos)
                add(path, "A value of " + name() +
                              " contains a null character, which no command line can hold. "
                              "Remove it.");
            else if (number != nullptr && !std::isfinite(*number))
                add(path, "The value " + text + " of " + name() +
                              " is not a finite number. Write it as a text or remove it.");
            for (std::size_t j = 0; j < i; ++j) {
                if (sameChoice(values[i], values[j])) {
                    add(path, "The value " + quoted(text) + " of " + name() +
                                  " is listed twice. Remove one.");
                    break;
                }
            }
        }
        checkCategoricalDefault();
    }

    void checkCategoricalDefault()
    {
        if (!m_hyperparameter.defaultValue)
            return;
        for (const Value &value : m_hyperparameter.values) {
            if (sameChoice(value, *m_hyperparameter.defaultValue))
                return;
        }
        add("default", "The default of " + name() + ", " +
                           quoted(textOf(*m_hyperparameter.defaultValue)) +
                           ", is not one of its values. Choose one of them or add it.");
    }

    void checkConditions()
    {
        for (std::size_t i = 0; i < m_hyperparameter.when.size(); ++i) {
            const Condition &condition = m_hyperparameter.when[i];
            if (condition.values.empty()) {
                add("when." + condition.parent, "The condition of " + name() + " on " +
                                                    quoted(condition.parent) +
                                                    " lists no values. Add one, or remove the "
                                                    "condition.");
            }
            for (std::size_t j = 0; j < i; ++j) {
                if (m_hyperparameter.when[j].parent == condition.parent) {
                    add("when." + condition.parent, name() + " has two conditions on " +
                                                        quoted(condition.parent) +
                                                        ". Join them into one.");
                    break;
                }
            }
        }
    }

    const Hyperparameter &m_hyperparameter;
    Problems m_problems;
};

} // namespace

std::int64_t Hyperparameter::levelCount() const
{
    switch (type) {
    case HyperparameterType::Continuous:
        return 0;
    case HyperparameterType::Integer:
        return (static_cast<std::int64_t>(max) - static_cast<std::int64_t>(min)) / step + 1;
    case HyperparameterType::Categorical:
        return static_cast<std::int64_t>(values.size());
    }
    return 0;
}

Problems Hyperparameter::problems() const
{
    return Checker(*this).run();
}

Scaling resolvedScaling(const Hyperparameter &hyperparameter)
{
    if (hyperparameter.scaling != Scaling::Auto)
        return hyperparameter.scaling;
    if (hyperparameter.type == HyperparameterType::Categorical)
        return Scaling::Linear;
    return chooseScaling(hyperparameter.min, hyperparameter.max,
                         hyperparameter.type == HyperparameterType::Continuous)
        .scaling;
}

bool conditionsHold(const Hyperparameter &hyperparameter, const Settings &settings)
{
    return std::all_of(hyperparameter.when.begin(), hyperparameter.when.end(),
                       [&](const Condition &condition) {
                           const auto parent = settings.find(condition.parent);
                           if (parent == settings.end())
                               return false;
                           return std::any_of(condition.values.begin(), condition.values.end(),
                                              [&](const Value &value) {
                                                  return sameChoice(value, parent->second);
                                              });
                       });
}

} // namespace attune
