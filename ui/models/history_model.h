// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/study/study_status.h"

#include <QAbstractTableModel>

#include <vector>

namespace attune::ui {

class StudyGateway;

/// The journal of a study, the newest entry first; follows what is added.
class HistoryModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { TimeColumn, TrialColumn, TextColumn, ColumnCount };

    /// Borrows the gateway, and asks it at once for all entries.
    explicit HistoryModel(StudyGateway *gateway, QObject *parent = nullptr);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

    [[nodiscard]] const StudyEvent &eventAt(int row) const;

private:
    void fetch();
    void take(const std::vector<StudyEvent> &later);

    StudyGateway *m_gateway;
    std::vector<StudyEvent> m_events; ///< the oldest first
    bool m_isFetching = false;
    bool m_isOutdated = false; ///< something was added since it was asked for
};

/// When something happened, in the words of this place.
[[nodiscard]] QString momentText(std::int64_t ms);

} // namespace attune::ui
