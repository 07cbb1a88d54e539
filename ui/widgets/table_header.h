// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHeaderView>

#include <vector>

namespace attune::ui {

/// A calm table header: small dim titles aligned as their columns, the sort arrow behind the title.
class TableHeader : public QHeaderView
{
    Q_OBJECT

public:
    explicit TableHeader(QWidget *parent = nullptr);

    /// Room that a title needs, the arrow included.
    [[nodiscard]] int widthFor(const QString &title) const;

    /// What each section needs. Room that is left is shared out in proportion, up to a point; a
    /// section that a person drags keeps its share.
    void setNaturalWidths(std::vector<int> widths);

protected:
    void resizeEvent(QResizeEvent *event) override;
    void paintSection(QPainter *painter, const QRect &rect, int section) const override;
    void paintEvent(QPaintEvent *event) override;

private:
    void spread();
    void takeWidth(int section, int former, int width);

    std::vector<int> m_widths;
    double m_stretch = 1.0;
    bool m_isSpreading = false;
};

} // namespace attune::ui
