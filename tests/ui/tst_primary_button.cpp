// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/primary_button.h"

#include "tests/support/fake_study_gateway.h"
#include "tests/support/no_warnings.h"
#include "ui/dialogs/choose_dialog.h"
#include "ui/dialogs/clone_trial_dialog.h"
#include "ui/dialogs/confirm_dialog.h"
#include "ui/dialogs/export_dialog.h"
#include "ui/dialogs/save_recipe_dialog.h"
#include "ui/shell/close_dialog.h"

#include <QApplication>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

#include <memory>

using namespace attune;
using namespace attune::ui;
using namespace Qt::StringLiterals;

/// Enter presses the blue button of every dialog, from wherever the keyboard is at first.
class TestPrimaryButton : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        failOnWarnings();
        m_gateway = std::make_unique<FakeStudyGateway>();
        fillWithTrials(*m_gateway, 12);
    }

    void enterPressesTheBlueButton_data()
    {
        QTest::addColumn<QString>("dialog");
        for (const char *name : {"choose", "clone", "close", "confirm", "export", "recipe"})
            QTest::newRow(name) << QString::fromLatin1(name);
    }

    void enterPressesTheBlueButton()
    {
        QFETCH(QString, dialog);
        const std::unique_ptr<QDialog> shown(make(dialog));
        shown->setAttribute(Qt::WA_DeleteOnClose, false);
        shown->show();
        QVERIFY(QTest::qWaitForWindowActive(shown.get()));
        QPushButton *primary = nullptr;
        for (QPushButton *button : shown->findChildren<QPushButton *>()) {
            if (button->property("primary").toBool())
                primary = button;
        }
        QVERIFY(primary);
        QVERIFY(primary->isDefault());
        // It may open what waits for the person.
        disconnect(primary, nullptr, shown.get(), nullptr);
        const QSignalSpy pressed(primary, &QPushButton::clicked);
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
        QCOMPARE(pressed.count(), 1);
    }

    void enterInAFieldSavesTheRecipe()
    {
        SaveRecipeDialog dialog(u"train"_s, nullptr);
        dialog.setAttribute(Qt::WA_DeleteOnClose, false);
        const QSignalSpy saved(&dialog, &SaveRecipeDialog::saveWanted);
        dialog.show();
        QVERIFY(QTest::qWaitForWindowActive(&dialog));
        auto *name = dialog.findChild<QWidget *>(u"recipeName"_s);
        name->setFocus();
        QTest::keyClick(name, Qt::Key_End);
        QTest::keyClicks(name, u"er"_s);
        QTest::keyClick(name, Qt::Key_Return);
        QCOMPARE(saved.count(), 1);
        QCOMPARE(saved.front().front().toString(), u"trainer"_s);
        QVERIFY(dialog.isVisible());
    }

private:
    QDialog *make(const QString &name)
    {
        if (name == "choose"_L1)
            return new ChooseDialog(m_gateway->settings, Machine{});
        if (name == "clone"_L1)
            return new CloneTrialDialog(m_gateway->settings.space, m_gateway->trials.front());
        if (name == "close"_L1)
            return new CloseDialog(3, nullptr);
        if (name == "confirm"_L1)
            return new ConfirmDialog(m_gateway.get());
        if (name == "export"_L1)
            return new ExportDialog(m_gateway.get(), u"Best"_s, u"digits"_s, -1, nullptr);
        return new SaveRecipeDialog(u"train"_s, nullptr);
    }

    std::unique_ptr<FakeStudyGateway> m_gateway;
};

QTEST_MAIN(TestPrimaryButton)
#include "tst_primary_button.moc"
