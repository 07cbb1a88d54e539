// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/history_model.h"

#include "ui/ports/study_gateway.h"

#include <QDateTime>
#include <QLocale>
#include <QPointer>

#include <utility>

namespace attune::ui {

HistoryModel::HistoryModel(StudyGateway *gateway, QObject *parent)
    : QAbstractTableModel(parent), m_gateway(gateway)
{
    connect(gateway, &StudyGateway::eventsAdded, this, &HistoryModel::fetch);
    fetch();
}

int HistoryModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_events.size());
}

int HistoryModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant HistoryModel::data(const QModelIndex &index, int role) const
{
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(
            (index.column() == TrialColumn ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    if (!index.isValid() || role != Qt::DisplayRole)
        return {};
    const StudyEvent &event = eventAt(index.row());
    switch (index.column()) {
    case TimeColumn:
        return momentText(event.timeMs);
    case TrialColumn:
        return event.trial ? QString::number(*event.trial) : QString();
    default:
        return QString::fromStdString(event.text).simplified(); // a program's words have lines
    }
}

QVariant HistoryModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return data(index(0, section), role);
    if (role != Qt::DisplayRole)
        return {};
    return QStringList{tr("Time"), tr("Trial"), tr("What Happened")}.value(section);
}

const StudyEvent &HistoryModel::eventAt(int row) const
{
    return m_events[m_events.size() - 1 - static_cast<std::size_t>(row)];
}

void HistoryModel::fetch()
{
    m_isOutdated = m_isFetching;
    if (m_isFetching)
        return;
    m_isFetching = true;
    m_gateway->fetchEvents(m_events.empty() ? 0 : m_events.back().id,
                           [self = QPointer(this)](const Result<std::vector<StudyEvent>> &later) {
                               if (!self)
                                   return;
                               self->m_isFetching = false;
                               if (later)
                                   self->take(*later);
                               if (self->m_isOutdated)
                                   self->fetch();
                           });
}

void HistoryModel::take(const std::vector<StudyEvent> &later)
{
    if (later.empty())
        return;
    beginInsertRows({}, 0, static_cast<int>(later.size()) - 1);
    m_events.insert(m_events.end(), later.begin(), later.end());
    endInsertRows();
}

QString momentText(std::int64_t ms)
{
    return QLocale().toString(QDateTime::fromMSecsSinceEpoch(ms),
                              QStringLiteral("d MMM yyyy, HH:mm:ss"));
}

} // namespace attune::ui
