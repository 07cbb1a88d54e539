// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later

// One program with the behaviours of many trainers, good and bad. `fake_trainer --help` lists them.

#include <algorithm>
#include <chrono>
#include <cmath>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <map>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include <sys/wait.h>
#include <unistd.h>

namespace {

/// `--name value` and `--name=value` of the command line.
class Options
{
public:
    Options(int count, char **arguments)
    {
        for (int i = 0; i < count; ++i) {
            std::string_view name = arguments[i];
            if (!name.starts_with("--"))
                continue;
            name.remove_prefix(2);
            if (const auto equals = name.find('='); equals != name.npos)
                m_values[std::string(name.substr(0, equals))] = name.substr(equals + 1);
            else if (i + 1 < count)
                m_values[std::string(name)] = arguments[++i];
        }
    }

    [[nodiscard]] std::string text(const char *name, const char *otherwise) const
    {
        const auto found = m_values.find(name);
        return found == m_values.end() ? otherwise : found->second;
    }
    [[nodiscard]] double number(const char *name, double otherwise) const
    {
        const auto found = m_values.find(name);
        return found == m_values.end() ? otherwise : std::strtod(found->second.c_str(), nullptr);
    }
    [[nodiscard]] int integer(const char *name, int otherwise) const
    {
        return static_cast<int>(number(name, otherwise));
    }

private:
    std::map<std::string, std::string> m_values;
};

void pauseMs(int milliseconds)
{
    if (milliseconds > 0)
        std::this_thread::sleep_for(std::chrono::milliseconds(milliseconds));
}

[[noreturn]] void sleepForever()
{
    while (true)
        ::pause();
}

void put(std::string_view bytes)
{
    while (!bytes.empty()) {
        const ssize_t written = ::write(STDOUT_FILENO, bytes.data(), bytes.size());
        if (written <= 0)
            std::exit(1);
        bytes.remove_prefix(static_cast<std::size_t>(written));
    }
}

/// What the best epoch can reach: smooth, best at lr 0.01, depth 6, dropout 0.3, adam.
double lossFloor(const Options &options)
{
    const double lr = std::log10(options.number("lr", 0.01)) + 2.0;
    const double depth = (options.number("depth", 6.0) - 6.0) / 4.0;
    const double dropout = options.number("dropout", 0.3) - 0.3;
    const double optimizer = options.text("optimizer", "adam") == "adam" ? 0.0 : 0.02;
    return 0.05 + 0.1 * lr * lr + 0.05 * depth * depth + 0.5 * dropout * dropout + optimizer;
}

double lossAt(const Options &options, int step)
{
    return lossFloor(options) + 0.9 * std::exp(-0.4 * step);
}

void printStep(const Options &options, int step)
{
    std::FILE *const stream = options.text("stream", "stdout") == "stderr" ? stderr : stdout;
    const double loss = lossAt(options, step);
    std::fprintf(stream, "epoch %d loss %.6f accuracy %.6f\n", step, loss, std::exp(-loss));
    std::fflush(stream);
}

int train(const Options &options)
{
    const int steps = options.integer("steps", 5);
    for (int step = 1; step <= steps; ++step) {
        printStep(options, step);
        pauseMs(options.integer("delay-ms", 0));
    }
    return 0;
}

std::vector<std::string> curveOf(const Options &options)
{
    const std::string curve = options.text("curve", "1");
    std::vector<std::string> values;
    for (std::size_t begin = 0; begin <= curve.size();) {
        const std::size_t end = std::min(curve.find('_', begin), curve.size());
        values.push_back(curve.substr(begin, end - begin));
        begin = end + 1;
    }
    return values;
}

/// Until the file --gate is there: a test says when a curve goes on.
void awaitGate(const Options &options)
{
    const std::string gate = options.text("gate", "gate");
    while (::access(gate.c_str(), F_OK) != 0)
        pauseMs(2);
}

/// A curve known beforehand, then nothing for ever (or the end, with --leave 1): what a rule does
/// is then no question of time.
int followScript(const Options &options)
{
    int step = 0;
    for (const std::string &value : curveOf(options)) {
        if (value == "wait") {
            awaitGate(options);
            continue;
        }
        std::printf("epoch %d loss %s\n", ++step, value.c_str());
        std::fflush(stdout);
    }
    if (options.integer("leave", 0) != 0)
        return 0;
    sleepForever();
}

/// A curve known beforehand, up to step --resource of it. A file in --directory says how far it
/// has come, and the next run goes on from there.
int goOnFromCheckpoint(const Options &options)
{
    const std::vector<std::string> values = curveOf(options);
    const std::string checkpoint = options.text("directory", ".") + "/checkpoint";
    int done = 0;
    if (std::FILE *const file = std::fopen(checkpoint.c_str(), "r")) {
        if (std::fscanf(file, "%d", &done) != 1)
            return 1;
        std::fclose(file);
    }
    const int end = std::min(options.integer("resource", 1), static_cast<int>(values.size()));
    for (int step = done + 1; step <= end; ++step) {
        const std::string &value = values[static_cast<std::size_t>(step - 1)];
        if (value == "crash")
            return 3;
        if (value == "hang")
            sleepForever();
        if (options.integer("numbered", 1) != 0)
            std::printf("epoch %d loss %s\n", step, value.c_str());
        else
            std::printf("loss %s\n", value.c_str());
        std::fflush(stdout);
        pauseMs(options.integer("delay-ms", 0));
    }
    std::FILE *const file = std::fopen((checkpoint + ".part").c_str(), "w");
    if (file == nullptr)
        return 1;
    std::fprintf(file, "%d\n", std::max(done, end));
    std::fclose(file);
    return std::rename((checkpoint + ".part").c_str(), checkpoint.c_str()) == 0 ? 0 : 1;
}

int printNan(const Options &options)
{
    train(options);
    put("epoch " + std::to_string(options.integer("steps", 5) + 1) + " loss nan accuracy nan\n");
    return 0;
}

int crash(const Options &options)
{
    train(options);
    std::fputs("Traceback: something is wrong\nValueError: bad batch\n", stderr);
    if (const int signal = options.integer("signal", 0); signal != 0) {
        ::signal(signal, SIG_DFL);
        ::raise(signal);
    }
    return options.integer("exit-code", 3);
}

int hang(const Options &options)
{
    train(options);
    sleepForever();
}

int staySilent(const Options &options)
{
    pauseMs(options.integer("delay-ms", 100));
    return 0;
}

int ignoreTerm(const Options &options)
{
    ::signal(SIGTERM, SIG_IGN);
    return hang(options);
}

int saveOnTerm(const Options &options)
{
    sigset_t blocked;
    sigemptyset(&blocked);
    sigaddset(&blocked, SIGTERM);
    ::sigprocmask(SIG_BLOCK, &blocked, nullptr);
    train(options);
    int received = 0;
    ::sigwait(&blocked, &received);
    std::this_thread::sleep_for(std::chrono::milliseconds(options.integer("save-ms", 0)));
    std::FILE *const file = std::fopen(options.text("file", "saved.txt").c_str(), "w");
    if (file == nullptr)
        return 1;
    std::fputs("saved\n", file);
    std::fclose(file);
    put("saved\n");
    return options.integer("exit-code", 0);
}

/// Starts a process that sleeps until it is killed, and prints its pid.
void spawnSleeper(bool isInOwnSession)
{
    int pipeEnds[2];
    if (::pipe(pipeEnds) != 0)
        std::exit(1);
    const pid_t child = ::fork();
    if (child == 0) {
        if (isInOwnSession) {
            ::setsid();
            if (::fork() != 0)
                ::_exit(0);
        }
        const pid_t self = ::getpid();
        if (::write(pipeEnds[1], &self, sizeof self) != sizeof self)
            ::_exit(1);
        sleepForever();
    }
    pid_t sleeper = 0;
    if (::read(pipeEnds[0], &sleeper, sizeof sleeper) != sizeof sleeper)
        std::exit(1);
    if (isInOwnSession)
        ::waitpid(child, nullptr, 0);
    put("child " + std::to_string(sleeper) + "\n");
}

int spawnChildren(const Options &options)
{
    for (int i = 0; i < options.integer("children", 2); ++i)
        spawnSleeper(false);
    return options.integer("leave", 0) != 0 ? train(options) : hang(options);
}

int spawnDaemon(const Options &options)
{
    for (int i = 0; i < options.integer("children", 1); ++i)
        spawnSleeper(true);
    return options.integer("leave", 1) != 0 ? train(options) : hang(options);
}

int flood(const Options &options)
{
    const int lines = options.integer("lines", 1'000'000);
    for (int line = 1; line <= lines; ++line)
        std::printf("step %d loss %.6f\n", line, 1.0 / line);
    return 0;
}

int omitLastNewline(const Options &options)
{
    train(options);
    put("final accuracy 0.75");
    return 0;
}

int printProgress(const Options &options)
{
    const int steps = options.integer("steps", 5);
    for (int step = 1; step <= steps; ++step) {
        put("\rtraining " + std::to_string(step) + "/" + std::to_string(steps) + " loss " +
            std::to_string(lossAt(options, step)));
        pauseMs(options.integer("delay-ms", 0));
    }
    put("\n");
    return 0;
}

int printInvalidUtf8(const Options &options)
{
    put("caf\xe9 \xff\xfe accuracy 0.5\n");
    return train(options);
}

int printCutUtf8(const Options &options)
{
    for (const char byte : std::string_view("précision 0.5 \xf0\x9f\x8e\xaf\n")) {
        put({&byte, 1});
        pauseMs(options.integer("delay-ms", 1));
    }
    return 0;
}

int allocate(const Options &options)
{
    std::vector<std::vector<char>> blocks;
    for (int mib = 1; mib <= options.integer("mib", 64); ++mib) {
        blocks.emplace_back(1 << 20, 'x');
        pauseMs(options.integer("delay-ms", 0));
    }
    put("allocated\n");
    pauseMs(options.integer("hold-ms", 0));
    return blocks.empty() ? 1 : 0;
}

int printEndlessly(const Options &)
{
    const std::string block(4096, '.');
    while (true)
        put(block + "\n");
}

int printAtEnd(const Options &options)
{
    const int steps = options.integer("steps", 5);
    pauseMs(steps * options.integer("delay-ms", 0));
    for (int step = 1; step <= steps; ++step)
        printStep(options, step);
    return 0;
}

/// Where it runs: working directory, process group, terminal, and one variable's value.
int describe(const Options &options)
{
    char directory[4096];
    const char *const value = std::getenv(options.text("variable", "PATH").c_str());
    std::printf("directory %s\n", ::getcwd(directory, sizeof directory));
    std::printf("variable %s\n", value == nullptr ? "(not set)" : value);
    std::printf("pid %d group %d session %d\n", ::getpid(), ::getpgrp(), ::getsid(0));
    std::printf("input %s\n", std::getchar() == EOF ? "empty" : "not empty");
    return 0;
}

struct Behaviour
{
    const char *name;
    int (*run)(const Options &);
    const char *help;
};

constexpr Behaviour behaviours[] = {
    {"train", train,
     "prints --steps N lines, --delay-ms apart; --lr --depth --dropout --optimizer"},
    {"script", followScript,
     "prints --curve A_B_C step by step (wait: until file --gate is there), then hangs (--leave 1: "
     "ends)"},
    {"checkpoint", goOnFromCheckpoint,
     "prints --curve A_B_C up to --resource N, goes on from a file in --directory (--numbered 0: "
     "without steps)"},
    {"nan", printNan, "trains, then prints nan"},
    {"crash", crash, "trains, complains on stderr, ends with --exit-code N or by --signal N"},
    {"hang", hang, "trains, then does nothing for ever"},
    {"silent", staySilent, "prints nothing for --delay-ms, then ends"},
    {"ignore-term", ignoreTerm, "trains and hangs; only SIGKILL ends it"},
    {"save-on-term", saveOnTerm,
     "trains, waits for SIGTERM, writes --file in --save-ms, ends with --exit-code"},
    {"children", spawnChildren, "starts --children N, prints their pids, hangs (--leave 1: ends)"},
    {"daemon", spawnDaemon, "the same, double-forked in sessions of their own (--leave 0: hangs)"},
    {"flood", flood, "prints --lines N as fast as it can"},
    {"no-newline", omitLastNewline, "trains; the last line has no end"},
    {"progress", printProgress, "draws a progress bar with carriage returns"},
    {"invalid-utf8", printInvalidUtf8, "prints bytes that are not UTF-8"},
    {"cut-utf8", printCutUtf8, "writes UTF-8 byte by byte"},
    {"memory", allocate, "allocates --mib N, one every --delay-ms, holds it for --hold-ms"},
    {"endless", printEndlessly, "prints until it is stopped"},
    {"at-end", printAtEnd, "trains silently, prints everything at the end"},
    {"describe", describe, "prints where it runs, and --variable NAME"},
};

int printHelp()
{
    std::puts(
        "usage: fake_trainer [BEHAVIOUR] [--option VALUE]...\n\nBehaviours (default: train):");
    for (const Behaviour &behaviour : behaviours)
        std::printf("  %-13s %s\n", behaviour.name, behaviour.help);
    std::puts("\nEvery one that trains also takes the options of train, and --stream stderr.");
    return 0;
}

} // namespace

int main(int argc, char **argv)
{
    const std::string_view first = argc > 1 ? argv[1] : "train";
    if (first == "--help")
        return printHelp();
    const std::string_view name = first.starts_with("--") ? "train" : first;
    for (const Behaviour &behaviour : behaviours) {
        if (name == behaviour.name)
            return behaviour.run(Options(argc - 1, argv + 1));
    }
    std::fprintf(stderr, "fake_trainer does not know \"%s\"; see fake_trainer --help\n", argv[1]);
    return 2;
}
