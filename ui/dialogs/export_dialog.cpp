// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/export_dialog.h"

#include "ui/models/study_model.h"
#include "ui/models/trial_columns.h"
#include "ui/theme/theme.h"
#include "ui/widgets/dim_label.h"
#include "ui/widgets/export_folder.h"
#include "ui/widgets/primary_button.h"
#include "ui/widgets/problem_label.h"

#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QDir>
#include <QFileDialog>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QPointer>
#include <QPushButton>
#include <QSaveFile>

#include <array>

using namespace Qt::StringLiterals;

namespace attune::ui {

namespace {

struct FormatInfo
{
    ExportFormat format;
    const char *name;
    const char *ending;
};

constexpr std::array<FormatInfo, 8> formats = {
    {{ExportFormat::Json, QT_TRANSLATE_NOOP("ExportDialog", "JSON"), ".json"},
     {ExportFormat::Yaml, QT_TRANSLATE_NOOP("ExportDialog", "YAML"), ".yaml"},
     {ExportFormat::Toml, QT_TRANSLATE_NOOP("ExportDialog", "TOML"), ".toml"},
     {ExportFormat::Ini, QT_TRANSLATE_NOOP("ExportDialog", "INI"), ".ini"},
     {ExportFormat::Env, QT_TRANSLATE_NOOP("ExportDialog", ".env"), ".env"},
     {ExportFormat::Args, QT_TRANSLATE_NOOP("ExportDialog", "Shell arguments"), ".args"},
     {ExportFormat::Command, QT_TRANSLATE_NOOP("ExportDialog", "Command line"), ".sh"},
     {ExportFormat::Csv, QT_TRANSLATE_NOOP("ExportDialog", "All trials (CSV)"), ".csv"}}};

} // namespace

TrialChoices frontChoices(const StudyModel &model)
{
    TrialChoices choices;
    const auto columns = trialColumns(model);
    for (const int number : model.front()) {
        const Trial *trial = model.trial(number);
        if (!trial)
            continue;
        QStringList values;
        for (const TrialColumn &column : columns) {
            if (column.kind == TrialColumn::Kind::Objective)
                values << u"%1 %2"_s.arg(column.title, textIn(column, *trial, model, 0));
        }
        choices.emplace_back(
            number, ExportDialog::tr("Trial %1: %2").arg(number).arg(values.join(u", "_s)));
    }
    return choices;
}

void ExportDialog::offer(const TrialChoices &choices)
{
    if (choices.empty())
        return;
    for (const auto &[number, text] : choices)
        m_trials->addItem(text, number);
    m_trials->show();
    m_request.trial = m_trials->currentData().toInt();
    connect(m_trials, &QComboBox::currentIndexChanged, this, [this] {
        m_request.trial = m_trials->currentData().toInt();
        refresh();
    });
    refresh();
}

ExportDialog::ExportDialog(StudyGateway *gateway, const QString &title, const QString &studyName,
                           int trial, QWidget *parent)
    : QDialog(parent), m_gateway(gateway), m_title(title), m_studyName(studyName)
{
    m_request.trial = trial;
    setWindowTitle(tr("Export"));
    setAttribute(Qt::WA_DeleteOnClose);
    build();
    connect(m_formats, &QListWidget::currentRowChanged, this, &ExportDialog::refresh);
    connect(m_withFixed, &QCheckBox::toggled, this, &ExportDialog::refresh);
    connect(m_withMetadata, &QCheckBox::toggled, this, &ExportDialog::refresh);
    connect(m_copy, &QPushButton::clicked, this, &ExportDialog::copy);
    connect(m_save, &QPushButton::clicked, this, &ExportDialog::save);
    refresh();
}

QWidget *ExportDialog::makeFormats()
{
    m_formats = new QListWidget;
    m_formats->setObjectName(u"formats"_s);
    m_formats->setAccessibleName(tr("Format"));
    m_formats->setFrameShape(QFrame::NoFrame);
    m_formats->setFixedWidth(160);
    m_formats->viewport()->setAutoFillBackground(false);
    for (const FormatInfo &info : formats) {
        auto *item = new QListWidgetItem(tr(info.name), m_formats);
        item->setSizeHint(QSize(0, 32));
    }
    m_formats->setCurrentRow(0);
    return m_formats;
}

void ExportDialog::build()
{
    m_heading = new QLabel;
    m_heading->setObjectName(u"exportHeading"_s);
    QFont font = headingFont();
    font.setPointSizeF(font.pointSizeF() + 1.5);
    m_heading->setFont(font);
    m_reason = new DimLabel;
    m_reason->setObjectName(u"reason"_s);
    m_reason->setWordWrap(true);
    m_reason->hide();
    m_trials = new QComboBox;
    m_trials->setObjectName(u"exportTrial"_s);
    m_trials->setAccessibleName(tr("Trial"));
    m_trials->hide();
    m_preview = new QPlainTextEdit;
    m_preview->setObjectName(u"preview"_s);
    m_preview->setReadOnly(true);
    m_preview->setFont(monoFont());
    m_preview->setAccessibleName(tr("Preview"));
    m_preview->document()->setDocumentMargin(spaceS);
    m_withFixed = new QCheckBox(tr("With fixed values"));
    m_withFixed->setObjectName(u"withFixed"_s);
    m_withMetadata = new QCheckBox(tr("With metadata"));
    m_withMetadata->setObjectName(u"withMetadata"_s);
    m_withMetadata->setToolTip(tr("The study's name, the trial's number and its objective"));
    m_said = new DimLabel;
    m_problem = new ProblemLabel;
    m_copy = new QPushButton(themedIcon(u"copy"_s), tr("Copy"));
    m_copy->setObjectName(u"copy"_s);
    m_save = new QPushButton(tr("Save\u2026"));
    m_save->setObjectName(u"save"_s);
    auto *close = new QPushButton(tr("Close"));
    connect(close, &QPushButton::clicked, this, &QDialog::reject);

    auto *switches = new QHBoxLayout;
    switches->setSpacing(spaceL);
    switches->addWidget(m_withFixed);
    switches->addWidget(m_withMetadata);
    switches->addStretch(1);
    auto *right = new QVBoxLayout;
    right->setSpacing(spaceS);
    right->addWidget(m_preview, 1);
    right->addLayout(switches);
    auto *middle = new QHBoxLayout;
    middle->setSpacing(spaceM);
    middle->addWidget(makeFormats());
    middle->addLayout(right, 1);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(spaceS);
    buttons->addWidget(m_said);
    buttons->addStretch(1);
    buttons->addWidget(close);
    buttons->addWidget(m_copy);
    buttons->addWidget(m_save);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(spaceL, spaceL, spaceL, spaceL);
    layout->setSpacing(spaceM);
    layout->addWidget(m_heading);
    layout->addWidget(m_reason);
    layout->addWidget(m_trials);
    layout->addLayout(middle, 1);
    layout->addWidget(m_problem);
    layout->addLayout(buttons);
    makePrimary(m_save);
    resize(760, 520);
}

void ExportDialog::setReason(const QString &sentence)
{
    m_reason->setText(sentence);
    m_reason->setVisible(!sentence.isEmpty());
}

void ExportDialog::refresh()
{
    const FormatInfo &info = formats.at(static_cast<std::size_t>(m_formats->currentRow()));
    const bool isTable = info.format == ExportFormat::Csv;
    const bool isOneLine =
        info.format == ExportFormat::Args || info.format == ExportFormat::Command;
    m_heading->setText(isTable ? tr("All trials") : m_title);
    m_preview->setLineWrapMode(isOneLine ? QPlainTextEdit::WidgetWidth : QPlainTextEdit::NoWrap);
    m_trials->setEnabled(!isTable);
    m_withFixed->setEnabled(!isTable);
    m_withMetadata->setEnabled(!isTable);
    m_request.format = info.format;
    m_request.withFixed = m_withFixed->isChecked();
    m_request.withMetadata = m_withMetadata->isChecked();
    m_said->clear();
    m_gateway->fetchExport(m_request, [self = QPointer(this),
                                       generation = ++m_generation](const Result<QString> &text) {
        if (!self || generation != self->m_generation)
            return;
        self->m_problem->setSentence(text ? QString()
                                          : QString::fromStdString(text.error().message));
        self->showText(text ? *text : QString());
    });
}

void ExportDialog::showText(const QString &text)
{
    m_preview->setPlainText(text);
    m_copy->setEnabled(!text.isEmpty());
    m_save->setEnabled(!text.isEmpty());
}

void ExportDialog::copy()
{
    QGuiApplication::clipboard()->setText(m_preview->toPlainText());
    m_said->setText(tr("Copied."));
}

QString ExportDialog::proposedName() const
{
    const FormatInfo &info = formats.at(static_cast<std::size_t>(m_formats->currentRow()));
    const QString what = info.format == ExportFormat::Csv ? u"trials"_s
                         : m_request.trial < 0            ? u"best"_s
                                                          : u"trial-%1"_s.arg(m_request.trial);
    return u"%1-%2%3"_s.arg(m_studyName, what, QString::fromLatin1(info.ending));
}

void ExportDialog::save()
{
    auto *dialog =
        new QFileDialog(this, tr("Save Settings"), exportFolder(m_gateway->sourceFolder()));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->selectFile(proposedName());
    connect(dialog, &QFileDialog::fileSelected, this, &ExportDialog::saveTo);
    dialog->open();
}

void ExportDialog::saveTo(const QString &path)
{
    QSaveFile file(path);
    const QByteArray bytes = m_preview->toPlainText().toUtf8();
    const bool isSaved =
        file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size() && file.commit();
    m_problem->setSentence(isSaved ? QString()
                                   : tr("Cannot write %1: %2. Choose another place.")
                                         .arg(QDir::toNativeSeparators(path), file.errorString()));
    if (isSaved)
        rememberExportFolder(path);
    m_said->setText(isSaved ? tr("Saved to %1.").arg(QDir::toNativeSeparators(path)) : QString());
}

} // namespace attune::ui
