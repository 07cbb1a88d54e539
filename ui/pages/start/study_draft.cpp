// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/start/study_draft.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace attune::ui {

namespace {

constexpr int mostShown = 6;

QString translated(const char *text)
{
    return QCoreApplication::translate("StudyDraft", text);
}

bool isScript(const QString &argument)
{
    static const QStringList endings{u"py"_s, u"r"_s,  u"jl"_s, u"sh"_s,  u"pl"_s,   u"rb"_s,
                                     u"js"_s, u"ts"_s, u"m"_s,  u"lua"_s, u"ipynb"_s};
    return !argument.startsWith(u'-') && !argument.contains(u'=') &&
           endings.contains(QFileInfo(argument).suffix().toLower());
}

QString numberText(double value)
{
    return QString::fromStdString(textOf(Value(value)));
}

} // namespace

StudySettings draftOf(const CommandGuess &guess, const QString &name)
{
    StudySettings settings;
    settings.name = name.toStdString();
    std::vector<bool> chosen;
    for (const HyperparameterGuess &found : guess.guesses) {
        chosen.push_back(found.isLikely);
        if (found.isLikely)
            settings.space.hyperparameters.push_back(found.hyperparameter);
    }
    settings.command = templateWith(guess, chosen);
    return settings;
}

QString proposedName(const std::vector<std::string> &arguments)
{
    for (const std::string &argument : arguments) {
        const QString text = QString::fromStdString(argument);
        if (isScript(text))
            return QFileInfo(text).completeBaseName();
    }
    return arguments.empty()
               ? QString()
               : QFileInfo(QString::fromStdString(arguments.front())).completeBaseName();
}

QString rangeText(const Hyperparameter &hyperparameter)
{
    if (hyperparameter.type == HyperparameterType::Categorical) {
        QStringList choices;
        for (const Value &value : hyperparameter.values)
            choices << QString::fromStdString(textOf(value));
        return choices.join(u", "_s);
    }
    QString text =
        u"%1 \u2026 %2"_s.arg(numberText(hyperparameter.min), numberText(hyperparameter.max));
    const Scaling scaling = resolvedScaling(hyperparameter);
    if (scaling == Scaling::Logarithmic)
        text += translated(" log");
    else if (scaling == Scaling::ReverseLogarithmic)
        text += translated(" reverse log");
    return text;
}

QString foundText(const CommandGuess &guess)
{
    QStringList found;
    int more = 0;
    for (const HyperparameterGuess &each : guess.guesses) {
        if (!each.isLikely)
            continue;
        if (found.size() == mostShown) {
            ++more;
            continue;
        }
        found << u"<b>%1</b> %2"_s.arg(
            QString::fromStdString(each.hyperparameter.name).toHtmlEscaped(),
            rangeText(each.hyperparameter).toHtmlEscaped());
    }
    if (found.isEmpty())
        return translated("Found no values that could vary; they can be added in Set Up.");
    QString text = translated("Found: ") + found.join(u", "_s);
    if (more > 0)
        text += translated(" and %1 more").arg(more);
    return text + u'.';
}

QString missingScript(const std::vector<std::string> &arguments, const QString &folder)
{
    for (const std::string &argument : arguments) {
        const QString text = QString::fromStdString(argument);
        if (isScript(text)) // others may be files that the program makes
            return QFileInfo::exists(QDir(folder).absoluteFilePath(text)) ? QString() : text;
    }
    return {};
}

QString shortPath(const QString &path)
{
    const QString home = QDir::homePath();
    if (path == home)
        return u"~"_s;
    return path.startsWith(home + u'/') ? u"~"_s + path.mid(home.size()) : path;
}

QString pathWithLink(const QString &path)
{
    return u"<b>%1</b> \u00b7 <a href=\"change\" style=\"text-decoration:none\">%2</a>"_s.arg(
        shortPath(path).toHtmlEscaped(), translated("Change\u2026"));
}

} // namespace attune::ui
