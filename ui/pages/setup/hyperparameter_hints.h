// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/study/study_settings.h"
#include "core/study/trial.h"

#include <QWidget>

#include <vector>

namespace attune::ui {

class NoticeBar;

/// How many trials have run without a value of a hyperparameter that would have been active in
/// them: it was added later. Excluded trials are not counted.
[[nodiscard]] int trialsWithout(const SearchSpace &space, const Hyperparameter &hyperparameter,
                                const std::vector<Trial> &trials);

/// Whether a run sees the hyperparameter in its environment only: neither the command, an
/// environment value nor a condition of another one speaks of it, and no template file may. False
/// without a command and without a valid name.
[[nodiscard]] bool isInEnvironmentOnly(const StudySettings &settings,
                                       const Hyperparameter &hyperparameter);

/// What is easily forgotten when a hyperparameter is added: the default that earlier trials ran
/// with, and its place in the command.
class HyperparameterHints : public QWidget
{
    Q_OBJECT

public:
    explicit HyperparameterHints(QWidget *parent = nullptr);

    void show(const StudySettings &settings, const Hyperparameter &hyperparameter,
              const std::vector<Trial> &trials);

private:
    NoticeBar *m_withoutDefault = nullptr;
    NoticeBar *m_withoutPlace = nullptr;
};

} // namespace attune::ui
