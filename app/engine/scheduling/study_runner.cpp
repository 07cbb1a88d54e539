// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/scheduling/study_runner.h"

#include "app/engine/exchange/study_json.h"
#include "app/engine/scheduling/search_history.h"
#include "app/engine/scheduling/study_incumbent.h"
#include "app/engine/scheduling/study_session.h"
#include "core/study/best_trials.h"
#include "core/study/carried_settings.h"

#include <QFile>

#include <algorithm>
#include <cmath>

namespace attune::engine {

using namespace Qt::StringLiterals;

Result<std::unique_ptr<StudyRunner>> StudyRunner::open(const QString &folder, OpenMode mode)
{
    auto session = std::make_unique<Private>(folder);
    auto opened = mode == OpenMode::Write ? session->openToWrite() : session->openToRead();
    if (!opened)
        return opened.error();
    return std::unique_ptr<StudyRunner>(new StudyRunner(std::move(session)));
}

StudyRunner::StudyRunner(std::unique_ptr<Private> session) : d(std::move(session))
{
    d->begin(this);
}

StudyRunner::~StudyRunner()
{
    if (!d->isWriter())
        return;
    (void)d->scheduler->commit();
    d->writeDueDefinitions();
}

QString StudyRunner::folder() const
{
    return d->folder.path();
}

QString StudyRunner::sourceFolder() const
{
    return d->book.study().sourceFolder;
}

const StudySettings &StudyRunner::settings() const
{
    return d->book.settings();
}

int StudyRunner::revision() const
{
    return d->book.revision();
}

StudySettings StudyRunner::settingsOf(int trial) const
{
    const StudySettings &now = d->book.settings();
    if (!d->book.hasTrial(trial))
        return now;
    StudySettings then = d->book.definitionAt(d->book.trial(trial).revision);
    then.name = now.name;
    then.objectives = now.objectives;
    then.requirements = now.requirements;
    return then;
}

int StudyRunner::knownTrials() const
{
    return SearchHistory(d->book).known().distinct;
}

std::vector<StudyRevision> StudyRunner::revisions() const
{
    std::vector<StudyRevision> revisions;
    for (const RevisionRecord &record : d->book.revisions()) {
        if (auto settings = settingsFromStudyJson(record.json))
            revisions.push_back({record.number, record.madeMs, std::move(*settings)});
    }
    return revisions;
}

std::optional<StudySettings> StudyRunner::lastVaried(const std::string &name) const
{
    const auto &revisions = d->book.revisions();
    for (std::size_t i = revisions.size(); i-- > 0;) {
        auto settings = settingsFromStudyJson(revisions[i].json);
        if (settings && settings->space.find(name))
            return std::move(*settings);
    }
    return std::nullopt;
}

const std::vector<Trial> &StudyRunner::trials() const
{
    return d->book.trials();
}

Problems StudyRunner::warmStartProblems() const
{
    return d->warmStartProblems();
}

StudyStatus StudyRunner::status() const
{
    return d->status();
}

std::optional<Incumbent> StudyRunner::incumbent() const
{
    return incumbentOf(d->book);
}

bool StudyRunner::isRecovering() const
{
    return d->recovered && d->recovered->isReading();
}

bool StudyRunner::isRereading() const
{
    return d->scheduler && d->scheduler->isRereading();
}

Result<std::vector<MetricSeries>> StudyRunner::series(int trial) const
{
    if (!d->book.hasTrial(trial))
        return d->trialMissing(trial);
    return d->book.curvesOf(trial, d->anyDatabase());
}

Result<std::vector<RunValue>> StudyRunner::runValues(int trial) const
{
    if (!d->book.hasTrial(trial))
        return d->trialMissing(trial);
    std::vector<RunValue> values;
    const auto &objectives = d->book.rules().objectives;
    for (const Run &run : d->book.trial(trial).runs) {
        if (objectives.empty() || run.end != RunEnd::Exited || run.exitCode != 0 ||
            run.resource > 0)
            continue;
        const auto series = d->book.seriesOf(run.key, d->anyDatabase());
        if (!series)
            return series.error();
        const auto read =
            std::ranges::find(*series, objectives.front().metric, &MetricSeries::metric);
        const auto value =
            read == series->end() ? std::nullopt : objectiveOf(objectives.front(), read->points);
        if (value && std::isfinite(*value))
            values.push_back({run.key.fold, run.key.replicate, *value});
    }
    return values;
}

std::vector<SeriesUpdate> StudyRunner::envelopes() const
{
    return d->envelopes();
}

Result<QByteArray> StudyRunner::log(const RunKey &run, OutputStream stream, qint64 offset,
                                    qint64 maxBytes) const
{
    const RunDirectory directory(d->folder.fsPath(), run);
    QFile file(QString::fromStdString(directory.logPath(stream).string()));
    if (!file.exists())
        return QByteArray();
    if (!file.open(QIODevice::ReadOnly))
        return Error{
            ErrorKind::Io,
            u"Cannot read \"%1\": %2."_s.arg(file.fileName(), file.errorString()).toStdString()};
    const qint64 begin = offset < 0 ? std::max<qint64>(0, file.size() + offset) : offset;
    if (!file.seek(begin))
        return QByteArray();
    return file.read(maxBytes);
}

std::vector<StudyEvent> StudyRunner::events(qint64 afterId) const
{
    auto events = d->anyDatabase().events().read(afterId);
    return events ? std::move(*events) : std::vector<StudyEvent>{};
}

Result<Basis> StudyRunner::basis(int trial) const
{
    if (!d->book.hasTrial(trial))
        return d->trialMissing(trial);
    Basis basis = d->book.trial(trial).basis;
    auto results = d->anyDatabase().trials().bases();
    if (!results)
        return results.error();
    if (std::size_t(trial) < results->size())
        basis.results = (*results)[std::size_t(trial)];
    return basis;
}

Result<void> StudyRunner::applySettings(const StudySettings &settings)
{
    if (!d->isWriter())
        return d->ask(requests::ApplySettings{studyJsonOf(settings)});
    if (settings.warmStart != d->book.settings().warmStart && !d->book.trials().empty())
        return Error{ErrorKind::Invalid,
                     "The studies that this one starts from are settled since its first trial. "
                     "Make a new study to start from others."};
    if (settings != d->book.settings())
        d->takeSettings(settings, {});
    return {};
}

Result<void> StudyRunner::run()
{
    if (!d->isWriter())
        return d->ask(requests::Run{});
    if (d->book.study().state == StudyState::Running)
        return {};
    if (d->book.study().state == StudyState::Stopping)
        return Error{ErrorKind::Busy, "The study is being stopped. Wait until its running trials "
                                      "have ended."};
    if (auto ready = d->completeParents(); !ready)
        return ready;
    return d->scheduler->run();
}

void StudyRunner::pause(const QString &reason)
{
    if (d->isWriter())
        d->scheduler->pause(reason.toStdString());
    else if (auto asked = d->ask(requests::Pause{}); !asked)
        Q_EMIT failed(asked.error());
}

void StudyRunner::stop(RunningTrials running)
{
    if (d->isWriter())
        d->scheduler->stop(running);
    else if (auto asked = d->ask(requests::Stop{running == RunningTrials::LetGoOn}); !asked)
        Q_EMIT failed(asked.error());
}

Result<void> StudyRunner::setParallel(int parallel)
{
    if (parallel < 1)
        return Error{ErrorKind::Invalid, "At least one trial must be allowed to run."};
    if (!d->isWriter())
        return d->ask(requests::SetParallel{parallel});
    StudySettings asked = d->book.settings();
    asked.budget.parallel = parallel;
    const Problems problems = asked.problems();
    if (!problems.empty() && !d->book.isDraft())
        return Error{ErrorKind::Invalid, problems.front().sentence};
    d->takeParallel(parallel);
    return {};
}

Result<void> StudyRunner::setBudget(const Budget &budget)
{
    if (budget.trials < 1 || budget.parallel < 1)
        return Error{ErrorKind::Invalid, "A budget is at least one trial, one at a time."};
    if (!d->isWriter())
        return d->ask(requests::SetBudget{budget.trials, budget.parallel, budget.seconds});
    StudySettings settings = d->book.settings();
    settings.budget = budget;
    if (settings != d->book.settings())
        d->takeSettings(settings, {});
    return {};
}

Result<int> StudyRunner::enqueue(const Settings &settings)
{
    const Problems problems = d->book.settings().space.problemsOf(settings);
    if (!problems.empty())
        return Error{ErrorKind::Invalid, problems.front().sentence};
    if (!d->isWriter()) {
        auto asked = d->ask(requests::Enqueue{settings});
        return asked ? Result<int>(int(d->book.trials().size())) : Result<int>(asked.error());
    }
    return d->addTrial(settings, "A person's own settings were enqueued.");
}

Result<void> StudyRunner::cancelTrial(int number)
{
    if (!d->book.hasTrial(number))
        return d->trialMissing(number);
    const Trial &trial = d->book.trial(number);
    if (isFinished(trial.state) && !trial.isPaused)
        return Error{ErrorKind::NotFound,
                     "Trial " + std::to_string(number) + " has ended already."};
    if (!d->isWriter())
        return d->ask(requests::CancelTrial{number});
    return d->scheduler->cancelTrial(number);
}

Result<int> StudyRunner::retryTrial(int number)
{
    if (!d->book.hasTrial(number))
        return d->trialMissing(number);
    if (!d->isWriter()) {
        auto asked = d->ask(requests::RetryTrial{number});
        return asked ? Result<int>(int(d->book.trials().size())) : Result<int>(asked.error());
    }
    const SearchSpace &space = d->book.settings().space;
    const Settings settings = settingsToRun(space, d->book.trial(number));
    if (const Problems problems = space.problemsOf(settings); !problems.empty())
        return Error{ErrorKind::Invalid, "Trial " + std::to_string(number) +
                                             " cannot be run again as the study is now. " +
                                             problems.front().sentence};
    return d->addTrial(settings, "The settings of trial " + std::to_string(number) +
                                     " are to be tried again.");
}

Result<void> StudyRunner::setExcluded(int number, bool isExcluded)
{
    if (!d->book.hasTrial(number))
        return d->trialMissing(number);
    if (!d->isWriter())
        return d->ask(requests::SetExcluded{number, isExcluded});
    d->book.editTrial(number).isExcluded = isExcluded;
    d->book.addEvent("edited", number,
                     "Trial " + std::to_string(number) +
                         (isExcluded ? " was excluded." : " was included again."));
    d->scheduler->takeExclusion(number);
    return {};
}

Result<void> StudyRunner::setStarred(int number, bool isStarred)
{
    if (!d->book.hasTrial(number))
        return d->trialMissing(number);
    if (!d->isWriter())
        return d->ask(requests::SetStarred{number, isStarred});
    d->book.editTrial(number).isStarred = isStarred;
    d->scheduler->settle();
    return {};
}

Result<void> StudyRunner::setNote(int number, const QString &note)
{
    if (!d->book.hasTrial(number))
        return d->trialMissing(number);
    if (!d->isWriter())
        return d->ask(requests::SetNote{number, note.toStdString()});
    d->book.editTrial(number).note = note.toStdString();
    d->book.addEvent("note", number, "A note was written on trial " + std::to_string(number) + ".");
    d->scheduler->settle();
    return {};
}

Result<void> StudyRunner::startTestRun(const Settings &settings)
{
    if (!d->isWriter())
        return Error{ErrorKind::Busy, "A test run is only possible where the study is written."};
    if (d->testRun && !d->testRun->isOver())
        return Error{ErrorKind::Busy, "A test run is under way already. Cancel it first."};
    auto test = TestRun::start(d->book.settings(), settings, d->folder, d->scheduler->launcher());
    if (!test)
        return test.error();
    d->testRun = std::move(*test);
    connect(d->testRun.get(), &TestRun::output, this, &StudyRunner::testRunOutput);
    connect(d->testRun.get(), &TestRun::finished, this, &StudyRunner::testRunFinished);
    return {};
}

std::optional<FormerTestRun> StudyRunner::formerTestRun() const
{
    if (!d->isWriter())
        return std::nullopt;
    return engine::formerTestRun(d->book.settings(), d->folder, d->scheduler->launcher());
}

void StudyRunner::cancelTestRun()
{
    if (d->testRun)
        d->testRun->cancel();
}

} // namespace attune::engine
