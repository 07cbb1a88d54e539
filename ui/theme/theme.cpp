// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/theme.h"

#include "ui/theme/attune_style.h"
#include "ui/theme/system_appearance.h"

#include <QApplication>

namespace attune::ui {

namespace {

/// Keeps an application's palette in step with the choice and the desktop; owned by the
/// application.
class ThemeFollower : public QObject
{
    Q_OBJECT

public:
    explicit ThemeFollower(QApplication *application)
        : QObject(application), m_application(application), m_appearance(this)
    {
        application->setStyle(new AttuneStyle);
        application->setFont(uiFont());
        connect(&m_appearance, &SystemAppearance::changed, this, [this] { show(); });
    }

    void choose(ThemeChoice choice)
    {
        m_choice = choice;
        show();
    }

private:
    void show()
    {
        const bool isDark = m_choice == ThemeChoice::Dark ||
                            (m_choice == ThemeChoice::System && m_appearance.isDark());
        m_application->setPalette(isDark ? darkPalette() : lightPalette());
    }

    QApplication *m_application;
    SystemAppearance m_appearance;
    ThemeChoice m_choice = ThemeChoice::System;
};

} // namespace

void applyTheme(QApplication &application, ThemeChoice choice)
{
    auto *follower = application.findChild<ThemeFollower *>(QString(), Qt::FindDirectChildrenOnly);
    if (!follower)
        follower = new ThemeFollower(&application);
    follower->choose(choice);
}

} // namespace attune::ui

#include "theme.moc"
