// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/single_instance.h"

#include <QDBusConnection>
#include <QDBusConnectionInterface>
#include <QDBusMessage>

using namespace Qt::StringLiterals;

namespace attune::desktop {

namespace {

constexpr auto serviceName = "io.github.attune.Attune"_L1;
constexpr auto objectPath = "/io/github/attune/Attune"_L1;
constexpr int handOverTimeoutMs = 2000;

bool hasBus()
{
    return qEnvironmentVariableIsSet("DBUS_SESSION_BUS_ADDRESS") &&
           QDBusConnection::sessionBus().isConnected();
}

} // namespace

bool SingleInstance::handOver(const QString &path)
{
    if (!hasBus() || !QDBusConnection::sessionBus().interface()->isServiceRegistered(serviceName))
        return false;
    QDBusMessage call =
        QDBusMessage::createMethodCall(serviceName, objectPath, serviceName, u"Open"_s);
    call.setArguments({path});
    const QDBusMessage answer =
        QDBusConnection::sessionBus().call(call, QDBus::Block, handOverTimeoutMs);
    return answer.type() == QDBusMessage::ReplyMessage;
}

void SingleInstance::listen()
{
    if (!hasBus())
        return;
    QDBusConnection bus = QDBusConnection::sessionBus();
    bus.registerObject(objectPath, this, QDBusConnection::ExportScriptableSlots);
    bus.registerService(serviceName);
}

void SingleInstance::Open(const QString &path)
{
    Q_EMIT pathWanted(path);
}

} // namespace attune::desktop
