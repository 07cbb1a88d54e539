// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/fake_study_library.h"
#include "tests/support/no_warnings.h"
#include "ui/shell/english_plurals.h"
#include "ui/shell/main_window.h"
#include "ui/shell/study_view.h"
#include "ui/widgets/notice_bar.h"
#include "ui/widgets/notice_stack.h"

#include <QApplication>
#include <QPushButton>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

namespace attune::ui {

/// The window over made-up studies, with settings of its own, for tests of it to build on.
class WindowFixture : public QObject
{
protected:
    /// Once for all tests.
    void useOwnSettings(const QString &application)
    {
        QCoreApplication::installTranslator(new EnglishPlurals(qApp));
        QCoreApplication::setOrganizationName(QStringLiteral("Attune"));
        QCoreApplication::setApplicationName(application);
        QSettings::setDefaultFormat(QSettings::IniFormat);
        QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, m_settings.path());
    }

    /// Before each test: a window as at the very first start, and a study of 38 trials.
    template<typename Pages>
    void showWindow(Pages pages)
    {
        failOnWarnings();
        QSettings().clear();
        m_library = std::make_unique<FakeStudyLibrary>();
        fillWithTrials(gateway(), 38);
        m_window = std::make_unique<MainWindow>(m_library.get(), pages);
        m_window->show();
    }

    FakeStudyGateway &gateway() { return *m_library->gateway; }

    void open()
    {
        m_window->showStudy(m_library->gateway);
        // Shortcuts belong to the active window.
        m_window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    }

    QStringList notices()
    {
        QStringList texts;
        for (const NoticeStack *stack : m_window->findChildren<NoticeStack *>())
            texts << stack->texts();
        return texts;
    }

    QPushButton *button(const QString &name) { return m_window->findChild<QPushButton *>(name); }

    void click(const QString &name) { QTest::mouseClick(button(name), Qt::LeftButton); }

    void clickInNotice(const QString &text)
    {
        for (QPushButton *each : m_window->study()->notices()->findChildren<QPushButton *>()) {
            if (each->text() == text && each->isVisible())
                return QTest::mouseClick(each, Qt::LeftButton);
        }
        QFAIL(qPrintable(QStringLiteral("no button ") + text));
    }

    QTemporaryDir m_settings;
    std::unique_ptr<FakeStudyLibrary> m_library;
    std::unique_ptr<MainWindow> m_window;
};

} // namespace attune::ui
