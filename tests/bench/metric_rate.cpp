// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later

// Metric lines per second read, matched and stored: one trial whose program prints a ready file,
// from run() to the end.

#include "tests/bench/bench_study.h"

#include <QFile>

using namespace attune;

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    const int lines = argc > 1 ? std::atoi(argv[1]) : 2'000'000;
    const int rounds = argc > 2 ? std::atoi(argv[2]) : 3;
    const QTemporaryDir folder;
    const QString file = folder.filePath(QStringLiteral("output.txt"));
    {
        QFile out(file);
        if (!out.open(QIODevice::WriteOnly))
            return 1;
        for (int i = 0; i < lines; ++i) {
            const QString line =
                QString::asprintf("step %d lr 0.001 loss=%.6f accuracy 0.9\n", i, 1.0 / (1.0 + i));
            out.write(line.toUtf8());
        }
    }
    for (int round = 0; round < rounds; ++round) {
        const QString study = folder.filePath(QStringLiteral("study-%1").arg(round));
        StudySettings settings = bench::simpleStudy({"/bin/cat", file.toStdString()}, 1, 1);
        settings.metrics.front().stepPattern = "step (\\d+)";
        const double seconds = bench::runToEnd(study, settings);
        auto opened = engine::StudyRunner::open(study, engine::OpenMode::ReadOnly);
        bench::require(opened);
        const auto series = (*opened)->series(0);
        bench::require(series);
        const std::size_t stored = series->empty() ? 0 : series->front().points.size();
        std::printf("round %d: %d lines, %zu points stored, %.2f s, %.0f lines/s (target "
                    "200000/s)\n",
                    round + 1, lines, stored, seconds, lines / seconds);
        std::fflush(stdout);
    }
    return 0;
}
