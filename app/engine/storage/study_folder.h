// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <filesystem>

namespace attune::engine {

/// Where things lie in a study's folder. A value; touches nothing.
class StudyFolder
{
public:
    /// Made absolute. The path of a study.attune stands for its folder.
    explicit StudyFolder(const QString &path);

    [[nodiscard]] const QString &path() const { return m_path; }
    [[nodiscard]] std::filesystem::path fsPath() const { return m_path.toStdString(); }
    [[nodiscard]] QString database() const; ///< study.attune
    [[nodiscard]] QString lock() const;     ///< study.lock
    [[nodiscard]] QString inbox() const;    ///< inbox/
    [[nodiscard]] QString trials() const;   ///< trials/
    [[nodiscard]] QString imports() const;  ///< imports/
    /// definitions/0003.json: revision 3 of the set-up, for recovery without the database.
    [[nodiscard]] QString definitions() const;
    [[nodiscard]] QString definition(int revision) const;

private:
    QString m_path;
};

} // namespace attune::engine
