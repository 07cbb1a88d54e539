// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include <optional>
#include <utility>
#include <vector>

class QVBoxLayout;

namespace attune::ui {

/// A list of pairs of texts (name and value, template and file), each in two fields, with rows
/// added and removed.
class PairsEditor : public QWidget
{
    Q_OBJECT

public:
    struct Texts
    {
        QString first;   ///< placeholder of the left field
        QString joiner;  ///< between the fields: "=", "to"
        QString second;  ///< placeholder of the right field
        QString addText; ///< names the button that adds a row
    };
    /// One more button in each row.
    struct Act
    {
        QString icon;
        QString name; ///< says what it does
    };
    using Pairs = std::vector<std::pair<std::string, std::string>>;

    explicit PairsEditor(const Texts &texts, QWidget *parent = nullptr);
    PairsEditor(const Texts &texts, Act act, QWidget *parent = nullptr);

    void setPairs(const Pairs &pairs);
    /// Rows whose two fields are both empty are left out.
    [[nodiscard]] Pairs pairs() const;

Q_SIGNALS:
    void pairsEdited();
    /// The act of the row with `first` was asked for.
    void actWanted(const QString &first);

private:
    void addRow(const QString &first, const QString &second);
    void removeRow(QWidget *row);

    Texts m_texts;
    std::optional<Act> m_act;
    QVBoxLayout *m_rows = nullptr;
};

} // namespace attune::ui
