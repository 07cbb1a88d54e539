// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/protocol/command_template.h"
#include "core/study/study_problems.h"

#include <algorithm>
#include <array>
#include <set>

namespace attune {

namespace {

/// What Attune itself writes into a run directory.
constexpr std::array<std::string_view, 7> ownFiles = {
    "job.json", "stdout.log", "stderr.log", "times.idx", "started.json", "stop.json", "exit.json"};

std::string quoted(const std::string &text)
{
    return '"' + text + '"';
}

void append(Problems &problems, const Problems &more)
{
    problems.insert(problems.end(), more.begin(), more.end());
}

bool hasNull(const std::string &text)
{
    return text.find('\0') != std::string::npos;
}

void addEnvironmentProblems(const std::map<std::string, std::string> &environment,
                            const SearchSpace &space, const std::string &path, Problems &problems)
{
    for (const auto &[name, value] : environment) {
        const std::string own = path + "." + name;
        if (name.empty() || name.find('=') != std::string::npos || hasNull(name)) {
            problems.push_back({own, "The environment variable " + quoted(name) +
                                         " cannot be set: a name has at least one character and "
                                         "no \"=\". Rename it."});
        }
        if (hasNull(value)) {
            problems.push_back({own, "The value of the environment variable " + quoted(name) +
                                         " contains a null character. Remove it."});
        }
        append(problems, textProblems(value, space, own));
    }
}

bool leavesItsFolder(const std::string &path)
{
    return path.front() == '/' || path == ".." || path.starts_with("../") ||
           path.ends_with("/..") || path.find("/../") != std::string::npos;
}

void addFileProblems(const StudySettings &settings, Problems &problems)
{
    std::set<std::string> targets;
    for (std::size_t i = 0; i < settings.files.size(); ++i) {
        const FileTemplate &file = settings.files[i];
        const std::string path = "files[" + std::to_string(i) + "]";
        if (file.templatePath.empty())
            problems.push_back({path + ".template", "A file to render has no template. Name the "
                                                    "template file."});
        if (file.to.empty()) {
            problems.push_back({path + ".to", "The file rendered from " +
                                                  quoted(file.templatePath) +
                                                  " has no name. Give it one."});
            continue;
        }
        if (leavesItsFolder(file.to))
            problems.push_back({path + ".to", "The file " + quoted(file.to) +
                                                  " would lie outside of the run directory. Give "
                                                  "a path inside it."});
        if (std::find(ownFiles.begin(), ownFiles.end(), file.to) != ownFiles.end())
            problems.push_back({path + ".to", "The file " + quoted(file.to) +
                                                  " is one that Attune writes itself. Choose "
                                                  "another name."});
        if (!targets.insert(file.to).second)
            problems.push_back({path + ".to", "Two templates are rendered to " + quoted(file.to) +
                                                  ". Rename one."});
    }
}

/// With the shell on, values become part of a line that /bin/sh reads: none may hold what the shell
/// would act on, even in double quotes.
void addShellProblems(const StudySettings &settings, Problems &problems)
{
    const auto check = [&](const std::string &path, const std::string &name,
                           const std::string &text) {
        if (text.find_first_of("$`\"\\'\n;&|<>()") == std::string::npos)
            return;
        problems.push_back({path, "The value " + quoted(text) + " of " + quoted(name) +
                                      " holds characters that /bin/sh would act on. Turn the "
                                      "shell off, or change the value."});
    };
    for (std::size_t i = 0; i < settings.space.hyperparameters.size(); ++i) {
        const Hyperparameter &hyperparameter = settings.space.hyperparameters[i];
        if (hyperparameter.type != HyperparameterType::Categorical)
            continue;
        for (std::size_t j = 0; j < hyperparameter.values.size(); ++j)
            check("hyperparameters[" + std::to_string(i) + "].values[" + std::to_string(j) + "]",
                  hyperparameter.name, textOf(hyperparameter.values[j]));
    }
    for (const auto &[name, text] : settings.space.fixed)
        check("fixed." + name, name, text);
}

} // namespace

void addCommandProblems(const StudySettings &settings, Problems &problems)
{
    append(problems, CommandTemplate(settings.command).problems(settings.space));
    for (std::size_t i = 0; i < settings.command.size(); ++i) {
        if (hasNull(settings.command[i]))
            problems.push_back({"command[" + std::to_string(i) + "]",
                                "An argument of the command contains a null character, which no "
                                "command line can hold. Remove it."});
    }
    for (const auto &[name, text] : settings.space.fixed) {
        if (hasNull(text))
            problems.push_back({"fixed." + name, "The fixed value " + quoted(name) +
                                                     " contains a null character. Remove it."});
    }
    if (settings.workingDirectory.empty())
        problems.push_back({"workingDirectory", "The working directory is empty. Use \"source\", "
                                                "\"run\" or the path of a folder."});
    addEnvironmentProblems(settings.environment, settings.space, "environment", problems);
    for (std::size_t i = 0; i < settings.slots.size(); ++i)
        addEnvironmentProblems(settings.slots[i].environment, settings.space,
                               "slots[" + std::to_string(i) + "].environment", problems);
    addFileProblems(settings, problems);
    if (settings.usesShell)
        addShellProblems(settings, problems);
}

} // namespace attune
