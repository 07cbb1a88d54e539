// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/dim_label.h"

#include "ui/theme/theme.h"

#include <QEvent>

namespace attune::ui {

DimLabel::DimLabel(const QString &text, QWidget *parent) : QLabel(text, parent)
{
    setForegroundRole(QPalette::WindowText); // inside of a table, too
    tint();
}

void DimLabel::changeEvent(QEvent *event)
{
    QLabel::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        tint();
}

void DimLabel::tint()
{
    const QColor dim = colorsOf(palette()).dimText;
    if (palette().color(QPalette::WindowText) == dim)
        return;
    QPalette own = palette();
    own.setColor(QPalette::WindowText, dim);
    setPalette(own);
}

} // namespace attune::ui
