// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/scheduling/study_session.h"

#include "app/engine/exchange/settings_changes.h"
#include "app/engine/exchange/study_json.h"
#include "app/engine/scheduling/book_loader.h"
#include "app/engine/scheduling/run_adoption.h"
#include "app/engine/scheduling/status_report.h"
#include "app/engine/storage/definition_file.h"
#include "core/study/earlier_study_problems.h"

#include <QFileInfo>

#include <algorithm>

namespace attune::engine {

using namespace Qt::StringLiterals;

namespace {

/// Small enough to be looked through whole at every opening.
constexpr qint64 alwaysCheckedBytes = 16 * 1024 * 1024;

constexpr int retryMs = 1000;

/// Does on a runner what a request of another process says.
struct Visitor
{
    StudyRunner *q;
    static Result<void> nothing(const Result<int> &result)
    {
        return result ? Result<void>() : Result<void>(result.error());
    }
    Result<void> operator()(const requests::Run &) { return q->run(); }
    Result<void> operator()(const requests::Pause &)
    {
        q->pause();
        return {};
    }
    Result<void> operator()(const requests::Stop &r)
    {
        q->stop(r.letsGoOn ? RunningTrials::LetGoOn : RunningTrials::Stop);
        return {};
    }
    Result<void> operator()(const requests::SetParallel &r) { return q->setParallel(r.parallel); }
    Result<void> operator()(const requests::SetBudget &r)
    {
        return q->setBudget({r.trials, r.parallel, r.seconds});
    }
    Result<void> operator()(const requests::ApplySettings &r)
    {
        auto settings = settingsFromStudyJson(r.json);
        return settings ? q->applySettings(*settings) : Result<void>(settings.error());
    }
    Result<void> operator()(const requests::Enqueue &r) { return nothing(q->enqueue(r.settings)); }
    Result<void> operator()(const requests::CancelTrial &r) { return q->cancelTrial(r.trial); }
    Result<void> operator()(const requests::RetryTrial &r)
    {
        return nothing(q->retryTrial(r.trial));
    }
    Result<void> operator()(const requests::SetExcluded &r)
    {
        return q->setExcluded(r.trial, r.isExcluded);
    }
    Result<void> operator()(const requests::SetStarred &r)
    {
        return q->setStarred(r.trial, r.isStarred);
    }
    Result<void> operator()(const requests::SetNote &r)
    {
        return q->setNote(r.trial, QString::fromStdString(r.note));
    }
};

} // namespace

Result<void> StudyRunner::Private::openToWrite()
{
    if (!QFileInfo::exists(folder.database()) && !QFileInfo::exists(folder.definitions()))
        return Error{ErrorKind::NotFound,
                     u"There is no study in \"%1\"."_s.arg(folder.path()).toStdString()};
    auto taken = WriterLock::take(folder);
    if (!taken)
        return taken.error();
    lock.emplace(std::move(*taken));
    if (auto opened = openDatabase(DatabaseAccess::Write); !opened) {
        lock.reset();
        return opened.error().kind == ErrorKind::Damaged ? openDamaged(opened.error()) : opened;
    }
    auto requests = database->studies().takenRequests();
    if (!requests)
        return requests.error();
    adoptRuns(book, folder);
    scheduler = std::make_unique<TrialScheduler>(folder, book, *database);
    requestTaker =
        std::make_unique<RequestTaker>(Inbox(folder), *requests, scheduler->launcher().presence());
    if (auto written = scheduler->commit(); !written)
        return written;
    endTestRuns(folder, scheduler->launcher());
    return scheduler->begin();
}

Result<void> StudyRunner::Private::openToRead()
{
    if (auto opened = openDatabase(DatabaseAccess::ReadOnly); !opened)
        return opened.error().kind == ErrorKind::Damaged ? openDamaged(opened.error()) : opened;
    reader = std::make_unique<StudyReader>(folder, book, database);
    return {};
}

Result<void> StudyRunner::Private::openDatabase(DatabaseAccess access)
{
    const bool isSmall = QFileInfo(folder.database()).size() <= alwaysCheckedBytes;
    auto opened = StudyDatabase::open(folder, access);
    if (!opened)
        return opened.error();
    if (auto checked = isSmall ? (*opened)->check() : Result<void>(); !checked)
        return checked;
    auto loaded = BookLoader::load(**opened);
    if (!loaded)
        return loaded.error();
    database = std::move(*opened);
    book = std::move(*loaded);
    return {};
}

Result<void> StudyRunner::Private::openDamaged(const Error &damage)
{
    auto study = RecoveredStudy::open(folder, book);
    if (!study)
        return study.error();
    recovered = std::move(*study);
    readOnlyReason = damage.message + " Shown is what the run directories hold.";
    return {};
}

void StudyRunner::Private::begin(StudyRunner *runner)
{
    q = runner;
    toldStatus = status();
    QObject::connect(&incumbent, &IncumbentTracker::changed, q, [this] { tellStatus(); });
    incumbent.follow();
    if (isWriter()) {
        beginToWrite();
    } else if (recovered) {
        QObject::connect(recovered.get(), &RecoveredStudy::committed, q,
                         [this](const Committed &committed) { tell(committed); });
        QObject::connect(recovered.get(), &RecoveredStudy::failed, q, &StudyRunner::failed);
        recovered->begin();
    } else {
        QObject::connect(reader.get(), &StudyReader::trialsChanged, q,
                         [this](const std::vector<int> &numbers) {
                             for (const int number : numbers)
                                 Q_EMIT q->trialChanged(book.trial(number));
                         });
        QObject::connect(reader.get(), &StudyReader::seriesChanged, q, &StudyRunner::pointsStored);
        QObject::connect(reader.get(), &StudyReader::eventsHappened, q,
                         [this](const std::vector<StudyEvent> &events) {
                             for (const StudyEvent &event : events)
                                 Q_EMIT q->eventHappened(event);
                         });
        QObject::connect(reader.get(), &StudyReader::studyChanged, q, [this] { tellStatus(); });
        QObject::connect(reader.get(), &StudyReader::settingsChanged, q,
                         [this] { Q_EMIT q->settingsChanged(book.settings(), book.revision()); });
        QObject::connect(reader.get(), &StudyReader::failed, q, &StudyRunner::failed);
        reader->start();
    }
}

void StudyRunner::Private::beginToWrite()
{
    QObject::connect(scheduler.get(), &TrialScheduler::committed, q,
                     [this](const Committed &committed) { tell(committed); });
    QObject::connect(scheduler.get(), &TrialScheduler::statusChanged, q, [this] {
        writeDueDefinitions(); // it may have become possible
        tellStatus();
    });
    definitionRetry.callOnTimeout(q, [this] { writeDueDefinitions(); });
    QObject::connect(scheduler.get(), &TrialScheduler::stopped, q, [this] {
        tellStatus();
        Q_EMIT q->stopped();
    });
    QObject::connect(scheduler.get(), &TrialScheduler::failed, q, &StudyRunner::failed);
    QObject::connect(requestTaker.get(), &RequestTaker::arrived, q,
                     [this](const ArrivedRequest &request) { carryOut(request); });
    QMetaObject::invokeMethod(requestTaker.get(), &RequestTaker::take, Qt::QueuedConnection);
}

Result<void> StudyRunner::Private::ask(const Request &request) const
{
    if (recovered)
        return Error{ErrorKind::Denied, readOnlyReason};
    return Inbox(folder).post(request);
}

Error StudyRunner::Private::trialMissing(int number) const
{
    return Error{ErrorKind::NotFound, "This study has no trial " + std::to_string(number) + "."};
}

StudyDatabase &StudyRunner::Private::anyDatabase() const
{
    return recovered ? recovered->database() : *database;
}

std::vector<SeriesUpdate> StudyRunner::Private::envelopes() const
{
    using Pieces = std::map<RunKey, std::vector<MetricPoint>>; // of one curve, by run
    std::map<std::pair<RunKey, std::string>, Pieces> curves;
    std::map<RunKey, RunKey> firstOf;
    for (const Trial &trial : book.trials()) {
        const std::vector<RunKey> keys = curveRunsOf(trial);
        for (const RunKey &key : keys) {
            firstOf[key] = keys.front();
            const bool isLive =
                book.findRun(key)->end == RunEnd::None || !book.liveRun(key).empty();
            auto all = isLive ? book.seriesOf(key, anyDatabase()) : std::vector<MetricSeries>();
            if (!all)
                continue;
            for (MetricSeries &series : *all)
                curves[{keys.front(), series.metric}][key] = std::move(series.points);
        }
    }
    const auto keyOf = book.curveRunsById();
    auto done = anyDatabase().metrics().envelopes(
        book.rulesRevision(),
        [&](qint64 run, const std::string &metric, const std::vector<MetricPoint> &points) {
            if (const auto key = keyOf.find(run); key != keyOf.end())
                curves[{firstOf.at(key->second), metric}].try_emplace(key->second, points);
        });
    std::vector<SeriesUpdate> updates;
    if (!done)
        return updates;
    for (auto &[curve, pieces] : curves) {
        SeriesUpdate update{curve.first, curve.second, {}, true};
        for (auto &[key, points] : pieces)
            update.points.insert(update.points.end(), points.begin(), points.end());
        updates.push_back(std::move(update));
    }
    return updates;
}

StudyStatus StudyRunner::Private::status() const
{
    StudyStatus status =
        statusOf(book, scheduler ? scheduler->ranSeconds() : book.study().ranSeconds);
    status.incumbent = incumbent.value();
    if (scheduler) {
        status.isSuggestionReady = scheduler->isSuggestionReady();
        status.isUnwritten = scheduler->isUnwritten();
        status.running += scheduler->onTheWayCount();
        status.waiting -= scheduler->onTheWayCount();
        return status;
    }
    status.state = StudyState::ReadOnly;
    status.reason = readOnlyReason;
    if (recovered)
        return status;
    if (const auto holder = WriterLock::holder(folder))
        status.reason =
            u"Another Attune (process %1 on %2) runs this study; it is shown as it goes on."_s
                .arg(holder->pid)
                .arg(holder->host)
                .toStdString();
    else if (!QFileInfo(folder.path()).isWritable())
        status.reason = "The folder cannot be written, so the study is only shown. Change its "
                        "permissions, or copy it, to go on.";
    else
        status.reason = "The study was opened to look at. Nothing writes it now.";
    return status;
}

FoundParents StudyRunner::Private::foundParents() const
{
    return findParents(book.settings(), {book.study().sourceFolder, folder.path()});
}

Problems StudyRunner::Private::warmStartProblems() const
{
    if (!book.trials().empty())
        return {};
    if (!hasParents())
        return foundParents().problems;
    Problems problems;
    const std::vector<EarlierStudy> earlier = earlierStudiesOf(book.parents());
    for (std::size_t i = 0; i < earlier.size(); ++i) {
        const Problems found = problemsOfEarlierStudy(earlier[i], book.settings(),
                                                      "warmStart[" + std::to_string(i) + "]");
        problems.insert(problems.end(), found.begin(), found.end());
    }
    return problems;
}

Result<void> StudyRunner::Private::completeParents()
{
    if (const Problems problems = warmStartProblems(); !problems.empty())
        return Error{ErrorKind::Invalid, problems.front().sentence};
    if (!hasParents() && book.trials().empty())
        book.setParents(foundParents().parents);
    return {};
}

void StudyRunner::Private::takeSettings(const StudySettings &settings, const std::string &text)
{
    const StudySettings before = book.settings();
    const StudySettings inForceBefore = book.settingsInForce();
    book.setSettings(settings, studyJsonOf(settings));
    if (settings.warmStart != before.warmStart)
        book.setParents(foundParents().parents);
    const SettingsChanges changes = changesOf(before, settings);
    book.addEvent("edited", std::nullopt, text.empty() ? changes.sentence : text, changes.json);
    firstDueDefinition = std::min(firstDueDefinition.value_or(book.revision()), book.revision());
    scheduler->takeSettings(inForceBefore);
    Q_EMIT q->settingsChanged(book.settings(), book.revision());
    tellStatus();
}

void StudyRunner::Private::takeParallel(int parallel)
{
    StudySettings settings = book.settings();
    if (settings.budget.parallel == parallel)
        return;
    settings.budget.parallel = parallel;
    takeSettings(settings, "Up to " + std::to_string(parallel) + " trials run at a time now.");
}

void StudyRunner::Private::writeDueDefinitions()
{
    if (!firstDueDefinition || scheduler->isUnwritten() ||
        !scheduler->launcher().presence().isThere())
        return;
    for (const RevisionRecord &revision : book.revisions()) {
        if (revision.number < *firstDueDefinition)
            continue;
        if (auto written = writeDefinition(folder, {revision, book.study().sourceFolder});
            !written) {
            if (definitionRetry.isActive()) // it is told already
                return;
            definitionRetry.start(retryMs);
            Q_EMIT q->failed(written.error());
            return;
        }
    }
    firstDueDefinition.reset();
    definitionRetry.stop();
}

int StudyRunner::Private::addTrial(const Settings &settings, const std::string &text)
{
    Trial trial;
    trial.settings = settings;
    trial.origin = TrialOrigin::Person;
    trial.revision = book.revision();
    const int number = book.addTrial(trial);
    book.addEvent("enqueued", number, text);
    scheduler->settle();
    return number;
}

void StudyRunner::Private::tell(const Committed &committed)
{
    writeDueDefinitions();
    for (const int number : committed.trials)
        Q_EMIT q->trialChanged(book.trial(number));
    if (!committed.series.empty())
        Q_EMIT q->pointsStored(committed.series);
    for (const StudyEvent &event : committed.events)
        Q_EMIT q->eventHappened(event);
    if (requestTaker)
        requestTaker->forget(committed.requests);
    if (!committed.trials.empty())
        tellStatus();
}

void StudyRunner::Private::tellStatus()
{
    incumbent.follow();
    const StudyStatus now = status();
    if (now == toldStatus)
        return;
    toldStatus = now;
    Q_EMIT q->statusChanged(now);
}

void StudyRunner::Private::carryOut(const ArrivedRequest &arrived)
{
    book.addTakenRequest(arrived.id);
    const auto done = arrived.request ? std::visit(Visitor{q}, *arrived.request)
                                      : Result<void>(arrived.request.error());
    if (!done)
        book.addEvent("error", std::nullopt,
                      "A request of another program was not carried out: " + done.error().message);
    scheduler->settle();
}

} // namespace attune::engine
