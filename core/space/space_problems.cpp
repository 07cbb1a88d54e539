// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/rng.h"
#include "core/space/feasible_walk.h"
#include "core/space/fixed_in_constraint.h"
#include "core/space/search_space.h"
#include "core/space/unit_cube.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <span>

namespace attune {

namespace {

/// So many random settings are tried before a set of constraints is called impossible.
constexpr int feasibilitySamples = 20'000;
constexpr int samplesBeforeWalks = 1'000;
constexpr int feasibilityWalks = 2;

std::string quoted(const std::string &text)
{
    return '"' + text + '"';
}

std::string elementPath(const char *list, std::size_t index)
{
    return std::string(list) + "[" + std::to_string(index) + "]";
}

void addOwnProblems(const SearchSpace &space, Problems &problems)
{
    if (space.hyperparameters.empty()) {
        problems.push_back(
            {"hyperparameters", "There is no hyperparameter that may vary. Add at least one."});
    }
    for (std::size_t i = 0; i < space.hyperparameters.size(); ++i) {
        for (Problem &problem : space.hyperparameters[i].problems()) {
            problems.push_back({elementPath("hyperparameters", i) + "." + problem.path,
                                std::move(problem.sentence)});
        }
    }
    for (const auto &[name, text] : space.fixed) {
        if (!isValidName(name)) {
            problems.push_back({"fixed." + name, "The name " + quoted(name) +
                                                     " is not allowed. Use a letter or _ first, "
                                                     "then letters, digits, _ . : or -."});
        }
    }
}

/// Equal names, and different ones that share an environment variable.
void addNameProblems(const SearchSpace &space, Problems &problems)
{
    std::map<std::string, std::string> nameByVariable;
    const auto check = [&](const std::string &name, std::string path) {
        if (name.empty())
            return;
        const std::string variable = environmentNameOf(name);
        const auto [found, isNew] = nameByVariable.emplace(variable, name);
        if (isNew)
            return;
        if (found->second == name) {
            problems.push_back(
                {std::move(path), "The name " + quoted(name) + " is used twice. Rename one."});
        } else {
            problems.push_back({std::move(path), "The names " + quoted(found->second) + " and " +
                                                     quoted(name) +
                                                     " would share the environment variable " +
                                                     variable + ". Rename one."});
        }
    };
    for (std::size_t i = 0; i < space.hyperparameters.size(); ++i)
        check(space.hyperparameters[i].name, elementPath("hyperparameters", i) + ".name");
    for (const auto &[name, text] : space.fixed)
        check(name, "fixed." + name);
}

bool canHave(const Hyperparameter &hyperparameter, const Value &value)
{
    if (hyperparameter.type == HyperparameterType::Categorical) {
        return std::any_of(hyperparameter.values.begin(), hyperparameter.values.end(),
                           [&](const Value &choice) { return sameChoice(choice, value); });
    }
    const auto number = numberOf(value);
    return number && *number >= hyperparameter.min && *number <= hyperparameter.max &&
           (hyperparameter.step < 1 || std::fmod(*number - hyperparameter.min,
                                                 static_cast<double>(hyperparameter.step)) == 0.0);
}

void addConditionProblems(const SearchSpace &space, std::size_t index, Problems &problems)
{
    const Hyperparameter &hyperparameter = space.hyperparameters[index];
    for (const Condition &condition : hyperparameter.when) {
        const std::string path =
            elementPath("hyperparameters", index) + ".when." + condition.parent;
        const std::string start = "The condition of " + quoted(hyperparameter.name) + " names ";
        const Hyperparameter *parent = space.find(condition.parent);
        if (parent == nullptr) {
            problems.push_back({path, start + quoted(condition.parent) +
                                          ", which is no hyperparameter. Name one that varies, or "
                                          "remove the condition."});
            continue;
        }
        if (parent->type == HyperparameterType::Continuous) {
            problems.push_back({path, start + quoted(condition.parent) +
                                          ", which is continuous. Name a categorical or an "
                                          "integer one."});
            continue;
        }
        for (const Value &value : condition.values) {
            if (!canHave(*parent, value)) {
                problems.push_back({path, start + quoted(textOf(value)) +
                                              ", which is no value of " + quoted(condition.parent) +
                                              ". Use one of its values, or add this one."});
            }
        }
    }
}

/// Hyperparameters whose conditions lead back to themselves.
void addCycleProblems(const SearchSpace &space, Problems &problems)
{
    const auto parentsOf = [&](std::size_t index) {
        std::vector<std::size_t> parents;
        for (const Condition &condition : space.hyperparameters[index].when) {
            if (const Hyperparameter *parent = space.find(condition.parent))
                parents.push_back(static_cast<std::size_t>(parent - space.hyperparameters.data()));
        }
        return parents;
    };
    for (std::size_t i = 0; i < space.hyperparameters.size(); ++i) {
        std::vector<bool> isSeen(space.hyperparameters.size(), false);
        std::vector<std::size_t> open = parentsOf(i);
        while (!open.empty()) {
            const std::size_t at = open.back();
            open.pop_back();
            if (isSeen[at])
                continue;
            isSeen[at] = true;
            const auto parents = parentsOf(at);
            open.insert(open.end(), parents.begin(), parents.end());
        }
        if (isSeen[i]) {
            problems.push_back({elementPath("hyperparameters", i) + ".when",
                                "The condition of " + quoted(space.hyperparameters[i].name) +
                                    " depends on itself. Remove one condition of the circle."});
        }
    }
}

/// A word in a constraint that is neither a hyperparameter nor a choice of one.
bool isUnknownWord(const SearchSpace &space, const std::string &word)
{
    if (space.find(word) != nullptr)
        return false;
    return std::none_of(
        space.hyperparameters.begin(), space.hyperparameters.end(), [&](const auto &each) {
            return each.type == HyperparameterType::Categorical && canHave(each, Value(word));
        });
}

/// What a fixed text does in a constraint that needs a number. False where there is none.
bool addFixedTextProblem(const SearchSpace &space, std::size_t index, Problems &problems)
{
    const std::string &text = space.constraints[index];
    const auto name = fixedTextAmongNumbers(space, text);
    if (!name)
        return false;
    problems.push_back({elementPath("constraints", index),
                        "The constraint " + quoted(text) + " needs a number for " + quoted(*name) +
                            ", which is fixed at the text " +
                            quoted(textOf(*fixedValue(space, *name))) +
                            ". Fix it at a number, or change the constraint."});
    return true;
}

void addConstraintProblems(const SearchSpace &space, std::size_t index, Problems &problems)
{
    const std::string &text = space.constraints[index];
    const std::string path = elementPath("constraints", index);
    const auto asWritten = Expression::parse(text);
    if (!asWritten) {
        problems.push_back({path, "The constraint " + quoted(text) + " cannot be read. " +
                                      asWritten.error().message});
        return;
    }
    const auto expression = Expression::parse(withFixedValues(space, text));
    const std::vector<std::string> &words = expression ? expression->names() : asWritten->names();
    bool hasHyperparameter = false;
    for (const std::string &word : words) {
        hasHyperparameter = hasHyperparameter || space.find(word) != nullptr;
        if (!isUnknownWord(space, word))
            continue;
        const std::string hint = word.find('-') == std::string::npos
                                     ? "Correct the name."
                                     : "Correct the name, or write spaces around a minus.";
        problems.push_back({path, "The constraint " + quoted(text) + " names " + quoted(word) +
                                      ", which is neither a hyperparameter or fixed value nor a "
                                      "choice of one. " +
                                      hint});
    }
    const bool namesFixed = words.size() < asWritten->names().size();
    if (namesFixed && words.empty()) {
        const bool holds = expression && expression->holds({}).value_or(false);
        if (!holds && !addFixedTextProblem(space, index, problems))
            problems.push_back({path, "The fixed values break the constraint " + quoted(text) +
                                          ". Change one of them, or remove the constraint."});
    } else if (words.empty() || (!hasHyperparameter && problems.empty())) {
        problems.push_back({path, "The constraint " + quoted(text) +
                                      " names no hyperparameter. Name one, or remove it."});
    }
}

/// The hyperparameters that the constraints speak of, with what these depend on: all that decides
/// whether the constraints can hold.
SearchSpace constrainedPart(const SearchSpace &space)
{
    std::vector<std::string> open;
    for (const std::string &text : space.constraints) {
        const auto expression = Expression::parse(text);
        if (expression)
            open.insert(open.end(), expression->names().begin(), expression->names().end());
    }
    std::set<std::string> names;
    while (!open.empty()) {
        const std::string name = std::move(open.back());
        open.pop_back();
        const Hyperparameter *hyperparameter = space.find(name);
        if (hyperparameter == nullptr || !names.insert(name).second)
            continue;
        for (const Condition &condition : hyperparameter->when)
            open.push_back(condition.parent);
    }
    SearchSpace part;
    part.constraints = space.constraints;
    part.fixed = space.fixed;
    for (const Hyperparameter &hyperparameter : space.hyperparameters) {
        if (names.contains(hyperparameter.name))
            part.hyperparameters.push_back(hyperparameter);
    }
    return part;
}

/// Whether random settings, or a walk from them, satisfy the constraints. The walks come early:
/// they find quickly what chance finds late or never.
bool isSatisfiable(const UnitCube &cube)
{
    Rng rng(1, RandomPurpose::Preview, 0);
    const auto draw = [&rng](int, std::span<double> drawn) {
        for (double &coordinate : drawn)
            coordinate = rng.uniform();
    };
    const auto isAnyGood = [](const std::vector<double> &) { return true; };
    std::vector<double> point(static_cast<std::size_t>(cube.dimensions()));
    for (int i = 0; i < feasibilitySamples; ++i) {
        if (i == samplesBeforeWalks &&
            FeasibleWalk(cube, rng).fromAny(draw, feasibilityWalks, isAnyGood, {}))
            return true;
        draw(i, point);
        if (cube.isFeasible(cube.settingsAt(point)))
            return true;
    }
    return cube.space().finiteSize().value_or(0) > 0;
}

/// Whether anything satisfies the constraints, and whether the defaults do. Requires: a space
/// without other problems.
void addFeasibilityProblems(const SearchSpace &space, Problems &problems)
{
    const auto defaults = space.defaults();
    const bool doDefaultsHold = !defaults || space.isFeasible(*defaults);
    if (doDefaultsHold && isSatisfiable(UnitCube(constrainedPart(space))))
        return;
    for (std::size_t i = 0; i < space.constraints.size(); ++i)
        addFixedTextProblem(space, i, problems);
    if (!problems.empty())
        return;
    if (!doDefaultsHold)
        problems.push_back({"constraints", "The defaults together break a constraint, so they "
                                           "cannot be the first trial. Change a default or the "
                                           "constraint."});
    else
        problems.push_back({"constraints",
                            "None of 20,000 random settings satisfies every constraint, and no "
                            "walk towards them found one. Loosen the constraints or widen the "
                            "ranges."});
}

} // namespace

Problems SearchSpace::problems() const
{
    Problems problems;
    addOwnProblems(*this, problems);
    addNameProblems(*this, problems);
    for (std::size_t i = 0; i < hyperparameters.size(); ++i)
        addConditionProblems(*this, i, problems);
    addCycleProblems(*this, problems);
    for (std::size_t i = 0; i < constraints.size(); ++i)
        addConstraintProblems(*this, i, problems);
    if (problems.empty() && !constraints.empty())
        addFeasibilityProblems(*this, problems);
    return problems;
}

} // namespace attune
