// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pages/setup/set_up_section.h"
#include "ui/ports/study_gateway.h"

#include <vector>

class QComboBox;
class QLineEdit;
class QPushButton;
class QToolButton;

namespace attune::ui {

class StudyModel;

/// The earlier studies that a study starts from; settled with its first trial.
class WarmStartSection : public SetUpSection
{
    Q_OBJECT

public:
    /// `study` knows whether there are trials, `gateway` what was taken over. Both are borrowed.
    WarmStartSection(StudyDocument *document, StudyModel *study, StudyGateway *gateway,
                     QWidget *parent = nullptr);

protected:
    void refresh() override;

private:
    struct Row
    {
        QLineEdit *folder = nullptr;
        QComboBox *kind = nullptr;
        QToolButton *remove = nullptr;
        QLabel *taken = nullptr;
    };

    void rebuild();
    void addRow(std::size_t index);
    void connectRow(const Row &row, std::size_t index);
    void choose();
    void add(const QString &folder);
    [[nodiscard]] bool isSettled() const;
    /// Which trial is the best of all, where the earlier ones count as results; else empty.
    [[nodiscard]] QString bestOfAll() const;
    /// Asks what was taken over, where the answer may be another one now.
    void askForTrials();

    StudyModel *m_study;
    StudyGateway *m_gateway;
    QPushButton *m_add = nullptr;
    QLabel *m_hint = nullptr;
    std::vector<Row> m_rows;
    StudySettings m_asked; ///< what was in force when it was asked for the last time
    std::vector<EarlierTrials> m_earlier;
};

} // namespace attune::ui
