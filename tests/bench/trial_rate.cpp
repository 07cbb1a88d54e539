// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later

// Trials per second for a program that exits at once, everything stored, as a share of the floor
// measured in the same run: a bare loop that makes a directory, writes job.json, starts the keeper
// and reads exit.json, two at a time.

#include "app/engine/execution/local_launcher.h"
#include "app/engine/execution/run_directory.h"
#include "tests/bench/bench_study.h"

#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <string>
#include <thread>
#include <vector>

using namespace attune;

extern char **environ;

namespace {

engine::Job jobOf(int trial)
{
    engine::Job job;
    job.command = {"/bin/echo", "loss=" + std::to_string(trial)};
    job.workingDirectory = "/";
    job.settings = {{"x", 0.5}};
    return job;
}

void runBare(const std::filesystem::path &folder, const std::string &keeper, int first, int count)
{
    for (int i = first; i < first + count; ++i) {
        const engine::RunDirectory directory(folder, RunKey{.trial = i});
        bench::require(directory.create());
        bench::require(directory.writeJob(jobOf(i)));
        std::string path = directory.path().string();
        std::string program = keeper;
        char *argv[] = {program.data(), path.data(), nullptr};
        pid_t pid = 0;
        if (posix_spawn(&pid, program.c_str(), nullptr, nullptr, argv, environ) != 0)
            std::exit(1);
        waitpid(pid, nullptr, 0);
        if (!directory.readExit())
            std::exit(1);
    }
}

double floorRate(const QString &folder, int trials)
{
    const std::string keeper =
        (QCoreApplication::applicationDirPath() + QStringLiteral("/attune-keeper")).toStdString();
    const std::filesystem::path root = folder.toStdString();
    QElapsedTimer timer;
    timer.start();
    {
        std::jthread other(runBare, root, keeper, 0, trials / 2);
        runBare(root, keeper, trials / 2, trials - trials / 2);
    }
    return trials / (static_cast<double>(timer.nsecsElapsed()) * 1e-9);
}

double attuneRate(const QString &folder, int trials)
{
    return trials /
           bench::runToEnd(folder, bench::simpleStudy({"/bin/echo", "loss={x}"}, trials, 2));
}

double medianOf(std::vector<double> values)
{
    std::sort(values.begin(), values.end());
    return values[values.size() / 2];
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    const int trials = argc > 1 ? std::atoi(argv[1]) : 400;
    const int rounds = argc > 2 ? std::atoi(argv[2]) : 5;
    // Nothing is deleted before the end: for half a minute ext4 looks at every inode that was freed
    // whenever it makes a file, and the first round would be the only fast one.
    const QTemporaryDir folder;
    std::vector<double> floors;
    std::vector<double> rates;
    std::vector<double> shares;
    for (int round = 0; round < rounds; ++round) {
        const auto place = [&](const char *what) {
            return folder.filePath(QString::fromLatin1(what) + QString::number(round));
        };
        // By turns the one and the other goes first, so that neither always finds the busier disk.
        const bool isFloorFirst = round % 2 == 0;
        if (isFloorFirst)
            floors.push_back(floorRate(place("floor"), trials));
        rates.push_back(attuneRate(place("study"), trials));
        if (!isFloorFirst)
            floors.push_back(floorRate(place("floor"), trials));
        shares.push_back(rates.back() / floors.back());
        std::printf("round %d: floor %.0f/s, Attune %.0f/s, share %.2f\n", round + 1, floors.back(),
                    rates.back(), shares.back());
        std::fflush(stdout);
    }
    std::printf("median of %d rounds of %d trials, 2 in parallel: floor %.0f/s, Attune %.0f/s, "
                "share %.2f (target 0.80 or more)\n",
                rounds, trials, medianOf(floors), medianOf(rates), medianOf(shares));
    return 0;
}
