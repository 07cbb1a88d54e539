// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

class QDBusVariant;

namespace attune::ui {

/// Whether the desktop prefers dark: asks the portal (org.freedesktop.appearance), else judges by
/// the platform's own palette.
class SystemAppearance : public QObject
{
    Q_OBJECT

public:
    /// Requires: the application's palette is still the platform's. Waits at most 150 ms for the
    /// portal.
    explicit SystemAppearance(QObject *parent = nullptr);

    [[nodiscard]] bool isDark() const { return m_isDark; }

Q_SIGNALS:
    void changed();

private Q_SLOTS:
    void takeSetting(const QString &group, const QString &key, const QDBusVariant &value);

private:
    void take(uint preference);

    bool m_isDark = false;
};

} // namespace attune::ui
