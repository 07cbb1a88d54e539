// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/base/dense_layer.h"

#include <QElapsedTimer>
#include <QPainter>

#include <limits>

namespace attune::ui {

namespace {

constexpr qint64 sliceMs = 10;
constexpr std::size_t drawnAtOnce = 1000;
constexpr int itemsPerLook = 16; // a clock is read once for so many items

} // namespace

DenseLayer::DenseLayer(PaintItem paintItem, QObject *parent)
    : QObject(parent), m_paintItem(std::move(paintItem))
{
    m_timer.setInterval(0);
    connect(&m_timer, &QTimer::timeout, this, [this] {
        paintSlice(sliceMs);
        Q_EMIT advanced();
    });
}

void DenseLayer::restart(const QRectF &area, double ratio, std::vector<int> items, Former former)
{
    m_area = area;
    m_items = std::move(items);
    m_next = 0;
    m_growing = QImage((area.size() * ratio).toSize().expandedTo({1, 1}),
                       QImage::Format_ARGB32_Premultiplied);
    m_growing.setDevicePixelRatio(ratio);
    m_growing.fill(Qt::transparent);
    if (former == Former::Discard)
        m_shown = {};
    // Most studies are drawn whole here, without a flicker. Larger ones wait for the event loop, so
    // that a window that lays itself out in several steps paints them once.
    if (m_items.size() <= drawnAtOnce)
        paintSlice(sliceMs);
    if (!isFinished())
        m_timer.start();
}

void DenseLayer::append(int item)
{
    if (m_growing.isNull() && m_shown.isNull())
        return; // nothing has been started yet: the start will bring all items
    m_items.push_back(item);
    if (!m_timer.isActive())
        m_timer.start();
}

void DenseLayer::finish()
{
    paintSlice(std::numeric_limits<qint64>::max());
}

void DenseLayer::paintSlice(qint64 budgetMs)
{
    if (m_growing.isNull() && !m_shown.isNull() && !isFinished()) {
        m_growing = m_shown; // whole already: what comes is added to it
        m_shown = {};
    }
    if (m_growing.isNull())
        return;
    QElapsedTimer clock;
    clock.start();
    {
        QPainter painter(&m_growing);
        painter.translate(-m_area.topLeft());
        while (!isFinished()) {
            m_paintItem(painter, m_items[m_next++]);
            if (m_next % itemsPerLook == 0 && clock.elapsed() >= budgetMs)
                break;
        }
    }
    if (!isFinished())
        return;
    m_timer.stop();
    m_shown = std::exchange(m_growing, {});
    m_shownArea = m_area;
}

void DenseLayer::draw(QPainter &painter) const
{
    if (!m_shown.isNull())
        painter.drawImage(m_shownArea.topLeft(), m_shown);
    else if (!m_growing.isNull())
        painter.drawImage(m_area.topLeft(), m_growing);
}

} // namespace attune::ui
