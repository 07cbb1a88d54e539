// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pages/setup/set_up_section.h"

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
    /// `study` (borrowed) knows whether there are trials; may be null: there are none.
    WarmStartSection(StudyDocument *document, StudyModel *study, QWidget *parent = nullptr);

protected:
    void refresh() override;

private:
    struct Row
    {
        QLineEdit *folder = nullptr;
        QComboBox *kind = nullptr;
        QToolButton *remove = nullptr;
    };

    void rebuild();
    void addRow(std::size_t index);
    void connectRow(const Row &row, std::size_t index);
    void choose();
    void add(const QString &folder);
    [[nodiscard]] bool isSettled() const;

    StudyModel *m_study = nullptr;
    QPushButton *m_add = nullptr;
    QLabel *m_hint = nullptr;
    std::vector<Row> m_rows;
};

} // namespace attune::ui
