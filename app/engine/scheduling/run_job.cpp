// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/scheduling/run_job.h"

#include "app/engine/scheduling/trial_plan.h"
#include "core/base/rng.h"
#include "core/protocol/command_template.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QStandardPaths>

namespace attune::engine {

using namespace Qt::StringLiterals;

namespace {

RunContext contextOf(const StudySettings &settings, const Trial &trial,
                     const RunDirectory &directory, const RunPlace &place)
{
    RunContext context;
    context.trialNumber = std::max(0, trial.number);
    context.trialSeed =
        trialSeed(settings, context.trialNumber, std::max(0, directory.key().replicate));
    context.runDirectory = directory.path().string();
    // A test run has no other runs to share anything with.
    context.trialDirectory =
        trial.number < 0 ? context.runDirectory : directory.path().parent_path().string();
    context.studyDirectory = place.studyFolder.toStdString();
    context.fold = directory.key().fold;
    context.folds = settings.evaluation.folds;
    context.replicate = directory.key().replicate;
    context.slot = place.slot;
    const std::int64_t told = nextResource(settings, trial);
    if (const auto resource = told > 0 ? std::optional(told) : maxResourceOf(settings))
        context.resource = std::to_string(*resource);
    return context;
}

QString workingDirectoryOf(const StudySettings &settings, const RunDirectory &directory,
                           const RunPlace &place)
{
    const QString wanted = QString::fromStdString(settings.workingDirectory);
    if (wanted == u"run"_s)
        return QString::fromStdString(directory.path().string());
    if (wanted == u"source"_s || wanted.isEmpty())
        return place.sourceFolder;
    return QDir::cleanPath(QDir(place.sourceFolder).absoluteFilePath(wanted));
}

std::vector<std::string> commandOf(const StudySettings &settings, std::vector<std::string> rendered)
{
    if (settings.usesShell) {
        std::string line;
        for (const std::string &argument : rendered)
            line += (line.empty() ? "" : " ") + argument;
        rendered = {"/bin/sh", "-c", line};
    }
    if (settings.lineBuffered)
        rendered.insert(rendered.begin(), {"stdbuf", "-oL"});
    return rendered;
}

/// The person's PATH, and behind it the folder of Attune's own programs: the example trainer.
QString searchPath()
{
    const QString path = qEnvironmentVariable("PATH");
    return (path.isEmpty() ? u""_s : path + u':') + QCoreApplication::applicationDirPath();
}

Error cannotRead(const QString &file, const QString &why)
{
    return Error{ErrorKind::NotFound,
                 u"Cannot read the template \"%1\": %2. Check the files in Set Up."_s.arg(file, why)
                     .toStdString()};
}

} // namespace

std::uint64_t trialSeed(const StudySettings &settings, int number, int replicate)
{
    const std::uint64_t index = std::uint64_t(number) | std::uint64_t(replicate) << 32;
    return Rng(settings.search.seed, RandomPurpose::TrialSeed, index).next() >> 33;
}

Job makeJob(const StudySettings &settings, const Trial &trial, const RunDirectory &directory,
            const RunPlace &place)
{
    const RunContext context = contextOf(settings, trial, directory, place);
    Job job;
    job.command = commandOf(
        settings,
        CommandTemplate(settings.command).render(settings.space, trial.settings, context));
    job.environment = environmentOf(settings.space, trial.settings);
    job.environment["PYTHONUNBUFFERED"] = "1";
    job.environment["PATH"] = searchPath().toStdString();
    job.environment["ATTUNE_PARAMS_JSON"] = directory.paramsPath().string();
    for (const auto &environment : {settings.environment, place.slotEnvironment}) {
        for (const auto &[name, text] : environment)
            job.environment[name] = renderText(text, settings.space, trial.settings, context);
    }
    job.workingDirectory = workingDirectoryOf(settings, directory, place).toStdString();
    job.limits = settings.limits;
    job.bell = place.bell;
    job.settings = trial.settings;
    for (const auto &[name, text] : settings.space.fixed)
        job.fixed[name] = valueFromText(text);
    job.origin = trial.origin;
    job.revision = trial.revision;
    job.seed = context.trialSeed;
    job.slot = place.slot;
    job.resource = nextResource(settings, trial);
    job.basis = trial.basis;
    return job;
}

Result<void> prepareRun(const StudySettings &settings, const Trial &trial,
                        const RunDirectory &directory, const RunPlace &place, const Job &job)
{
    if (auto made = directory.create(); !made)
        return made;
    const RunContext context = contextOf(settings, trial, directory, place);
    const QDir runFolder(QString::fromStdString(directory.path().string()));
    for (const FileTemplate &file : settings.files) {
        const QString from =
            QDir(place.sourceFolder).absoluteFilePath(QString::fromStdString(file.templatePath));
        QFile source(from);
        if (!source.open(QIODevice::ReadOnly))
            return cannotRead(from, source.errorString());
        const std::string text =
            renderText(source.readAll().toStdString(), settings.space, trial.settings, context);
        const QString to = runFolder.absoluteFilePath(QString::fromStdString(file.to));
        QDir().mkpath(QFileInfo(to).absolutePath());
        QFile target(to);
        if (!target.open(QIODevice::WriteOnly) ||
            target.write(text.data(), qint64(text.size())) != qint64(text.size()))
            return Error{ErrorKind::Io,
                         u"Cannot write \"%1\": %2. Check that the disk is not full."_s
                             .arg(to, target.errorString())
                             .toStdString()};
    }
    Job dated = job; // how long its keeper may take counts from here
    dated.createdMs = QDateTime::currentMSecsSinceEpoch();
    return directory.writeJob(dated);
}

Result<void> checkProgram(const StudySettings &settings, const RunPlace &place)
{
    Trial sample;
    sample.settings = settings.space.middle();
    const RunDirectory directory(place.studyFolder.toStdString(), RunKey{});
    const Job job = makeJob(settings, sample, directory, place);
    // Behind `stdbuf -oL`, where that is in front.
    const QString program = QString::fromStdString(job.command.at(settings.lineBuffered ? 2 : 0));
    const QDir folder(QString::fromStdString(job.workingDirectory));
    if (!folder.exists() && settings.workingDirectory != "run")
        return Error{
            ErrorKind::NotFound,
            u"The working directory \"%1\" is not there. Check it in Set Up."_s.arg(folder.path())
                .toStdString()};
    QString found;
    if (program.contains(u'/')) {
        found = folder.absoluteFilePath(program);
    } else {
        const QString path = QString::fromStdString(job.environment.at("PATH"));
        found = QStandardPaths::findExecutable(program, path.split(u':', Qt::SkipEmptyParts));
    }
    if (found.isEmpty() || !QFileInfo::exists(found))
        return Error{
            ErrorKind::NotFound,
            u"Cannot start \"%1\": there is no such program. Check the command in Set Up."_s
                .arg(program)
                .toStdString()};
    if (QFileInfo(found).isDir() || !QFileInfo(found).isExecutable())
        return Error{ErrorKind::Denied,
                     u"Cannot start \"%1\": it is not executable. Check the command in Set Up."_s
                         .arg(program)
                         .toStdString()};
    return {};
}

} // namespace attune::engine
