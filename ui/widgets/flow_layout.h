// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLayout>

namespace attune::ui {

/// Lays widgets out like words of a text: left to right, and on to the next line.
class FlowLayout : public QLayout
{
public:
    explicit FlowLayout(QWidget *parent = nullptr, int gap = 8);
    ~FlowLayout() override;

    void addItem(QLayoutItem *item) override;
    [[nodiscard]] int count() const override;
    [[nodiscard]] QLayoutItem *itemAt(int index) const override;
    QLayoutItem *takeAt(int index) override;
    [[nodiscard]] Qt::Orientations expandingDirections() const override;
    [[nodiscard]] bool hasHeightForWidth() const override;
    [[nodiscard]] int heightForWidth(int width) const override;
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSize() const override;
    void setGeometry(const QRect &rect) override;

private:
    enum class Act { Measure, Place };
    int flow(const QRect &rect, Act act) const;

    QList<QLayoutItem *> m_items;
    int m_gap;
};

} // namespace attune::ui
