// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/keeper/exit_record.h"

#include "app/keeper/files.h"
#include "app/keeper/json.h"

#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstring>
#include <ctime>

#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

namespace attune::keeper {

namespace {

constexpr int quickAttempts = 600;
constexpr time_t quickPauseSeconds = 1;
constexpr time_t slowPauseSeconds = 10;

constexpr const char *reasonNames[] = {"exited",  "signalled", "notStarted", "wallClock",
                                       "silence", "output",    "memory",     "person",
                                       "rule",    "study",     "limit",      "terminated"};

std::string toJson(const ProcessIdentity &process)
{
    return "{\"pid\": " + std::to_string(process.pid) +
           ", \"startTicks\": " + std::to_string(process.startTicks) + "}";
}

std::string firstLineOf(const char *path)
{
    const std::string text = readFile(path).value_or("");
    return text.substr(0, text.find('\n'));
}

/// /etc/machine-id, which is not to be given away, by its FNV-1a hash; empty where there is none.
std::string machineMark()
{
    std::uint64_t hash = 0xcbf29ce484222325;
    const std::string id = firstLineOf("/etc/machine-id");
    for (const char c : id)
        hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3;
    return id.empty() ? std::string() : std::to_string(hash);
}

} // namespace

const char *nameOf(Reason reason)
{
    return reasonNames[static_cast<int>(reason)];
}

std::optional<StopRequest> readStop()
{
    const auto text = readFile("stop.json");
    if (!text)
        return std::nullopt;
    StopRequest request;
    const JsonResult read = readJson(*text);
    const auto *const object = std::get_if<JsonValue>(&read);
    const JsonValue *const why = object == nullptr ? nullptr : object->member("why");
    const JsonValue *const sentence = object == nullptr ? nullptr : object->member("sentence");
    for (const Reason reason : {Reason::Person, Reason::Rule, Reason::Study, Reason::Limit}) {
        if (why != nullptr && why->text == nameOf(reason))
            request.reason = reason;
    }
    if (sentence != nullptr)
        request.sentence = sentence->text;
    return request;
}

std::string toJson(const ExitRecord &record)
{
    char numbers[320];
    std::snprintf(numbers, sizeof numbers,
                  "\"exitCode\": %d, \"signal\": %d, \"cpuSeconds\": %.6f, "
                  "\"peakMemoryBytes\": %lld, \"startedMs\": %lld, \"endedMs\": %lld",
                  record.exitCode, record.signal, record.cpuSeconds,
                  static_cast<long long>(record.peakMemoryBytes),
                  static_cast<long long>(record.startedMs), static_cast<long long>(record.endedMs));
    std::string json = std::string("{\"reason\": \"") + nameOf(record.reason) + "\", " + numbers;
    if (!record.sentence.empty())
        json += ", \"sentence\": " + quoteJson(record.sentence);
    if (record.hasMetFullDisk)
        json += ", \"fullDisk\": true";
    if (record.failure) {
        json += ", \"failedStep\": " + quoteJson(record.failure->step) +
                ", \"errno\": " + std::to_string(record.failure->error) +
                ", \"errorText\": " + quoteJson(record.failure->text) +
                ", \"infrastructure\": " + (record.failure->isInfrastructure() ? "true" : "false");
    }
    return json + "}\n";
}

std::string startedJson(const ProcessIdentity &program, std::int64_t timeMs)
{
    char host[256] = "";
    ::gethostname(host, sizeof host - 1);
    return "{\"keeper\": " + toJson(identityOf(::getpid())) + ", \"program\": " + toJson(program) +
           ", \"bootId\": " + quoteJson(firstLineOf("/proc/sys/kernel/random/boot_id")) +
           ", \"host\": " + quoteJson(host) + ", \"machine\": " + quoteJson(machineMark()) +
           ", \"timeMs\": " + std::to_string(timeMs) + "}\n";
}

bool writeExitRecord(ExitRecord record, double graceSeconds)
{
    sigset_t orders;
    sigemptyset(&orders);
    sigaddset(&orders, SIGTERM);
    sigaddset(&orders, SIGINT);
    ::sigprocmask(SIG_BLOCK, &orders, nullptr);
    std::optional<std::int64_t> endAtMs; // once asked to end
    for (int attempt = 0; !writeFile("exit.json", toJson(record), Durability::OnDisk); ++attempt) {
        const int error = errno;
        const bool mayPass = isFullDisk(error) || error == EIO;
        if (error == ENOENT || (!mayPass && attempt >= quickAttempts) ||
            (endAtMs && steadyMs() >= *endAtMs))
            return false;
        record.hasMetFullDisk = record.hasMetFullDisk || isFullDisk(error);
        const bool isQuick = attempt < quickAttempts || endAtMs;
        const timespec pause{isQuick ? quickPauseSeconds : slowPauseSeconds, 0};
        if (::sigtimedwait(&orders, nullptr, &pause) > 0 && !endAtMs)
            endAtMs = steadyMs() + static_cast<std::int64_t>(graceSeconds * 1000.0);
    }
    return true;
}

void ringBell(const std::string &socketPath)
{
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    if (socketPath.empty() || socketPath.size() >= sizeof address.sun_path)
        return;
    std::memcpy(address.sun_path, socketPath.c_str(), socketPath.size());
    const int socket = ::socket(AF_UNIX, SOCK_DGRAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (socket < 0)
        return;
    ::sendto(socket, "e", 1, MSG_NOSIGNAL, reinterpret_cast<const sockaddr *>(&address),
             sizeof address);
    ::close(socket);
}

} // namespace attune::keeper
