// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/shell/page.h"

#include <QWidget>

class QLabel;
class QProgressBar;
class QSpinBox;
class QPushButton;

namespace attune::ui {

class ActionButton;
/// The bar on top of a study: run and stop, how many at once, how far, the best so far.
class RunBar : public QWidget
{
    Q_OBJECT

public:
    explicit RunBar(const StudyParts &parts, QWidget *parent = nullptr);

    /// A sentence why the study should not be started yet, or nothing.
    void setReadiness(std::function<QString()> whyNotReady);
    /// Run stands out while it is the one next act: the study is ready, and nothing has run.
    void showNextAct();

Q_SIGNALS:
    void parallelChosen(int parallel);

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    /// Undo and redo belong to the study, also while the number of trials has the focus.
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void build(const StudyParts &parts);
    void showParallel();
    void showStatus();
    void showBest();
    void showBestResult();

    StudyParts m_parts;
    std::function<QString()> m_whyNotReady;
    ActionButton *m_run = nullptr;
    QSpinBox *m_parallel = nullptr;
    QLabel *m_progressText = nullptr;
    QProgressBar *m_progress = nullptr;
    QLabel *m_timeLeft = nullptr;
    QLabel *m_bestWord = nullptr;
    QLabel *m_bestValue = nullptr;
    QPushButton *m_bestTrial = nullptr;
    QLabel *m_bestResult = nullptr; ///< where it is not the best trial's
    ActionButton *m_exportBest = nullptr;
};

} // namespace attune::ui
