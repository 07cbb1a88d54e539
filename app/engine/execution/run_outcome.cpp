// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/execution/run_outcome.h"

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstring>

namespace attune::engine {

namespace {

std::string programOf(const Job &job)
{
    return job.command.empty() ? "The program" : "\"" + job.command.front() + "\"";
}

std::string plain(double number)
{
    char text[32];
    std::snprintf(text, sizeof text, "%.6g", number);
    return text;
}

std::string withLines(std::string sentence, const std::vector<std::string> &lines)
{
    if (!lines.empty())
        sentence += " The last it printed:";
    for (const std::string &line : lines)
        sentence += "\n" + line;
    return sentence;
}

std::string signalText(int signal)
{
    const char *const name = ::sigabbrev_np(signal);
    std::string text = "signal " + std::to_string(signal);
    if (name != nullptr)
        text += std::string(" (SIG") + name + ")";
    if (signal == SIGKILL)
        text += "; perhaps the machine ran out of memory";
    return text;
}

std::string notStartedSentence(const Job &job, const ExitRecord &exit)
{
    const std::string &step = exit.failedStep;
    if (step == "workingDirectory")
        return "Cannot enter the working directory \"" + job.workingDirectory +
               "\": " + exit.errorText + ". Check the working directory in Set Up.";
    if (step == "logs")
        return "Cannot write the logs of the run: " + exit.errorText + ".";
    if (step == "job")
        return "The run could not be started: " + exit.errorText + ".";
    if (exit.isInfrastructure)
        return "The machine could not start " + programOf(job) + ": " + exit.errorText +
               ". Run fewer trials in parallel, or close other programs.";
    const std::string what = "Cannot start " + programOf(job) + ": ";
    switch (exit.systemError) {
    case ENOENT:
        return what +
               "it, or the interpreter named in its first line, is not there. Check the command in "
               "Set Up.";
    case EACCES:
        return what + "it is not executable. Check the command in Set Up.";
    default:
        return what + exit.errorText + ". Check the command in Set Up.";
    }
}

/// The reason given in stop.json, or else `otherwise`.
std::string given(const ExitRecord &exit, const char *otherwise)
{
    return exit.sentence.empty() ? otherwise : exit.sentence;
}

std::string limitSentence(const std::string &what, const char *name)
{
    return "Stopped " + what + ". Raise " + name + " in Set Up if trials may need more.";
}

std::string wallClockSentence(const Job &job, const ExitRecord &exit)
{
    if (!exit.sentence.empty())
        return exit.sentence;
    return limitSentence("after " + plain(job.limits.seconds.value_or(0.0)) +
                             " s, the limit of running time",
                         "the time limit");
}

/// Of a failure: what is known, or what the program said.
std::string fullDiskText(const ExitRecord &exit, const std::vector<std::string> &lastLines)
{
    if (exit.hasMetFullDisk)
        return " The disk of the study was full. Free some space.";
    const bool isSaid = std::ranges::any_of(lastLines, [](const std::string &line) {
        return line.find("No space left on device") != std::string::npos ||
               line.find("Disk quota exceeded") != std::string::npos;
    });
    return isSaid ? " It met a full disk. Free some space, then retry the trial." : "";
}

/// Without what the program printed.
std::string ownSentence(const Job &job, const ExitRecord &exit)
{
    const Limits &limits = job.limits;
    switch (exit.end) {
    case RunEnd::None:
        return {};
    case RunEnd::Exited:
        if (exit.exitCode == 0)
            return {};
        return programOf(job) + " ended with exit code " + std::to_string(exit.exitCode) + ".";
    case RunEnd::Signalled:
        return programOf(job) + " was ended by " + signalText(exit.signal) + ".";
    case RunEnd::WallClock:
        return wallClockSentence(job, exit);
    case RunEnd::Silence:
        return limitSentence("after " + plain(limits.silentSeconds.value_or(0.0)) +
                                 " s without output",
                             "the limit of silence");
    case RunEnd::Memory:
        return limitSentence("at about " + std::to_string(exit.peakMemoryBytes >> 20) +
                                 " MiB of memory; the limit is " +
                                 std::to_string(limits.memoryMiB.value_or(0)) + " MiB",
                             "the memory limit");
    case RunEnd::Output:
        return limitSentence("after more than " + std::to_string(limits.outputMiB.value_or(0)) +
                                 " MiB of output",
                             "the output limit");
    case RunEnd::StoppedByRule:
        return given(exit, "Stopped early by the stopping rule.");
    case RunEnd::Person:
        return given(exit, "Cancelled by a person.");
    case RunEnd::StudyEnded:
        return given(exit, "Stopped because the study ended.");
    case RunEnd::NotStarted:
        return notStartedSentence(job, exit);
    case RunEnd::KeeperLost:
        return "The run was lost: its keeper was ended from outside, perhaps because the machine "
               "was shut down. It is not the program's fault.";
    }
    return {};
}

} // namespace

std::string outcomeSentence(const Job &job, const ExitRecord &exit,
                            const std::vector<std::string> &lastLines, const std::string &note)
{
    std::string sentence = ownSentence(job, exit);
    const bool hasFailed =
        exit.end == RunEnd::Signalled || (exit.end == RunEnd::Exited && exit.exitCode != 0);
    if (hasFailed)
        sentence += fullDiskText(exit, lastLines);
    if (!note.empty())
        sentence += (sentence.empty() ? "" : " ") + note;
    return hasFailed ? withLines(std::move(sentence), lastLines) : sentence;
}

} // namespace attune::engine
