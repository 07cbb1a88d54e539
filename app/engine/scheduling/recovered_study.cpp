// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/scheduling/recovered_study.h"

#include "app/engine/scheduling/book_loader.h"
#include "app/engine/scheduling/book_writer.h"
#include "app/engine/scheduling/imported_trials.h"
#include "app/engine/scheduling/run_adoption.h"
#include "app/engine/storage/definition_file.h"

#include <algorithm>

namespace attune::engine {

using namespace Qt::StringLiterals;

Result<std::unique_ptr<RecoveredStudy>> RecoveredStudy::open(const StudyFolder &folder,
                                                             StudyBook &book)
{
    std::unique_ptr<RecoveredStudy> study(new RecoveredStudy(book));
    if (auto loaded = study->load(folder); !loaded)
        return loaded.error();
    return study;
}

RecoveredStudy::RecoveredStudy(StudyBook &book) : m_book(&book), m_paused(book) {}

Result<void> RecoveredStudy::load(const StudyFolder &folder)
{
    const std::vector<DefinitionFile> definitions = readDefinitions(folder);
    if (definitions.empty())
        return Error{ErrorKind::Damaged,
                     u"\"%1\" is damaged, and \"%2\" holds no definition to show it by."_s
                         .arg(folder.database(), folder.definitions())
                         .toStdString()};
    auto database = StudyDatabase::create(StudyFolder(m_place.path()));
    if (!database)
        return database.error();
    m_database = std::move(*database);
    StudyStore &store = m_database->studies();
    StudyRecord record;
    record.createdMs = definitions.front().revision.madeMs;
    record.sourceFolder = definitions.back().sourceFolder;
    auto done = store.create(record);
    for (std::size_t i = 0; done && i < definitions.size(); ++i)
        done = store.saveRevision(definitions[i].revision);
    if (!done)
        return done;
    auto book = BookLoader::load(*m_database);
    if (!book)
        return book.error();
    *m_book = std::move(*book);
    adoptRuns(*m_book, folder);
    restoreImports(*m_book, folder);
    m_launcher = std::make_unique<TrialLauncher>(folder, definitions.back().sourceFolder);
    m_follower = std::make_unique<TrialFollower>(*m_book, *m_database, *m_launcher, m_paused);
    m_follower->onlyWatch();
    connect(m_follower.get(), &TrialFollower::due, this, [this] {
        m_follower->look();
        commit();
    });
    connect(m_follower.get(), &TrialFollower::failed, this, &RecoveredStudy::failed);
    if (auto ready = m_follower->setRules(); !ready)
        return ready;
    return m_follower->resume();
}

void RecoveredStudy::begin()
{
    commit();
    m_follower->hurry();
}

bool RecoveredStudy::isReading() const
{
    return m_follower->isCatchingUp() ||
           std::ranges::any_of(m_follower->liveRuns(), [this](const RunKey &key) {
               return m_launcher->directoryOf(key).readExit().has_value();
           });
}

void RecoveredStudy::commit()
{
    auto done = BookWriter(*m_book, *m_database).commit();
    if (done)
        Q_EMIT committed(*done);
    else
        Q_EMIT failed(done.error());
}

} // namespace attune::engine
