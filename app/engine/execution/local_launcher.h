// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/engine/execution/run_launcher.h"

#include <QDeadlineTimer>
#include <QObject>
#include <QString>

#include <functional>
#include <map>

namespace attune::engine {

/// Runs on this machine: starts attune-keeper, which detaches itself and outlives this process.
class LocalLauncher : public QObject, public RunLauncher
{
    Q_OBJECT

public:
    /// `keeper`: the program; see findKeeper(). `isStudyThere`: whether missing files say anything;
    /// without it they do.
    explicit LocalLauncher(QString keeper, std::function<bool()> isStudyThere = {},
                           QObject *parent = nullptr);

    [[nodiscard]] Result<void> launch(const RunDirectory &run) override;
    [[nodiscard]] Result<void> stop(const RunDirectory &run, const StopRequest &request) override;
    [[nodiscard]] RunLife life(const RunDirectory &run) const override;

    /// $ATTUNE_KEEPER, else attune-keeper beside this executable, else in ../libexec/attune. Fails
    /// with NotFound.
    [[nodiscard]] static Result<QString> findKeeper();

private:
    [[nodiscard]] RunLife lifeByFiles(const RunDirectory &run) const;
    [[nodiscard]] bool mayBeDeletedWithItsStudy(const RunDirectory &run) const;
    [[nodiscard]] std::optional<Started> startedOf(const RunDirectory &run) const;

    QString m_keeper;
    std::function<bool()> m_isStudyThere;
    /// What has been read of living runs: whom to signal where the files are out of reach.
    mutable std::map<RunKey, Started> m_started;
    mutable std::map<RunKey, QDeadlineTimer> m_missing; ///< directories that are not there
};

} // namespace attune::engine
