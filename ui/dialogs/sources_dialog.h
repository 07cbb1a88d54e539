// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/ports/study_library.h"

#include <QDialog>

namespace attune::ui {

/// Where the ranges of a recipe come from, one hyperparameter after the other; addresses can be
/// followed.
class SourcesDialog : public QDialog
{
    Q_OBJECT

public:
    explicit SourcesDialog(const Recipe &recipe, QWidget *parent = nullptr);
};

} // namespace attune::ui
