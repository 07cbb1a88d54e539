// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pages/setup/set_up_section.h"

class QPushButton;

namespace attune::ui {

class PairsEditor;

/// The slots in which runs execute, each with its own environment.
class SlotsSection : public SetUpSection
{
    Q_OBJECT

public:
    explicit SlotsSection(StudyDocument *document, QWidget *parent = nullptr);

protected:
    void refresh() override;

private:
    void rebuild();
    void addSlot(std::size_t index);

    QVBoxLayout *m_rows = nullptr;
    QLabel *m_hint = nullptr;
    std::vector<PairsEditor *> m_environments;
};

} // namespace attune::ui
