// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/storage/inbox.h"

#include "app/engine/storage/study_folder.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace attune;
using namespace attune::engine;
using namespace Qt::StringLiterals;

class TestInbox : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(u".?"_s)); }
    void bringsBackEveryRequestAsItWas();
    void handsOutRequestsInOrderOfArrival();
    void passesOverWhatWasTakenAndWhatIsNotWhole();
    void saysWhatIsWrongWithARequest();
    void failsWithoutAFolder();
};

namespace {

const std::vector<Request> everyRequest = {
    requests::Run{},
    requests::Pause{},
    requests::Stop{true},
    requests::SetParallel{4},
    requests::SetBudget{30, 2, 60.5},
    requests::SetBudget{30, 2, std::nullopt},
    requests::ApplySettings{"{\"attune\": 1}"},
    requests::Enqueue{{{"lr", 0.1}, {"depth", std::int64_t(3)}, {"on", true}, {"opt", "adam"}}},
    requests::CancelTrial{7},
    requests::RetryTrial{8},
    requests::SetExcluded{9, false},
    requests::SetStarred{10, true},
    requests::SetNote{11, "good one, \"really\"\n"},
};

} // namespace

void TestInbox::bringsBackEveryRequestAsItWas()
{
    for (const Request &request : everyRequest) {
        const auto back = requestOf(textOf(request));
        QVERIFY2(back, textOf(request).c_str());
        QVERIFY2(*back == request, textOf(request).c_str());
    }
}

void TestInbox::handsOutRequestsInOrderOfArrival()
{
    const QTemporaryDir place;
    QVERIFY(QDir(place.path()).mkpath(u"inbox"_s));
    const Inbox inbox{StudyFolder(place.path())};
    for (const Request &request : everyRequest)
        QVERIFY(inbox.post(request));
    const auto arrived = inbox.arrived({});
    QCOMPARE(arrived.size(), everyRequest.size());
    for (std::size_t i = 0; i < arrived.size(); ++i)
        QVERIFY(*arrived[i].request == everyRequest[i]);
}

void TestInbox::passesOverWhatWasTakenAndWhatIsNotWhole()
{
    const QTemporaryDir place;
    QVERIFY(QDir(place.path()).mkpath(u"inbox"_s));
    const Inbox inbox{StudyFolder(place.path())};
    QVERIFY(inbox.post(requests::Pause{}));
    QVERIFY(inbox.post(requests::Run{}));
    QFile half(inbox.path() + u"/half.json.part"_s);
    QVERIFY(half.open(QIODevice::WriteOnly));
    const auto arrived = inbox.arrived({});
    QCOMPARE(arrived.size(), 2u);
    QCOMPARE(inbox.arrived({arrived[0].id}).size(), 1u);
    QVERIFY(inbox.remove(arrived[0].id));
    QVERIFY(inbox.remove(arrived[1].id));
    QCOMPARE(inbox.arrived({}).size(), 0u);
}

void TestInbox::saysWhatIsWrongWithARequest()
{
    for (const char *text :
         {"", "[]", "{}", "{\"request\": \"dance\"}", "{\"request\": \"cancel\", \"trial\": \"x\"}",
          "{\"request\": \"enqueue\", \"values\": {\"lr\": [1]}}"}) {
        const auto read = requestOf(text);
        QVERIFY2(!read, text);
        QCOMPARE(read.error().kind, ErrorKind::Invalid);
        QVERIFY(!read.error().message.empty());
    }
}

void TestInbox::failsWithoutAFolder()
{
    const Inbox inbox{StudyFolder(u"/nowhere/at/all"_s)};
    const auto posted = inbox.post(requests::Pause{});
    QVERIFY(!posted);
    QVERIFY(posted.error().message.find("/nowhere/at/all") != std::string::npos);
    QCOMPARE(inbox.arrived({}).size(), 0u);
}

QTEST_GUILESS_MAIN(TestInbox)
#include "tst_inbox.moc"
