// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLineEdit>

#include <optional>

namespace attune::ui {

/// A line for one number that may be left empty. Speaks up when what stands there is no number.
class NumberField : public QLineEdit
{
    Q_OBJECT

public:
    enum class Kind { Real, Whole };
    explicit NumberField(Kind kind, QWidget *parent = nullptr);

    /// Leaves the text alone when it already says `value`, so that typing is not disturbed.
    void setValue(std::optional<double> value);
    [[nodiscard]] std::optional<double> value() const { return m_value; }
    /// What is wrong with the text, or empty.
    [[nodiscard]] const QString &sentence() const { return m_sentence; }

    /// An emptied field keeps the number from before, and says so.
    void setNeeded() { m_isNeeded = true; }
    /// A smaller number is not taken, and the field says so.
    void setLeast(double least) { m_least = least; }

Q_SIGNALS:
    void valueEdited(std::optional<double> value);
    void sentenceChanged(const QString &sentence);

private:
    void read(const QString &text);
    /// Why a number can't be taken, or empty.
    [[nodiscard]] QString whyNot(double number) const;
    void say(const QString &sentence);

    Kind m_kind;
    std::optional<double> m_value;
    double m_least;
    double m_most;
    bool m_isNeeded = false;
    QString m_sentence;
};

} // namespace attune::ui
