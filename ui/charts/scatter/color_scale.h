// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace attune::ui {

/// What colours (and sizes) of a scatter stand for: a bar from low to high with its values.
class ColorScale : public QWidget
{
    Q_OBJECT

public:
    explicit ColorScale(QWidget *parent = nullptr);

    /// `isReversed`: low is the brightest. An empty title shows nothing.
    void setColor(const QString &title, const QString &low, const QString &high, bool isReversed);
    /// "size: max_depth 2 to 12", or nothing.
    void setSizeText(const QString &text);
    [[nodiscard]] QSize sizeHint() const override { return {360, 20}; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QString m_title;
    QString m_low;
    QString m_high;
    QString m_sizeText;
    bool m_isReversed = false;
};

} // namespace attune::ui
