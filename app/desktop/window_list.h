// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QString>

namespace attune::ui {
class MainWindow;
class StudyLibrary;
} // namespace attune::ui

namespace attune::desktop {

/// All windows of the application: one per study, made when one is asked for.
class WindowList : public QObject
{
    Q_OBJECT

public:
    /// `library` is borrowed.
    explicit WindowList(ui::StudyLibrary *library, QObject *parent = nullptr);
    ~WindowList() override;

    /// A window for `path`; the one that shows its study already, raised, if there is one. Empty: a
    /// start page.
    ui::MainWindow *open(const QString &path);

private:
    [[nodiscard]] ui::MainWindow *find(const QString &path) const;
    ui::MainWindow *make();

    ui::StudyLibrary *m_library;
    QList<ui::MainWindow *> m_windows;
};

} // namespace attune::desktop
