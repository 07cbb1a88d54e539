// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/import_dialog.h"

#include "ui/theme/theme.h"
#include "ui/widgets/dim_label.h"
#include "ui/widgets/primary_button.h"
#include "ui/widgets/problem_label.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QDir>
#include <QFileDialog>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPointer>
#include <QPushButton>
#include <QSignalBlocker>
#include <QVBoxLayout>

namespace attune::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int dialogWidth = 560;

} // namespace

ImportDialog::ImportDialog(StudyGateway *gateway, const QString &metric, QWidget *parent)
    : QDialog(parent), m_gateway(gateway)
{
    setWindowTitle(tr("Import Trials"));
    setAttribute(Qt::WA_DeleteOnClose);
    build(metric);
    connect(m_file, &QLineEdit::editingFinished, this, &ImportDialog::look);
    connect(m_column, &QComboBox::currentIndexChanged, this, &ImportDialog::look);
}

void ImportDialog::build(const QString &metric)
{
    auto *sentence = new DimLabel(
        tr("Trials that ran elsewhere, from a table (CSV) with a row for each: what Attune, Optuna "
           "or W&B write, or your own. The columns are named like the hyperparameters and the "
           "metric. They count for the search and the best as if they had run here, and the budget "
           "grows by their number."));
    sentence->setWordWrap(true);
    m_file = new QLineEdit;
    m_file->setObjectName(u"importFile"_s);
    m_file->setPlaceholderText(tr("A file ending in .csv"));
    auto *choose = new QPushButton(themedIcon(u"folder"_s), tr("Choose\u2026"));
    choose->setObjectName(u"chooseImport"_s);
    choose->setAutoDefault(false);
    connect(choose, &QPushButton::clicked, this, &ImportDialog::choose);
    auto *fileRow = new QHBoxLayout;
    fileRow->setSpacing(spaceS);
    fileRow->addWidget(m_file, 1);
    fileRow->addWidget(choose);
    m_column = new QComboBox;
    m_column->setObjectName(u"importColumn"_s);
    m_column->addItem(tr("Found by its name"));
    m_column->setEnabled(false);
    auto *form = new QFormLayout;
    form->setHorizontalSpacing(spaceL);
    form->setVerticalSpacing(spaceS);
    form->addRow(tr("Table"), fileRow);
    form->addRow(tr("Column of %1").arg(metric), m_column);
    m_found = new QLabel;
    m_found->setObjectName(u"importFound"_s);
    m_found->setWordWrap(true);
    m_found->hide();
    m_problem = new ProblemLabel;
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel);
    m_import = buttons->addButton(tr("Import"), QDialogButtonBox::AcceptRole);
    m_import->setObjectName(u"importTrials"_s);
    m_import->setEnabled(false);
    connect(buttons, &QDialogButtonBox::accepted, this, &ImportDialog::import);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(spaceL, spaceL, spaceL, spaceL);
    layout->setSpacing(spaceM);
    layout->addWidget(sentence);
    layout->addLayout(form);
    layout->addWidget(m_found);
    layout->addWidget(m_problem);
    layout->addStretch(1);
    layout->addWidget(buttons);
    makePrimary(m_import);
    setMinimumWidth(dialogWidth);
}

void ImportDialog::setFile(const QString &path)
{
    m_file->setText(QDir::toNativeSeparators(path));
    look();
}

void ImportDialog::choose()
{
    auto *dialog = new QFileDialog(this, tr("Import Trials"), m_gateway->sourceFolder());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    dialog->setNameFilters({tr("Tables (*.csv *.tsv)"), tr("All files (*)")});
    connect(dialog, &QFileDialog::fileSelected, this, &ImportDialog::setFile);
    dialog->open();
}

void ImportDialog::look()
{
    m_import->setEnabled(false);
    const int generation = ++m_generation;
    if (file().isEmpty())
        return showFound({});
    m_gateway->fetchImport(
        file(), objectiveColumn(),
        [self = QPointer(this), generation](const Result<ImportPreview> &preview) {
            if (self && generation == self->m_generation && preview)
                self->showFound(*preview);
        });
}

void ImportDialog::showFound(const ImportPreview &preview)
{
    offerColumns(preview.columns);
    m_trials = preview.trials;
    m_problem->setSentence(preview.problem);
    QStringList lines = preview.remarks;
    if (preview.trials > 0)
        lines.prepend(tr("%n trial(s) found.", nullptr, preview.trials));
    m_found->setText(lines.join(u'\n'));
    m_found->setVisible(!lines.isEmpty());
    m_import->setEnabled(preview.trials > 0);
    m_import->setText(preview.trials > 0 ? tr("Import %n Trial(s)", nullptr, preview.trials)
                                         : tr("Import"));
    growToFit();
}

/// Text that wraps does not make a window higher by itself.
void ImportDialog::growToFit()
{
    layout()->activate();
    const int needed = layout()->totalHeightForWidth(width());
    if (needed > height())
        resize(width(), needed);
}

/// The chosen one stays chosen while the table has it.
void ImportDialog::offerColumns(const QStringList &columns)
{
    const QSignalBlocker blocker(m_column);
    const QString chosen = objectiveColumn();
    while (m_column->count() > 1)
        m_column->removeItem(1);
    m_column->addItems(columns);
    m_column->setCurrentIndex(static_cast<int>(columns.indexOf(chosen)) + 1);
    m_column->setEnabled(!columns.isEmpty());
}

void ImportDialog::import()
{
    m_import->setEnabled(false);
    m_gateway->importTrials(file(), objectiveColumn(),
                            [self = QPointer(this), trials = m_trials](const Result<void> &result) {
                                if (!self)
                                    return;
                                if (result) {
                                    Q_EMIT self->imported(trials);
                                    self->accept();
                                } else {
                                    self->m_problem->setSentence(
                                        QString::fromStdString(result.error().message));
                                    self->m_import->setEnabled(true);
                                }
                            });
}

QString ImportDialog::file() const
{
    return QDir::fromNativeSeparators(m_file->text().trimmed());
}

QString ImportDialog::objectiveColumn() const
{
    return m_column->currentIndex() > 0 ? m_column->currentText() : QString();
}

} // namespace attune::ui
