// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/study/study_settings.h"

#include <QWidget>

#include <cstdint>
#include <functional>
#include <optional>

class QCheckBox;
class QGridLayout;
class QPushButton;

namespace attune::ui {

class DimLabel;
class NumberField;
class SegmentedControl;

/// Hyperband's own fields in the Search section: resources, factor, brackets, what happens at a
/// rung, and whether a model proposes.
class HyperbandOptions : public QWidget
{
    Q_OBJECT

public:
    explicit HyperbandOptions(QWidget *parent = nullptr);

    /// Shows the settings.
    void show(const StudySettings &settings);

Q_SIGNALS:
    /// A person's edit; `name` is the field's.
    void edited(const QString &text, const QString &name,
                const std::function<void(attune::HyperbandSettings &)> &edit);

private:
    /// What a field is called: by the code, by a person, and in a sentence.
    struct Text
    {
        QString name;
        QString label;
        QString sentence;
    };

    void addNumbers();
    void addMode();
    NumberField *
    addNumber(const Text &text,
              const std::function<void(HyperbandSettings &, std::optional<double>)> &write);
    void offerLength(const StudySettings &settings);

    QGridLayout *m_grid;
    NumberField *m_minimum = nullptr;
    NumberField *m_maximum = nullptr;
    QPushButton *m_useLength = nullptr;
    std::int64_t m_length = 0; ///< that the button offers
    NumberField *m_factor = nullptr;
    NumberField *m_brackets = nullptr;
    SegmentedControl *m_mode = nullptr;
    DimLabel *m_modeSentence = nullptr;
    QCheckBox *m_isModelBased = nullptr;
    DimLabel *m_rungs = nullptr;
};

} // namespace attune::ui
