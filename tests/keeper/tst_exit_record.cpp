// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/keeper/exit_record.h"
#include "app/keeper/json.h"
#include "tests/support/keeper_run.h"

#include <filesystem>
#include <memory>

#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

using namespace attune::keeper;

/// exit.json and the bell.
class ExitRecordTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void exitRecordIsAtomic()
    {
        for (int i = 0; i < 20; ++i) {
            KeeperRun run({"train", "--steps", "1"});
            run.start();
            QByteArray content;
            QElapsedTimer timer;
            timer.start();
            while (content.isEmpty() && timer.elapsed() < 10'000)
                content = run.contentOf("exit.json"); // whatever is seen first must be whole
            QVERIFY(nlohmann::json::accept(content.toStdString()));
            QVERIFY(!run.hasFile("exit.json.tmp"));
        }
    }

    void isReadableWhateverTheSentence()
    {
        ExitRecord record;
        record.reason = Reason::Rule;
        record.sentence = "Said \"no\" \\ to\na new line, \x01, and Zürich.";
        const JsonResult read = readJson(toJson(record));
        QVERIFY(std::holds_alternative<JsonValue>(read));
        QCOMPARE(std::get<JsonValue>(read).member("sentence")->text, record.sentence);
        QCOMPARE(std::get<JsonValue>(read).member("reason")->text, "rule");
    }

    void damagedJobIsRecordedToo()
    {
        KeeperRun run({});
        run.write("job.json", R"({"command": ["/bin/true"], "command": []})");
        run.startKeeper();
        QCOMPARE(run.reason(), "notStarted");
        QCOMPARE(run.exit()["failedStep"].get<std::string>(), "job");
        QVERIFY(QByteArray::fromStdString(run.exit()["errorText"]).contains("the same name twice"));
    }

    void ringsTheBellWhenAllIsWritten()
    {
        const QTemporaryDir directory;
        const QByteArray path = directory.filePath(QStringLiteral("bell")).toUtf8();
        const int socket = ::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
        const auto closeSocket = qScopeGuard([socket] { ::close(socket); });
        sockaddr_un address{};
        address.sun_family = AF_UNIX;
        qstrncpy(address.sun_path, path.constData(), sizeof address.sun_path);
        QCOMPARE(::bind(socket, reinterpret_cast<sockaddr *>(&address), sizeof address), 0);
        const timeval patience{20, 0};
        ::setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);

        KeeperRun run({"train", "--steps", "2"});
        run.job["bell"] = path.toStdString();
        run.start();
        char datagram[8];
        QCOMPARE(::recv(socket, datagram, sizeof datagram, 0), 1);
        QVERIFY(run.hasFile("exit.json"));
    }

    void waitsUntilItCanBeWritten()
    {
        KeeperRun run({"train", "--steps", "1"});
        QVERIFY(std::filesystem::create_directory(run.path("exit.json.tmp"))); // a full disk
        run.start();
        QVERIFY(run.waitFor("started.json"));
        QTRY_VERIFY(!KeeperRun::isAlive(run.programPid()));
        QVERIFY(KeeperRun::isAlive(run.keeperPid()));
        QVERIFY(std::filesystem::remove(run.path("exit.json.tmp")));
        QCOMPARE(run.reason(), "exited");
    }

    void givesUpWhereItsDirectoryIsGone()
    {
        KeeperRun run({"hang"});
        run.start();
        QVERIFY(run.waitFor("started.json"));
        const pid_t keeper = run.keeperPid();
        const pid_t program = run.programPid();
        std::filesystem::remove_all(run.path());
        QTRY_VERIFY(!KeeperRun::isAlive(keeper));
        QVERIFY(!KeeperRun::isAlive(program));
    }

    void goesOnInADirectoryThatWasMoved()
    {
        KeeperRun run({"train", "--steps", "10", "--delay-ms", "50"});
        run.start();
        QVERIFY(run.waitFor("started.json"));
        const std::string elsewhere = run.path() + "-elsewhere";
        std::filesystem::rename(run.path(), elsewhere);
        QTRY_VERIFY(std::filesystem::exists(elsewhere + "/exit.json"));
        std::filesystem::rename(elsewhere, run.path());
        QCOMPARE(run.reason(), "exited");
    }

    void waitsNoLongerWhenAskedToEnd()
    {
        KeeperRun run({"train", "--steps", "1"});
        run.job["limits"] = {{"graceSeconds", 0.2}};
        QVERIFY(std::filesystem::create_directory(run.path("exit.json.tmp"))); // a full disk
        run.start();
        QVERIFY(run.waitFor("started.json"));
        QTRY_VERIFY(!KeeperRun::isAlive(run.programPid()));
        ::kill(run.keeperPid(), SIGTERM);
        QTRY_VERIFY(!KeeperRun::isAlive(run.keeperPid()));
    }

    void nobodyNeedsToListen()
    {
        KeeperRun run({"train", "--steps", "1"});
        run.job["bell"] = run.path("nobody");
        run.start();
        QCOMPARE(run.reason(), "exited");
    }
};

QTEST_GUILESS_MAIN(ExitRecordTest)
#include "tst_exit_record.moc"
