// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/engine/study_fixture.h"

#include <QCoreApplication>

#include <cstdio>

namespace attune::engine::tests {

/// The main() of tests that kill Attune: with `--run FOLDER` it runs that study in this process and
/// prints `line` at every `signal` of the runner, else it runs the tests.
template<typename Test, typename Signal>
int runStudyOrTests(int argc, char **argv, Signal signal, const char *line)
{
    QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.value(1) != QLatin1String("--run")) {
        Test test;
        return QTest::qExec(&test, argc, argv);
    }
    qputenv("ATTUNE_KEEPER", ATTUNE_BIN_DIR "/attune-keeper");
    auto opened = StudyRunner::open(arguments.value(2), OpenMode::Write);
    if (!opened)
        return 1;
    StudyRunner &runner = **opened;
    QObject::connect(&runner, signal, &application, [line] {
        std::puts(line);
        std::fflush(stdout);
    });
    QObject::connect(&runner, &StudyRunner::stopped, &application, &QCoreApplication::quit);
    return runner.run() ? QCoreApplication::exec() : 1;
}

} // namespace attune::engine::tests
