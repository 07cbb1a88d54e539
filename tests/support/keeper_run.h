// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <nlohmann/json.hpp>

#include <csignal>
#include <string>
#include <vector>

/// A run directory of its own, for driving attune-keeper with fake_trainer the way a launcher does.
/// Whatever is left of the run when it goes out of scope is killed.
class KeeperRun
{
public:
    /// `arguments`: of fake_trainer.
    explicit KeeperRun(const std::vector<std::string> &arguments)
    {
        std::vector<std::string> command{ATTUNE_BIN_DIR "/fake_trainer"};
        command.insert(command.end(), arguments.begin(), arguments.end());
        job["command"] = command;
    }
    KeeperRun(const KeeperRun &) = delete;
    KeeperRun &operator=(const KeeperRun &) = delete;
    ~KeeperRun()
    {
        if (hasFile("exit.json"))
            return;
        for (const pid_t pid : {keeperPid(), programPid()}) {
            if (pid > 0)
                ::kill(pid, SIGKILL);
        }
    }

    nlohmann::json job; ///< written by start()

    [[nodiscard]] std::string path(const char *name = "") const
    {
        return m_directory.filePath(QString::fromUtf8(name)).toStdString();
    }
    [[nodiscard]] bool hasFile(const char *name) const
    {
        return QFile::exists(m_directory.filePath(QString::fromUtf8(name)));
    }
    [[nodiscard]] QByteArray contentOf(const char *name) const
    {
        QFile file(m_directory.filePath(QString::fromUtf8(name)));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    /// Null when it is not there.
    [[nodiscard]] nlohmann::json jsonOf(const char *name) const
    {
        return nlohmann::json::parse(contentOf(name).toStdString(), nullptr, false);
    }
    void write(const char *name, const std::string &content) const
    {
        QFile file(m_directory.filePath(QString::fromUtf8(name)));
        QVERIFY(file.open(QIODevice::WriteOnly));
        QCOMPARE(file.write(content.data(), qint64(content.size())), qint64(content.size()));
    }

    void start() const
    {
        write("job.json", job.dump());
        startKeeper();
    }
    void startKeeper() const { QVERIFY(QProcess::startDetached(keeper(), {m_directory.path()})); }
    /// A keeper that is waited for; its exit status.
    [[nodiscard]] int executeKeeper(const QStringList &options = {}) const
    {
        return QProcess::execute(keeper(), QStringList{m_directory.path()} + options);
    }
    static QString keeper() { return QStringLiteral(ATTUNE_BIN_DIR "/attune-keeper"); }

    /// As a launcher asks: the reason first, then the signal.
    void stop(const char *why, const char *sentence = "") const
    {
        write("stop.json", nlohmann::json{{"why", why}, {"sentence", sentence}}.dump());
        ::kill(keeperPid(), SIGTERM);
    }

    /// Waits for a file, and for `text` in it.
    [[nodiscard]] bool waitFor(const char *name, const QByteArray &text = {}) const
    {
        return QTest::qWaitFor(
            [&] { return hasFile(name) && (text.isEmpty() || contentOf(name).contains(text)); },
            20'000);
    }

    /// exit.json, waited for; empty when it did not come.
    [[nodiscard]] nlohmann::json exit() const
    {
        return waitFor("exit.json") ? jsonOf("exit.json") : nlohmann::json::object();
    }
    [[nodiscard]] std::string reason() const { return exit().value("reason", ""); }

    [[nodiscard]] pid_t keeperPid() const { return pidOf("keeper"); }
    [[nodiscard]] pid_t programPid() const { return pidOf("program"); }

    /// The pids that fake_trainer printed for its children.
    [[nodiscard]] QList<pid_t> childPids() const
    {
        QList<pid_t> pids;
        for (const QByteArray &line : contentOf("stdout.log").split('\n')) {
            if (line.startsWith("child "))
                pids.append(line.mid(6).toInt());
        }
        return pids;
    }

    /// Zombies are dead.
    static bool isAlive(pid_t pid)
    {
        QFile stat(QStringLiteral("/proc/%1/stat").arg(pid));
        return stat.open(QIODevice::ReadOnly) && !stat.readAll().contains(") Z ");
    }

private:
    [[nodiscard]] pid_t pidOf(const char *who) const
    {
        const nlohmann::json started = jsonOf("started.json");
        return started.is_object() ? started[who]["pid"].get<pid_t>() : 0;
    }

    QTemporaryDir m_directory;
};
