// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/cli/cli_program.h"

#include <QDir>
#include <QtTest>

using namespace attune;
using namespace attune::cli;
using namespace Qt::StringLiterals;

namespace {

constexpr int timeoutMs = 60'000;

/// A disk of its own, of 2 MiB; where this process may mount none, it is not there.
class SmallDisk
{
public:
    explicit SmallDisk(const QString &place) : m_place(place)
    {
        m_isThere = QDir().mkpath(place) &&
                    QProcess::execute(u"mount"_s, {u"-t"_s, u"tmpfs"_s, u"-o"_s, u"size=2m"_s,
                                                   u"attune-test"_s, place}) == 0;
    }
    SmallDisk(const SmallDisk &) = delete;
    SmallDisk &operator=(const SmallDisk &) = delete;
    ~SmallDisk()
    {
        if (m_isThere)
            QProcess::execute(u"umount"_s, {u"-l"_s, m_place});
    }

    [[nodiscard]] bool isThere() const { return m_isThere; }

private:
    QString m_place;
    bool m_isThere = false;
};

} // namespace

class FullDiskTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void statusSaysWhatHoldsAStudyUp()
    {
        const StudyFolder folder(words("hang"), {{"limits", {{"graceSeconds", 1}}}});
        const SmallDisk disk(folder.path("s"));
        if (!disk.isThere())
            QSKIP("No disk can be mounted here.");
        QCOMPARE(folder.makeStudy().exitCode, 0);
        QProcess process;
        process.setWorkingDirectory(folder.path());
        process.start(programPath("attune-cli"), words("run s"));
        QTRY_COMPARE_WITH_TIMEOUT(folder.call(words("status s --json")).json()["state"], "running",
                                  timeoutMs);
        folder.write("s/large", QByteArray(2 << 20, 'x'));
        const auto status = folder.call(words("status s --json")).json();
        QVERIFY2(status["reason"].is_string() &&
                     status["reason"].get<std::string>().starts_with("Less than 1 MiB is left"),
                 status.dump().c_str());
        QVERIFY(QFile::remove(folder.path("s/large")));
        process.terminate();
        QVERIFY(process.waitForFinished(timeoutMs));
    }
};

QTEST_GUILESS_MAIN(FullDiskTest)
#include "tst_full_disk.moc"
