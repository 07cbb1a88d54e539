// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/engine/execution/run_records.h"
#include "core/base/result.h"
#include "core/study/study_status.h"
#include "core/study/trial.h"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace attune::engine {

/// The directory of one run inside a study folder, and its files: the truth about the run.
/// Docs: docs/trial-protocol.md. A value: it holds paths and reads the files afresh at every call.
class RunDirectory
{
public:
    /// `studyFolder` absolute. Nothing is touched.
    RunDirectory(std::filesystem::path studyFolder, const RunKey &key);

    [[nodiscard]] const RunKey &key() const { return m_key; }
    [[nodiscard]] const std::filesystem::path &path() const { return m_path; }
    [[nodiscard]] const std::filesystem::path &studyFolder() const { return m_studyFolder; }

    /// As in Run::directory: "trials/000042/run-f0-r0-g0-a1", "test-runs/run-f0-r0-g0-a7".
    [[nodiscard]] std::string relativePath() const { return relativePathOf(m_key); }
    [[nodiscard]] static std::string relativePathOf(const RunKey &key);
    /// The inverse; nothing when it is not such a path.
    [[nodiscard]] static std::optional<RunKey> keyOf(const std::filesystem::path &relativePath);

    [[nodiscard]] std::filesystem::path logPath(OutputStream stream) const;
    [[nodiscard]] std::filesystem::path paramsPath() const; ///< what $ATTUNE_PARAMS_JSON names

    /// Makes the directory (empty: for files that a template renders into it). Fails with Busy when
    /// it has a job already, Denied on a read-only folder, Io on a full disk or where the study
    /// folder is not there.
    [[nodiscard]] Result<void> create() const;

    /// Writes params.json and then job.json, whole or not at all, and on disk when it returns.
    [[nodiscard]] Result<void> writeJob(const Job &job) const;

    /// Says why the keeper is about to be asked to stop. The first reason given stays.
    [[nodiscard]] Result<void> writeStop(const StopRequest &request) const;

    [[nodiscard]] bool hasJob() const;
    /// Whether the keeper has written how the run ended.
    [[nodiscard]] bool hasExit() const;
    [[nodiscard]] Result<Job> readJob() const;
    /// Nothing before the program was started; also nothing when it never could be.
    [[nodiscard]] std::optional<Started> readStarted() const;
    /// Nothing before the run has ended.
    [[nodiscard]] std::optional<ExitRecord> readExit() const;
    [[nodiscard]] std::optional<StopRequest> readStop() const;

    /// The last lines of a log, at most `count`, without line ends, invalid UTF-8 replaced.
    [[nodiscard]] std::vector<std::string> lastLines(OutputStream stream, int count) const;

    bool operator==(const RunDirectory &) const = default;

private:
    std::filesystem::path m_studyFolder;
    RunKey m_key;
    std::filesystem::path m_path;
};

/// Every run directory with a job.json below the study folder, by trial and in the order in
/// which its runs began; test runs last.
[[nodiscard]] std::vector<RunDirectory>
findRunDirectories(const std::filesystem::path &studyFolder);

/// A key for the next test run: trial -1, an attempt that no directory has yet.
[[nodiscard]] RunKey nextTestRunKey(const std::filesystem::path &studyFolder);

} // namespace attune::engine
