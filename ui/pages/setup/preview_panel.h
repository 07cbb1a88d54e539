// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/panel.h"

#include <QTimer>

class QScrollArea;

namespace attune::ui {

class DimLabel;
class StudyDocument;
class WrappedText;

/// Ten sampled command lines as they would be run, values that vary in bold.
class PreviewPanel : public Panel
{
    Q_OBJECT

public:
    explicit PreviewPanel(StudyDocument *document, QWidget *parent = nullptr);

    /// The command lines that are shown.
    [[nodiscard]] QStringList lines() const;
    void resample();

private:
    void refreshSoon();
    void refresh();

    StudyDocument *m_document = nullptr;
    QTimer m_pauseTimer; ///< runs after each refresh; what changes meanwhile is shown at its end
    bool m_isStale = false;
    int m_draw = 0;
    DimLabel *m_hint = nullptr;
    QScrollArea *m_scroll = nullptr;
    QWidget *m_filler = nullptr; ///< keeps the hint at the top
    QList<WrappedText *> m_texts;
    QList<QWidget *> m_rules;
};

} // namespace attune::ui
