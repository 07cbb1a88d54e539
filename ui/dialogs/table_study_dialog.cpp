// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/table_study_dialog.h"

#include "ui/delegates/column_use_delegate.h"
#include "ui/models/table_columns_model.h"
#include "ui/pages/start/study_draft.h"
#include "ui/theme/theme.h"
#include "ui/widgets/dim_label.h"
#include "ui/widgets/primary_button.h"
#include "ui/widgets/problem_label.h"

#include <QDialogButtonBox>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLineEdit>
#include <QPointer>
#include <QPushButton>
#include <QTableView>
#include <QVBoxLayout>

#include <algorithm>

namespace attune::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr QSize dialogSize(980, 640);
constexpr int rowHeight = 32;
constexpr int widestColumn = 180;
constexpr int widestRange = 400;
constexpr int useWidth = 142;
constexpr int mostFields = 200; ///< choices that stand open; the others open with a click
constexpr int mostProblems = 3;

} // namespace

TableStudyDialog::TableStudyDialog(StudyLibrary *library, QWidget *parent)
    : QDialog(parent), m_library(library), m_columns(new TableColumnsModel(this))
{
    setWindowTitle(tr("New Study from a Table"));
    setAttribute(Qt::WA_DeleteOnClose);
    build();
    connect(m_file, &QLineEdit::editingFinished, this, [this] {
        if (m_file->isModified())
            read();
    });
    connect(m_name, &QLineEdit::textEdited, this, [this](const QString &name) {
        m_columns->setStudyName(name);
        showFolders();
    });
    connect(m_columns, &TableColumnsModel::studyChanged, this, &TableStudyDialog::look);
    showFound({}, {});
}

void TableStudyDialog::build()
{
    auto *sentence = new DimLabel(
        tr("Trials that ran elsewhere become a study: a table (CSV or TSV) with a row for each, as "
           "Optuna, W&B and Attune write it, or your own. The search goes on from what they found. "
           "The command is given afterwards, in Set Up."));
    sentence->setWordWrap(true);
    m_view = makeTable();
    m_reason = new DimLabel;
    m_reason->setObjectName(u"columnReason"_s);
    m_reason->setMinimumHeight(fontMetrics().lineSpacing());
    m_found = new QLabel;
    m_found->setObjectName(u"tableFound"_s);
    m_found->setWordWrap(true);
    m_problem = new ProblemLabel;
    m_problem->setObjectName(u"tableProblem"_s);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel);
    m_create = buttons->addButton(tr("Make Study"), QDialogButtonBox::AcceptRole);
    m_create->setObjectName(u"makeStudy"_s);
    connect(buttons, &QDialogButtonBox::accepted, this, &TableStudyDialog::create);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(spaceL, spaceL, spaceL, spaceL);
    layout->setSpacing(spaceM);
    layout->addWidget(sentence);
    layout->addLayout(makeForm());
    layout->addWidget(m_view, 1);
    layout->addWidget(m_reason);
    layout->addWidget(m_found);
    layout->addWidget(m_problem);
    layout->addWidget(buttons);
    makePrimary(m_create);
    resize(dialogSize);
}

QLayout *TableStudyDialog::makeForm()
{
    m_file = new QLineEdit;
    m_file->setObjectName(u"tableFile"_s);
    m_file->setAccessibleName(tr("Table"));
    m_file->setPlaceholderText(tr("A file ending in .csv or .tsv"));
    auto *choose = new QPushButton(themedIcon(u"folder"_s), tr("Choose\u2026"));
    choose->setObjectName(u"chooseTable"_s);
    choose->setAutoDefault(false);
    connect(choose, &QPushButton::clicked, this, &TableStudyDialog::choose);
    auto *fileRow = new QHBoxLayout;
    fileRow->setSpacing(spaceS);
    fileRow->addWidget(m_file, 1);
    fileRow->addWidget(choose);
    m_name = new QLineEdit;
    m_name->setObjectName(u"studyName"_s);
    m_source = new DimLabel;
    m_source->setObjectName(u"runsIn"_s);
    m_source->setWordWrap(true);
    m_source->setToolTip(tr("Where the command will run: the folder of your program"));
    connect(m_source, &QLabel::linkActivated, this,
            [this] { askFolder(tr("Where the Command Runs"), sourceFolder(), m_sourceFolder); });
    m_target = new DimLabel;
    m_target->setWordWrap(true);
    connect(m_target, &QLabel::linkActivated, this, [this] {
        askFolder(tr("Where to Save the Study"), QFileInfo(m_folder).absolutePath(),
                  m_chosenParent);
    });
    auto *form = new QFormLayout;
    form->setHorizontalSpacing(spaceL);
    form->setVerticalSpacing(spaceS);
    form->addRow(tr("Table"), fileRow);
    form->addRow(tr("Name"), m_name);
    form->addRow(tr("Runs in"), m_source);
    form->addRow(tr("Saved in"), m_target);
    return form;
}

QTableView *TableStudyDialog::makeTable()
{
    auto *view = new QTableView;
    view->setObjectName(u"tableColumns"_s);
    view->setAccessibleName(tr("Columns of the table"));
    view->setModel(m_columns);
    view->setItemDelegateForColumn(TableColumnsModel::UseColumn,
                                   new ColumnUseDelegate(TableColumnsModel::UseRole,
                                                         TableColumnsModel::PossibleUsesRole,
                                                         view));
    view->setShowGrid(false);
    view->setWordWrap(false);
    view->setTabKeyNavigation(false);
    view->setEditTriggers(QAbstractItemView::DoubleClicked | QAbstractItemView::SelectedClicked |
                          QAbstractItemView::EditKeyPressed);
    view->setSelectionBehavior(QAbstractItemView::SelectRows);
    view->setSelectionMode(QAbstractItemView::SingleSelection);
    view->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    view->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    view->verticalHeader()->hide();
    view->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    view->verticalHeader()->setDefaultSectionSize(rowHeight);
    view->horizontalHeader()->setHighlightSections(false);
    view->horizontalHeader()->setStretchLastSection(true);
    connect(view->selectionModel(), &QItemSelectionModel::currentChanged, this,
            &TableStudyDialog::showReason);
    return view;
}

void TableStudyDialog::setFile(const QString &path)
{
    m_file->setText(QDir::toNativeSeparators(path));
    read();
}

void TableStudyDialog::choose()
{
    auto *dialog =
        new QFileDialog(this, tr("Choose a Table of Trials"), QFileInfo(m_path).absolutePath());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    dialog->setNameFilters({tr("Tables (*.csv *.tsv)"), tr("All files (*)")});
    connect(dialog, &QFileDialog::fileSelected, this, &TableStudyDialog::setFile);
    dialog->open();
}

void TableStudyDialog::askFolder(const QString &title, const QString &now, QString &chosen)
{
    auto *dialog = new QFileDialog(this, title, now);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::Directory);
    dialog->setOption(QFileDialog::ShowDirsOnly);
    connect(dialog, &QFileDialog::fileSelected, this, [this, &chosen](const QString &folder) {
        chosen = folder;
        showFolders();
    });
    dialog->open();
}

void TableStudyDialog::read()
{
    m_file->setModified(false);
    m_path = QDir::fromNativeSeparators(m_file->text().trimmed());
    m_remark.clear();
    m_columns->setTable({}); // no study of the former one meanwhile
    const int generation = ++m_generation;
    if (m_path.isEmpty())
        return;
    m_name->setText(QFileInfo(m_path).completeBaseName());
    m_columns->setStudyName(m_name->text());
    showFolders();
    m_library->fetchTable(m_path,
                          [self = QPointer(this), generation](const Result<TableOfTrials> &table) {
                              if (self && generation == self->m_generation)
                                  self->showTable(table);
                          });
}

void TableStudyDialog::showTable(const Result<TableOfTrials> &table)
{
    m_remark = table ? table->remark : QString();
    m_columns->setTable(table ? *table : TableOfTrials{});
    if (!table)
        return showFound({QString::fromStdString(table.error().message)}, {});
    for (int row = 0; row < std::min(mostFields, m_columns->rowCount()); ++row)
        m_view->openPersistentEditor(m_columns->index(row, TableColumnsModel::UseColumn));
    fitColumns();
    m_view->selectRow(0);
}

void TableStudyDialog::fitColumns()
{
    QHeaderView *header = m_view->horizontalHeader();
    m_view->resizeColumnsToContents();
    for (int column = 0; column < TableColumnsModel::ValuesColumn; ++column)
        header->resizeSection(
            column, std::min(column == TableColumnsModel::RangeColumn ? widestRange : widestColumn,
                             header->sectionSize(column) + spaceM));
    header->resizeSection(TableColumnsModel::UseColumn, useWidth);
}

void TableStudyDialog::look()
{
    const int generation = ++m_generation;
    QStringList problems;
    for (const std::string &sentence : problemsOf(m_columns->study(), m_columns->columns()))
        problems << QString::fromStdString(sentence);
    if (m_columns->columns().empty())
        return showFound({}, {});
    if (!problems.isEmpty())
        return showFound(problems.mid(0, mostProblems), {});
    m_library->fetchTableTrials(
        m_path, m_columns->study(),
        [self = QPointer(this), generation](const Result<ImportPreview> &preview) {
            if (self && generation == self->m_generation && preview)
                self->showFound({}, *preview);
        });
    showReason();
}

void TableStudyDialog::showFound(const QStringList &problems, const ImportPreview &preview)
{
    QStringList sentences = problems;
    if (!preview.problem.isEmpty())
        sentences << preview.problem;
    m_problem->setSentence(sentences.join(u'\n'));
    QStringList lines = preview.remarks;
    if (preview.trials > 0)
        lines.prepend(tr("%n trial(s) found.", nullptr, preview.trials));
    if (!m_remark.isEmpty() && !lines.contains(m_remark))
        lines << m_remark;
    m_found->setText(lines.join(u'\n'));
    m_found->setVisible(!lines.isEmpty());
    m_create->setEnabled(preview.trials > 0);
    m_create->setText(preview.trials > 0 ? tr("Make Study of %n Trial(s)", nullptr, preview.trials)
                                         : tr("Make Study"));
    showReason();
}

void TableStudyDialog::showReason()
{
    const QModelIndex current = m_view->currentIndex();
    m_reason->setText(current.isValid() ? current.data(Qt::ToolTipRole).toString() : QString());
}

void TableStudyDialog::showFolders()
{
    const QString name = m_name->text().trimmed();
    m_folder = m_library->proposedFolder(name.isEmpty() ? u"study"_s : name);
    if (!m_chosenParent.isEmpty())
        m_folder = QDir(m_chosenParent).filePath(QFileInfo(m_folder).fileName());
    m_target->setText(pathWithLink(m_folder));
    m_source->setText(pathWithLink(sourceFolder()));
}

void TableStudyDialog::reject()
{
    if (isEnabled())
        QDialog::reject();
}

void TableStudyDialog::create()
{
    if (m_file->isModified())
        return read();
    ++m_generation;
    setEnabled(false);
    const QString formerText = m_create->text();
    m_create->setText(tr("Making the Study\u2026"));
    m_library->createFromTable(m_path, m_columns->study(), sourceFolder(), m_folder,
                               [self = QPointer(this), formerText](const Result<QString> &folder) {
                                   if (!self)
                                       return;
                                   self->setEnabled(true);
                                   self->m_create->setText(formerText);
                                   if (folder) {
                                       Q_EMIT self->created(*folder);
                                       self->accept();
                                   } else {
                                       self->m_problem->setSentence(
                                           QString::fromStdString(folder.error().message));
                                   }
                               });
}

/// Beside the table, until another is chosen.
QString TableStudyDialog::sourceFolder() const
{
    return m_sourceFolder.isEmpty() ? QFileInfo(m_path).absolutePath() : m_sourceFolder;
}

bool isTable(const QString &file)
{
    const QString suffix = QFileInfo(file).suffix().toLower();
    return suffix == "csv"_L1 || suffix == "tsv"_L1;
}

} // namespace attune::ui
