// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/system_appearance.h"

#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusVariant>
#include <QGuiApplication>
#include <QPalette>

using namespace Qt::StringLiterals;

namespace attune::ui {

namespace {

constexpr int portalTimeoutMs = 150;
constexpr auto portalService = "org.freedesktop.portal.Desktop"_L1;
constexpr auto portalPath = "/org/freedesktop/portal/desktop"_L1;
constexpr auto settingsInterface = "org.freedesktop.portal.Settings"_L1;
constexpr auto appearanceGroup = "org.freedesktop.appearance"_L1;
constexpr auto schemeKey = "color-scheme"_L1;

enum Preference : uint { NoPreference = 0, PreferDark = 1, PreferLight = 2 };

} // namespace

SystemAppearance::SystemAppearance(QObject *parent) : QObject(parent)
{
    const QPalette palette = QGuiApplication::palette();
    m_isDark = palette.color(QPalette::Window).lightnessF() <
               palette.color(QPalette::WindowText).lightnessF();
    if (!qEnvironmentVariableIsSet("DBUS_SESSION_BUS_ADDRESS"))
        return;
    QDBusConnection bus = QDBusConnection::sessionBus();
    if (!bus.isConnected())
        return;
    QDBusMessage call =
        QDBusMessage::createMethodCall(portalService, portalPath, settingsInterface, u"Read"_s);
    call.setArguments({appearanceGroup, schemeKey});
    const QDBusMessage answer = bus.call(call, QDBus::Block, portalTimeoutMs);
    if (answer.type() == QDBusMessage::ReplyMessage && !answer.arguments().isEmpty()) {
        const auto outer = answer.arguments().front().value<QDBusVariant>().variant();
        const auto inner =
            outer.canConvert<QDBusVariant>() ? outer.value<QDBusVariant>().variant() : outer;
        take(inner.toUInt());
    }
    bus.connect(portalService, portalPath, settingsInterface, u"SettingChanged"_s, this,
                SLOT(takeSetting(QString, QString, QDBusVariant)));
}

void SystemAppearance::takeSetting(const QString &group, const QString &key,
                                   const QDBusVariant &value)
{
    if (group == appearanceGroup && key == schemeKey)
        take(value.variant().toUInt());
}

void SystemAppearance::take(uint preference)
{
    if (preference == NoPreference)
        return;
    const bool isDark = preference == PreferDark;
    if (isDark == m_isDark)
        return;
    m_isDark = isDark;
    Q_EMIT changed();
}

} // namespace attune::ui
