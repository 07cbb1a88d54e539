// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/study/study_settings.h"
#include "core/study/trial.h"

#include <QWidget>

#include <functional>

class QCheckBox;
class QComboBox;
class QGridLayout;
class QLabel;
class QLineEdit;

namespace attune::ui {

class ChoicesEditor;
class ConditionEditor;
class FieldProblems;
class NumberField;
class HyperparameterHints;
class RangeEditor;
class SegmentedControl;
class StudyDocument;
class StudyModel;

/// The wide editor of one hyperparameter: range or choices, scaling, default and condition.
class HyperparameterEditor : public QWidget
{
    Q_OBJECT

public:
    /// `study` may be null: then no trials are shown.
    HyperparameterEditor(StudyDocument *document, StudyModel *study, QWidget *parent = nullptr);

    /// Shows the hyperparameter at `index` of the document as it is now. Requires: it is there.
    void show(int index);
    [[nodiscard]] int index() const { return m_index; }

protected:
    void showEvent(QShowEvent *event) override;

private:
    void buildFields();
    void buildScaling();
    void connectFields();
    void addColumn(int column, const QString &caption, QWidget *field);
    void change(const QString &text, const QString &mergeKey,
                const std::function<void(Hyperparameter &)> &edit);
    [[nodiscard]] const Hyperparameter &now() const;
    [[nodiscard]] QString name() const;
    void setRange(double min, double max, const QString &gesture);
    void rename();
    void refresh();
    void refreshScaling();
    void refreshDots();
    void refreshHints();

    StudyDocument *m_document = nullptr;
    StudyModel *m_study = nullptr;
    int m_index = -1;
    std::string m_shownName;
    QGridLayout *m_fields = nullptr;
    QLineEdit *m_name = nullptr;
    QComboBox *m_type = nullptr;
    QLabel *m_typeWhy = nullptr;
    NumberField *m_min = nullptr;
    NumberField *m_max = nullptr;
    NumberField *m_step = nullptr;
    QLineEdit *m_default = nullptr;
    QWidget *m_numeric = nullptr;
    SegmentedControl *m_scaling = nullptr;
    QLabel *m_scalingWhy = nullptr;
    QWidget *m_categorical = nullptr;
    ChoicesEditor *m_choices = nullptr;
    QCheckBox *m_ordered = nullptr;
    FieldProblems *m_problems = nullptr;
    HyperparameterHints *m_hints = nullptr;
    RangeEditor *m_range = nullptr;
    QLabel *m_legend = nullptr;
    ConditionEditor *m_condition = nullptr;
};

} // namespace attune::ui
