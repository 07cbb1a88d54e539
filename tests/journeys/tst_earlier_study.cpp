// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/engine_study_library.h"
#include "app/desktop/window_list.h"
#include "app/engine/scheduling/study_runner.h"
#include "tests/support/fake_study_gateway.h"
#include "tests/support/no_warnings.h"
#include "tests/support/private_home.h"
#include "ui/shell/english_plurals.h"
#include "ui/shell/main_window.h"
#include "ui/shell/study_view.h"
#include "ui/theme/theme.h"
#include "ui/widgets/problem_label.h"

#include <QFileDialog>
#include <QLineEdit>
#include <QPushButton>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace attune;
using namespace attune::ui;

/// A person chooses an earlier study to start from, and is told at once what is wrong with it.
class TestEarlierStudy : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QCoreApplication::installTranslator(new EnglishPlurals(qApp));
        applyTheme(*qApp, ThemeChoice::Light);
    }
    void init() { failOnWarnings(); }

    void saysWhatIsWrongWithItAtOnce()
    {
        const QString home = m_home.path(u"home"_s);
        StudySettings settings = digitsSettings();
        QVERIFY(engine::createStudy(m_home.path(u"study"_s), settings, home));
        settings.name = "spring";
        QVERIFY(engine::createStudy(m_home.path(u"spring"_s), settings, home));
        desktop::EngineStudyLibrary library;
        desktop::WindowList windows(&library);
        m_window = windows.open(m_home.path(u"study"_s));
        QVERIFY(QTest::qWaitForWindowActive(m_window));
        QTRY_VERIFY(m_window->study());
        m_window->study()->showPage(u"setUp"_s);
        QTRY_VERIFY(m_window->findChild<QPushButton *>(u"addEarlierStudy"_s));
        choose(m_home.path(u"spring"_s));
        QTRY_VERIFY(isTold(u"\"spring\" has no complete trial to start from."_s));
        QTest::keyClicks(m_window->findChild<QLineEdit *>(u"earlierStudy0"_s), u"x"_s);
        QTRY_VERIFY(isTold(u"There is no study in "_s));
        QVERIFY(!isTold(u"has no complete trial"_s));
        m_window->findChild<QAbstractButton *>(u"removeEarlierStudy0"_s)->click();
        QTRY_VERIFY(!isTold(u"There is no study in "_s));
        m_window->close();
    }

private:
    void choose(const QString &folder)
    {
        m_window->findChild<QPushButton *>(u"addEarlierStudy"_s)->click();
        auto *dialog = m_window->findChild<QFileDialog *>();
        QVERIFY(dialog);
        dialog->setDirectory(folder);
        dialog->selectFile(folder);
        QMetaObject::invokeMethod(dialog, "accept");
        QTRY_VERIFY(m_window->findChild<QLineEdit *>(u"earlierStudy0"_s));
    }

    bool isTold(const QString &begin)
    {
        for (const auto *label : m_window->findChildren<ProblemLabel *>()) {
            if (label->isVisibleTo(m_window) && label->text().startsWith(begin))
                return true;
        }
        return false;
    }

    PrivateHome m_home;
    MainWindow *m_window = nullptr;
};

QTEST_MAIN(TestEarlierStudy)
#include "tst_earlier_study.moc"
