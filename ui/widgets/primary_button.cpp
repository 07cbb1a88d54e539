// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/primary_button.h"

#include <QDialog>
#include <QPushButton>

namespace attune::ui {

void makePrimary(QPushButton *button)
{
    Q_ASSERT(qobject_cast<QDialog *>(button->window()));
    button->setProperty("primary", true);
    button->setDefault(true);
}

} // namespace attune::ui
