// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

namespace attune::ui {

class StudyModel;

/// What a chart's hover card says of a trial: its number and state, `detail` (what is under the
/// pointer), then its settings, two in a line.
[[nodiscard]] QStringList trialCard(const StudyModel &model, int trial, const QString &detail);

/// "Trial 27 · best", "Trial 12 · running".
[[nodiscard]] QString trialHeading(const StudyModel &model, int trial);

} // namespace attune::ui
