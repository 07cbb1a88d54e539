// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/space/value.h"

#include <QString>
#include <QStringList>

#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace attune::engine {

class StudyFolder;

/// What another process asks the writer to do.
namespace requests {

struct Run
{
    bool operator==(const Run &) const = default;
};
struct Pause
{
    bool operator==(const Pause &) const = default;
};
struct Stop
{
    bool letsGoOn = false; ///< running trials are not stopped
    bool operator==(const Stop &) const = default;
};
struct SetParallel
{
    int parallel = 1;
    bool operator==(const SetParallel &) const = default;
};
struct SetBudget
{
    int trials = 0;
    int parallel = 1;
    std::optional<double> seconds;
    bool operator==(const SetBudget &) const = default;
};
struct ApplySettings
{
    std::string json; ///< study.json
    bool operator==(const ApplySettings &) const = default;
};
struct Enqueue
{
    Settings settings;
    bool operator==(const Enqueue &) const = default;
};
struct CancelTrial
{
    int trial = 0;
    bool operator==(const CancelTrial &) const = default;
};
struct RetryTrial
{
    int trial = 0;
    bool operator==(const RetryTrial &) const = default;
};
struct SetExcluded
{
    int trial = 0;
    bool isExcluded = true;
    bool operator==(const SetExcluded &) const = default;
};
struct SetStarred
{
    int trial = 0;
    bool isStarred = true;
    bool operator==(const SetStarred &) const = default;
};
struct SetNote
{
    int trial = 0;
    std::string note;
    bool operator==(const SetNote &) const = default;
};

} // namespace requests

using Request = std::variant<requests::Run, requests::Pause, requests::Stop, requests::SetParallel,
                             requests::SetBudget, requests::ApplySettings, requests::Enqueue,
                             requests::CancelTrial, requests::RetryTrial, requests::SetExcluded,
                             requests::SetStarred, requests::SetNote>;

/// The request as a file's text, and back. Fails with Invalid, naming what is wrong.
[[nodiscard]] std::string textOf(const Request &request);
[[nodiscard]] Result<Request> requestOf(const std::string &text);

/// A request that has arrived: its file's name, and what it says (or why it cannot be read).
struct ArrivedRequest
{
    QString id;
    Result<Request> request;
};

/// The folder through which other processes ask the writer. A file is a request; it appears whole
/// (written aside, then renamed), and names sort by arrival.
class Inbox
{
public:
    explicit Inbox(const StudyFolder &folder);

    /// Puts a request in. Fails with Denied or Io.
    [[nodiscard]] Result<void> post(const Request &request) const;

    /// All that have arrived, in order, without those whose ids are in `taken`.
    [[nodiscard]] std::vector<ArrivedRequest> arrived(const QStringList &taken) const;
    /// The request has been carried out, and that is committed. False when its file stays.
    [[nodiscard]] bool remove(const QString &id) const;

    [[nodiscard]] const QString &path() const { return m_path; }

private:
    QString m_path;
};

} // namespace attune::engine
