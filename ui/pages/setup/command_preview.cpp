// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/setup/command_preview.h"

#include "core/base/rng.h"
#include "core/protocol/command_template.h"
#include "core/space/unit_cube.h"
#include "core/stopping/promotion_rungs.h"

#include <algorithm>

namespace attune::ui {

using namespace Qt::StringLiterals;

namespace {

/// Marks around values while a command is rendered; characters for private use, never in a command.
constexpr char16_t valueBegin = u'\uE000';
constexpr char16_t valueEnd = u'\uE001';

/// A space and settings that render like the given ones, with marks around every value that
/// varies. A marked value is text that meets no condition, so what is active becomes unconditional;
/// what is not active has no value and stays out of the command.
struct MarkedValues
{
    SearchSpace space;
    Settings settings;

    MarkedValues(const SearchSpace &original, const Settings &given) : space(original)
    {
        const auto isSwitch = [](const Value &value) {
            return std::holds_alternative<bool>(value);
        };
        for (Hyperparameter &hyperparameter : space.hyperparameters) {
            const auto found = given.find(hyperparameter.name);
            if (found == given.end())
                continue;
            const QString text = QString::fromStdString(textOf(found->second));
            settings[hyperparameter.name] =
                isSwitch(found->second) ? found->second
                                        : Value((valueBegin + text + valueEnd).toStdString());
            hyperparameter.when.clear();
        }
    }
};

PreviewLine lineOf(const std::vector<std::string> &marked, bool usesShell)
{
    PreviewLine line;
    for (const std::string &argument : marked) {
        QString text = QString::fromStdString(argument);
        QString plain = text;
        plain.remove(QChar(valueBegin)).remove(QChar(valueEnd));
        const std::string whole = plain.toStdString();
        const auto split = splitCommandLine(whole);
        if (!usesShell && !(split && *split == std::vector<std::string>{whole}))
            text = u'\'' + text.replace(u'\'', u"'\\''"_s) + u'\'';
        if (!line.text.isEmpty())
            line.text += u' ';
        for (const QChar character : text) {
            if (character == QChar(valueBegin))
                line.varying.emplace_back(static_cast<int>(line.text.size()), 0);
            else if (character == QChar(valueEnd))
                line.varying.back().second =
                    static_cast<int>(line.text.size()) - line.varying.back().first;
            else
                line.text += character;
        }
    }
    return line;
}

/// What the first run of trial `number` is told, as far as it is known before. Folders are those
/// within the study's.
RunContext contextOf(const StudySettings &settings, int number)
{
    const QString folder = u"trials/%1"_s.arg(number, 6, 10, QChar(u'0'));
    RunContext context;
    context.trialNumber = number;
    context.trialSeed = 10000 + static_cast<std::uint64_t>(number);
    context.trialDirectory = folder.toStdString();
    context.runDirectory = (folder + "/run-f0-r0-g0-a1"_L1).toStdString();
    context.studyDirectory = ".";
    context.folds = settings.evaluation.folds;
    if (const auto maximum = maxResourceOf(settings)) {
        const bool isPausing = settings.search.strategy == Strategy::Hyperband &&
                               settings.search.hyperband.mode == HyperbandMode::Promote;
        context.resource = std::to_string(
            isPausing ? resourceAfter(settings.search, *maximum, number, 0) : *maximum);
    }
    return context;
}

} // namespace

std::vector<PreviewLine> sampledCommands(const StudySettings &settings, int count, int draw)
{
    constexpr int mostTries = 50; // for each line, under tight constraints
    const UnitCube cube(settings.space);
    const CommandTemplate command(settings.command);
    std::vector<PreviewLine> lines;
    Rng random(settings.search.seed, RandomPurpose::Preview, static_cast<std::uint64_t>(draw));
    std::vector<double> point(static_cast<std::size_t>(cube.dimensions()));
    for (int attempt = 0; attempt < count * mostTries && std::ssize(lines) < count; ++attempt) {
        std::generate(point.begin(), point.end(), [&] { return random.uniform(); });
        const Settings values = cube.settingsAt(point);
        if (!settings.space.isFeasible(values))
            continue;
        const RunContext context = contextOf(settings, static_cast<int>(lines.size()));
        const MarkedValues marked(settings.space, values);
        std::vector<std::string> arguments = command.render(marked.space, marked.settings, context);
        if (settings.lineBuffered)
            arguments.insert(arguments.begin(), {"stdbuf", "-oL"});
        lines.push_back(lineOf(arguments, settings.usesShell));
    }
    return lines;
}

} // namespace attune::ui
