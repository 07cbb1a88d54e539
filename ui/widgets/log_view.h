// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/study/study_status.h"
#include "core/study/trial.h"
#include "ui/widgets/log_text.h"

#include <QTimer>
#include <QWidget>

#include <optional>

class QLabel;
class QLineEdit;
class QPlainTextEdit;

namespace attune::ui {

class ChipButton;
class SegmentedControl;
class StudyGateway;

/// The output of a run as it is written: follows the end, searches, keeps a bounded number of
/// lines.
class LogView : public QWidget
{
    Q_OBJECT

public:
    static constexpr int keptLines = 20'000;

    explicit LogView(StudyGateway *gateway, QWidget *parent = nullptr);

    /// Shows another run from its beginning; nothing for none.
    void setRun(std::optional<RunKey> run, bool isRunning);
    [[nodiscard]] QString text() const;

protected:
    void showEvent(QShowEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void buildControls();
    void restart();
    void fetch();
    void take(const QByteArray &bytes);
    void append(const QByteArray &bytes);
    void find(bool isBackwards);
    void highlight();
    [[nodiscard]] OutputStream stream() const;

    StudyGateway *m_gateway = nullptr;
    SegmentedControl *m_streams = nullptr;
    QLineEdit *m_search = nullptr;
    QLabel *m_matches = nullptr;
    ChipButton *m_follow = nullptr;
    QPlainTextEdit *m_text = nullptr;
    QTimer m_timer;
    std::optional<RunKey> m_run;
    bool m_isRunning = false;
    bool m_isFetching = false;
    bool m_hasTail = false;
    int m_generation = 0; ///< answers for a run shown before are dropped
    qint64 m_offset = 0;
    QByteArray m_held; ///< the newest whole piece, while more may come behind it
    LogText m_decoder;
};

} // namespace attune::ui
