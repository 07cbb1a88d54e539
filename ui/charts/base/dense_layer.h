// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QImage>
#include <QObject>
#include <QRectF>
#include <QTimer>

#include <functional>
#include <vector>

namespace attune::ui {

/// Very many marks or lines, painted once into an image that is then drawn as it is. It is made a
/// slice of a few milliseconds at a time, so that no frame waits for all of it; items that come
/// later are added to what is there.
class DenseLayer : public QObject
{
    Q_OBJECT

public:
    /// Paints one item; the painter has the coordinates of the viewport.
    using PaintItem = std::function<void(QPainter &painter, int item)>;
    /// What is shown until a new picture is whole.
    enum class Former {
        Keep,    ///< the old one: it lies in the same place
        Discard, ///< the new one as it grows
    };

    explicit DenseLayer(PaintItem paintItem, QObject *parent = nullptr);

    /// Starts a new picture of `area` (viewport pixels) at `ratio` device pixels each.
    void restart(const QRectF &area, double ratio, std::vector<int> items, Former former);
    /// Adds an item on top.
    void append(int item);
    /// Paints all that is left at once.
    void finish();
    [[nodiscard]] bool isFinished() const { return m_next == m_items.size(); }

    void draw(QPainter &painter) const;

Q_SIGNALS:
    void advanced();

private:
    void paintSlice(qint64 budgetMs);

    PaintItem m_paintItem;
    QTimer m_timer;
    QRectF m_area;
    QRectF m_shownArea;
    QImage m_growing;
    QImage m_shown;
    std::vector<int> m_items;
    std::size_t m_next = 0;
};

} // namespace attune::ui
