// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <functional>
#include <vector>

class QObject;
class QWidget;

namespace attune::ui {

class CommandRegistry;
class StudyDocument;
class StudyGateway;
class StudyModel;
class TrialSelection;

/// What every page of one study shares. All borrowed.
struct StudyParts
{
    StudyGateway *gateway = nullptr;
    StudyModel *model = nullptr;
    StudyDocument *document = nullptr;
    TrialSelection *selection = nullptr;
    CommandRegistry *commands = nullptr;
};

/// One page of the navigation at the left.
struct Page
{
    QString id; ///< "setUp", "run": part of the command's id and of the saved state
    QString title;
    QString icon;
    QWidget *widget = nullptr; ///< becomes a child of the window
    /// For the page that knows: why the study should not be started yet, as a sentence; empty when
    /// it may.
    std::function<QString()> whyNotReady = {};
    /// Calls `act`, as long as `context` lives, whenever whyNotReady() may have another answer.
    std::function<void(QObject *context, std::function<void()> act)> whenReadinessChanges = {};
};

/// Makes the pages of a study, in the order shown; the composition root decides which exist.
using PageFactory = std::function<std::vector<Page>(const StudyParts &)>;

} // namespace attune::ui
