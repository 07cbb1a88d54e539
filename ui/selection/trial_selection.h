// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

#include <optional>
#include <set>

namespace attune::ui {

/// The one selection that all charts and tables of a window share.
class TrialSelection : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    [[nodiscard]] std::optional<int> current() const { return m_current; } ///< shown in the drawer
    [[nodiscard]] std::optional<int> hovered() const { return m_hovered; }
    [[nodiscard]] const std::set<int> &selected() const { return m_selected; }

    void setCurrent(std::optional<int> trial);
    void setHovered(std::optional<int> trial);
    void setSelected(std::set<int> trials);

Q_SIGNALS:
    void currentChanged(std::optional<int> trial);
    void hoveredChanged(std::optional<int> trial);
    void selectedChanged();

private:
    std::optional<int> m_current;
    std::optional<int> m_hovered;
    std::set<int> m_selected;
};

} // namespace attune::ui
