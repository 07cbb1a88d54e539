// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/execution/run_directory.h"

#include "app/engine/execution/atomic_file.h"
#include "app/engine/execution/line_splitter.h"
#include "app/engine/execution/run_json.h"

#include <algorithm>
#include <cstdio>
#include <fstream>
#include <tuple>

namespace attune::engine {

namespace fs = std::filesystem;

namespace {

constexpr const char *jobName = "job.json";
constexpr std::streamoff tailBytes = 64 * 1024;

/// Less for a run that began earlier: a replicate runs all folds before the next one does.
std::tuple<int, int, int, int, int> placeOf(const RunKey &key)
{
    return {key.trial, key.replicate, key.fold, key.rung, key.attempt};
}

std::string runNameOf(const RunKey &key)
{
    char name[96];
    std::snprintf(name, sizeof name, "run-f%d-r%d-g%d-a%d", key.fold, key.replicate, key.rung,
                  key.attempt);
    return name;
}

/// The subdirectories of `parent`; none when it cannot be read.
std::vector<fs::path> directoriesIn(const fs::path &parent)
{
    std::vector<fs::path> found;
    std::error_code error;
    for (fs::directory_iterator entry(parent, error), end; !error && entry != end;
         entry.increment(error)) {
        if (std::error_code unreadable; entry->is_directory(unreadable))
            found.push_back(entry->path());
    }
    return found;
}

/// The last bytes of a file, and whether that is all of it.
std::pair<std::string, bool> tailOf(const fs::path &path)
{
    std::ifstream file(path, std::ios::binary | std::ios::ate);
    const std::streamoff size = file ? std::streamoff(file.tellg()) : 0;
    const std::streamoff begin = std::max<std::streamoff>(size - tailBytes, 0);
    std::string tail(static_cast<std::size_t>(size - begin), '\0');
    file.seekg(begin);
    file.read(tail.data(), std::streamsize(tail.size()));
    tail.resize(static_cast<std::size_t>(std::max<std::streamsize>(file.gcount(), 0)));
    return {std::move(tail), begin == 0};
}

} // namespace

RunDirectory::RunDirectory(fs::path studyFolder, const RunKey &key)
    : m_studyFolder(std::move(studyFolder)), m_key(key), m_path(m_studyFolder / relativePath())
{}

std::string RunDirectory::relativePathOf(const RunKey &key)
{
    if (key.trial < 0)
        return "test-runs/" + runNameOf(key);
    char trial[32];
    std::snprintf(trial, sizeof trial, "trials/%06d/", key.trial);
    return trial + runNameOf(key);
}

std::optional<RunKey> RunDirectory::keyOf(const fs::path &relativePath)
{
    const std::string text = relativePath.generic_string();
    RunKey key;
    const bool isTest = std::sscanf(text.c_str(), "test-runs/run-f%d-r%d-g%d-a%d", &key.fold,
                                    &key.replicate, &key.rung, &key.attempt) == 4;
    if (isTest)
        key.trial = -1;
    else if (std::sscanf(text.c_str(), "trials/%d/run-f%d-r%d-g%d-a%d", &key.trial, &key.fold,
                         &key.replicate, &key.rung, &key.attempt) != 5)
        return std::nullopt;
    return relativePathOf(key) == text ? std::optional(key) : std::nullopt;
}

fs::path RunDirectory::logPath(OutputStream stream) const
{
    return m_path / (stream == OutputStream::Stdout ? "stdout.log" : "stderr.log");
}

fs::path RunDirectory::paramsPath() const
{
    return m_path / "params.json";
}

Result<void> RunDirectory::create() const
{
    if (hasJob())
        return Error{ErrorKind::Busy, "\"" + m_path.string() + "\" holds a run already."};
    // One by one: never the study's folder itself, which may just have been moved away.
    for (const fs::path &path :
         {m_path.parent_path().parent_path(), m_path.parent_path(), m_path}) {
        std::error_code error;
        if (path != m_studyFolder)
            fs::create_directory(path, error);
        if (error)
            return writeError(path, error.value());
    }
    return {};
}

Result<void> RunDirectory::writeJob(const Job &job) const
{
    const Result<std::string> params = paramsJson(job);
    const Result<std::string> text = toJson(job, m_key);
    for (const auto *const result : {&params, &text}) {
        if (!*result)
            return result->error();
    }
    if (auto written = writeFile(paramsPath(), *params, Durability::Atomic); !written)
        return written;
    return writeFile(m_path / jobName, *text, Durability::OnDisk);
}

Result<void> RunDirectory::writeStop(const StopRequest &request) const
{
    return writeFileOnce(m_path / "stop.json", toJson(request));
}

bool RunDirectory::hasJob() const
{
    std::error_code error;
    return fs::exists(m_path / jobName, error);
}

bool RunDirectory::hasExit() const
{
    std::error_code error;
    return fs::exists(m_path / "exit.json", error);
}

Result<Job> RunDirectory::readJob() const
{
    const fs::path path = m_path / jobName;
    const std::optional<std::string> text = readFile(path);
    if (!text)
        return Error{ErrorKind::NotFound, "There is no \"" + path.string() + "\"."};
    std::optional<Job> job = jobFromJson(*text);
    if (!job)
        return Error{ErrorKind::Damaged, "\"" + path.string() + "\" cannot be understood."};
    return std::move(*job);
}

std::optional<Started> RunDirectory::readStarted() const
{
    const auto text = readFile(m_path / "started.json");
    return text ? startedFromJson(*text) : std::nullopt;
}

std::optional<ExitRecord> RunDirectory::readExit() const
{
    const auto text = readFile(m_path / "exit.json");
    return text ? exitFromJson(*text) : std::nullopt;
}

std::optional<StopRequest> RunDirectory::readStop() const
{
    const auto text = readFile(m_path / "stop.json");
    return text ? stopFromJson(*text) : std::nullopt;
}

std::vector<std::string> RunDirectory::lastLines(OutputStream stream, int count) const
{
    const auto [tail, isAll] = tailOf(logPath(stream));
    std::vector<std::string> lines;
    bool isWhole = isAll; // the first line of a tail may lack its beginning
    const auto take = [&](const LineSplitter::Line &line) {
        if (isWhole && !line.text.empty())
            lines.push_back(displayText(line.text));
        isWhole = true;
    };
    LineSplitter splitter;
    splitter.feed(tail, take);
    splitter.flush(take);
    const auto excess = std::ssize(lines) - count;
    if (excess > 0)
        lines.erase(lines.begin(), lines.begin() + excess);
    return lines;
}

std::vector<RunDirectory> findRunDirectories(const fs::path &studyFolder)
{
    std::vector<fs::path> parents = directoriesIn(studyFolder / "trials");
    parents.push_back(studyFolder / "test-runs");
    std::vector<RunDirectory> runs;
    for (const fs::path &parent : parents) {
        for (const fs::path &path : directoriesIn(parent)) {
            const auto key = RunDirectory::keyOf(path.lexically_relative(studyFolder));
            if (!key)
                continue;
            RunDirectory run(studyFolder, *key);
            if (run.hasJob())
                runs.push_back(std::move(run));
        }
    }
    std::ranges::sort(runs, [](const RunDirectory &a, const RunDirectory &b) {
        const bool isTestA = a.key().trial < 0;
        const bool isTestB = b.key().trial < 0;
        return isTestA != isTestB ? isTestB : placeOf(a.key()) < placeOf(b.key());
    });
    return runs;
}

RunKey nextTestRunKey(const fs::path &studyFolder)
{
    RunKey next{.trial = -1, .fold = 0, .replicate = 0, .rung = 0, .attempt = 1};
    for (const fs::path &path : directoriesIn(studyFolder / "test-runs")) {
        const auto key = RunDirectory::keyOf(path.lexically_relative(studyFolder));
        if (key)
            next.attempt = std::max(next.attempt, key->attempt + 1);
    }
    return next;
}

} // namespace attune::engine
