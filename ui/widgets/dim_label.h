// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLabel>

namespace attune::ui {

/// A label of secondary text; follows the palette.
class DimLabel : public QLabel
{
    Q_OBJECT

public:
    explicit DimLabel(const QString &text = {}, QWidget *parent = nullptr);

protected:
    void changeEvent(QEvent *event) override;

private:
    void tint();
};

} // namespace attune::ui
