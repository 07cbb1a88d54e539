// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/cli/cli_program.h"

#include "app/cli/command.h"
#include "app/cli/table.h"

#include <QDir>
#include <QRegularExpression>
#include <QSet>
#include <QtTest>

using namespace attune::cli;

namespace {

/// The help of the program (empty name) or of one command.
QByteArray helpOf(const QString &command)
{
    const QStringList arguments = command.isEmpty()
                                      ? QStringList{QStringLiteral("--help")}
                                      : QStringList{command, QStringLiteral("--help")};
    return attuneCli(QDir::tempPath(), arguments).output;
}

QStringList commandNames()
{
    QStringList names;
    for (const auto &command : allCommands())
        names.append(QString::fromLatin1(command->name()));
    return names;
}

/// `--from`, `-o` ... of a help text.
QSet<QString> optionsIn(const QByteArray &help)
{
    QSet<QString> options;
    static const QRegularExpression pattern(QStringLiteral("(?:^|[ ,])(--?[a-z][a-z-]*)"),
                                            QRegularExpression::MultilineOption);
    for (auto match = pattern.globalMatch(QString::fromUtf8(help)); match.hasNext();)
        options.insert(match.next().captured(1));
    return options;
}

QString packagingFile(const char *name)
{
    QFile file(QStringLiteral(ATTUNE_SOURCE_DIR "/packaging/") + QString::fromLatin1(name));
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

} // namespace

/// The program as a whole: its help, its pages, its completions, what it links.
class CliProgramTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral("."))); }

    void everyHelpFitsAScreen()
    {
        const QStringList commands = commandNames() << QString();
        for (const QString &command : commands) {
            const QList<QByteArray> lines = helpOf(command).trimmed().split('\n');
            QVERIFY2(lines.size() > 5 && lines.size() <= 24, qPrintable(command));
            for (const QByteArray &line : lines)
                QVERIFY2(line.size() <= 80, line.constData());
        }
    }

    void theHelpNamesEveryCommand()
    {
        const QByteArray help = helpOf({});
        for (const QString &command : commandNames())
            QVERIFY2(help.contains(' ' + command.toLatin1() + ' '), qPrintable(command));
    }

    void theManualHasEveryCommandAndOption()
    {
        QString page = packagingFile("man/attune-cli.1");
        page.remove(QLatin1Char('\\'));
        for (const QString &command : commandNames()) {
            QVERIFY2(page.contains(QStringLiteral("Cm ") + command), qPrintable(command));
            for (const QString &option : optionsIn(helpOf(command)))
                QVERIFY2(page.contains(QStringLiteral("Fl ") + option.mid(1)), qPrintable(option));
        }
    }

    void theManualOfTheWindowHasEveryOption()
    {
        QFile options(QStringLiteral(ATTUNE_SOURCE_DIR "/app/desktop/desktop_options.cpp"));
        QVERIFY(options.open(QIODevice::ReadOnly));
        QString page = packagingFile("man/attune.1");
        page.remove(QLatin1Char('\\'));
        static const QRegularExpression pattern(QStringLiteral("Option\\(u\"([a-z-]+)\""));
        int count = 0;
        for (auto match = pattern.globalMatch(QString::fromUtf8(options.readAll()));
             match.hasNext(); ++count) {
            const QString option = match.next().captured(1);
            QVERIFY2(page.contains(QStringLiteral("Fl -") + option), qPrintable(option));
        }
        QVERIFY(count >= 4);
    }

    void completionsHaveEveryCommandAndOption()
    {
        const QString bash = packagingFile("completions/attune-cli.bash");
        const QString zsh = packagingFile("completions/_attune-cli");
        const QString fish = packagingFile("completions/attune-cli.fish");
        for (const QString &command : commandNames()) {
            QVERIFY2(bash.contains(QLatin1Char(' ') + command), qPrintable(command));
            QVERIFY2(zsh.contains(QLatin1Char('\'') + command + QLatin1Char(':')),
                     qPrintable(command));
            QVERIFY2(fish.contains(QStringLiteral("-a ") + command), qPrintable(command));
            for (const QString &option : optionsIn(helpOf(command))) {
                if (!option.startsWith(QStringLiteral("--")))
                    continue;
                QVERIFY2(bash.contains(option), qPrintable(option));
                QVERIFY2(zsh.contains(option), qPrintable(option));
                QVERIFY2(fish.contains(QStringLiteral("-l ") + option.mid(2)), qPrintable(option));
            }
        }
    }

    void bashCompletesCommandsAndFormats()
    {
        const auto complete = [](const QString &line) {
            QProcess bash;
            bash.start(
                QStringLiteral("bash"),
                {QStringLiteral("-c"),
                 QStringLiteral(". \"$0\"; COMP_WORDS=($1); COMP_CWORD=$((${#COMP_WORDS[@]} - 1)); "
                                "_attune_cli; echo \"${COMPREPLY[*]}\""),
                 QStringLiteral(ATTUNE_SOURCE_DIR "/packaging/completions/attune-cli.bash"), line});
            bash.waitForFinished();
            return bash.readAllStandardOutput().trimmed();
        };
        QCOMPARE(complete(QStringLiteral("attune-cli tri")), QByteArray("trials trial"));
        QCOMPARE(complete(QStringLiteral("attune-cli best s --format y")), QByteArray("yaml"));
        QCOMPARE(complete(QStringLiteral("attune-cli run s --de")), QByteArray("--detach"));
    }

    void linksNoLibraryOfAWindow()
    {
        QProcess ldd;
        ldd.start(QStringLiteral("ldd"), {programPath("attune-cli")});
        QVERIFY(ldd.waitForFinished());
        const QByteArray libraries = ldd.readAllStandardOutput();
        QVERIFY(libraries.contains("libQt6Core"));
        for (const char *library : {"Qt6Gui", "Qt6Widgets", "Qt6Charts", "Qt6Svg", "libX11",
                                    "libxcb", "libGL", "wayland"})
            QVERIFY2(!libraries.contains(library), library);
    }

    void alignsTables()
    {
        Table table({{"name"}, {"n", Table::Align::Right}, {"note"}});
        table.addRow({"a", "1", "x"});
        table.addRow({"\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9", "100", "two\nlines"});
        QCOMPARE(table.text(),
                 std::string("name     n  note\n"
                             "a        1  x\n"
                             "\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9  100  two lines\n"));
    }
};

QTEST_GUILESS_MAIN(CliProgramTest)
#include "tst_cli_program.moc"
