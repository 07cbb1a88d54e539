// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/engine/execution/run_launcher.h"

#include <QObject>
#include <QString>

namespace attune::engine {

/// Runs on this machine: starts attune-keeper, which detaches itself and outlives this process.
class LocalLauncher : public QObject, public RunLauncher
{
    Q_OBJECT

public:
    /// `keeper`: the program; see findKeeper().
    explicit LocalLauncher(QString keeper, QObject *parent = nullptr);

    [[nodiscard]] Result<void> launch(const RunDirectory &run) override;
    [[nodiscard]] Result<void> stop(const RunDirectory &run, const StopRequest &request) override;
    [[nodiscard]] RunLife life(const RunDirectory &run) const override;

    /// $ATTUNE_KEEPER, else attune-keeper beside this executable, else in ../libexec/attune. Fails
    /// with NotFound.
    [[nodiscard]] static Result<QString> findKeeper();

private:
    QString m_keeper;
};

} // namespace attune::engine
