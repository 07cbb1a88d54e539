// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/open_study.h"

#include <QCoreApplication>

#include <optional>

namespace attune::cli {

Result<std::unique_ptr<engine::StudyRunner>> openToLook(const std::string &folder, Console *console)
{
    auto opened = engine::StudyRunner::open(qt(folder), engine::OpenMode::ReadOnly);
    if (!opened || !opened.value()->isRecovering())
        return opened;
    if (console != nullptr)
        console->say(opened.value()->status().reason);
    while (opened.value()->isRecovering())
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
    return opened;
}

Error trialMissing(int number, std::size_t count)
{
    return {ErrorKind::NotFound, "There is no trial " + std::to_string(number) +
                                     ": the study has " + std::to_string(count) +
                                     ", counted from 0."};
}

Result<StudyToChange> openToChange(const std::string &folder)
{
    auto opened = engine::StudyRunner::open(qt(folder), engine::OpenMode::Write);
    const bool isWrittenElsewhere = !opened && opened.error().kind == ErrorKind::Busy;
    if (isWrittenElsewhere)
        opened = engine::StudyRunner::open(qt(folder), engine::OpenMode::ReadOnly);
    if (!opened)
        return opened.error();
    return StudyToChange{std::move(*opened), isWrittenElsewhere};
}

Result<void> redefine(engine::StudyRunner &study, const StudySettings &settings)
{
    std::optional<Error> failure;
    QObject context;
    QObject::connect(&study, &engine::StudyRunner::failed, &context,
                     [&](const Error &error) { failure = error; });
    if (auto applied = study.applySettings(settings); !applied)
        return applied;
    while (study.isRereading() && !failure)
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
    return failure ? Result<void>(*failure) : Result<void>();
}

} // namespace attune::cli
