// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QFile>
#include <QProcess>
#include <QString>
#include <QStringList>
#include <QTemporaryDir>

#include <nlohmann/json.hpp>

namespace attune::cli {

/// What one call of the program gave.
struct Outcome
{
    int exitCode = -1;
    QByteArray output;
    QByteArray errors;

    [[nodiscard]] nlohmann::json json() const
    {
        return nlohmann::json::parse(output.toStdString(), nullptr, false);
    }
};

inline QString programPath(const char *name)
{
    return QStringLiteral(ATTUNE_BIN_DIR "/") + QString::fromLatin1(name);
}

/// Runs the real attune-cli in `folder`, as a person would.
inline Outcome attuneCli(const QString &folder, const QStringList &arguments,
                         const QByteArray &input = {})
{
    QProcess process;
    process.setWorkingDirectory(folder);
    process.start(programPath("attune-cli"), arguments);
    process.write(input);
    process.closeWriteChannel();
    constexpr int timeoutMs = 240'000; // a real trainer on a loaded machine
    if (!process.waitForFinished(timeoutMs)) {
        process.kill();
        process.waitForFinished();
        return {};
    }
    return {process.exitCode(), process.readAllStandardOutput(), process.readAllStandardError()};
}

/// A folder with a study.json around fake_trainer.
class StudyFolder
{
public:
    /// `behaviour`: of fake_trainer, with its options. `more`: further keys of the study.
    explicit StudyFolder(const QStringList &behaviour = {},
                         const nlohmann::json &more = nlohmann::json::object())
    {
        using nlohmann::json;
        json study;
        study["attune"] = 1;
        study["name"] = "fake";
        study["hyperparameters"] = json::array({json{{"name", "lr"},
                                                     {"type", "continuous"},
                                                     {"min", 0.0001},
                                                     {"max", 1},
                                                     {"scaling", "logarithmic"}},
                                                json{{"name", "optimizer"},
                                                     {"type", "categorical"},
                                                     {"values", {"adam", "sgd"}},
                                                     {"default", "adam"}}});
        study["metrics"] = json::array(
            {json{{"name", "loss"}, {"pattern", "loss (\\S+)"}, {"stepPattern", "epoch (\\d+)"}}});
        study["objective"] = json{{"metric", "loss"}};
        study["search"] = json{{"strategy", "random"}};
        study["budget"] = json{{"trials", 4}, {"parallel", 2}};
        std::vector<std::string> command{programPath("fake_trainer").toStdString()};
        for (const QString &argument : behaviour)
            command.push_back(argument.toStdString());
        for (const char *argument : {"--lr", "{lr}", "--optimizer", "{optimizer}"})
            command.emplace_back(argument);
        study["command"] = command;
        study.update(more);
        if (study.contains("objectives"))
            study.erase("objective");
        write("study.json", QByteArray::fromStdString(study.dump()));
    }

    [[nodiscard]] QString path() const { return m_folder.path(); }
    [[nodiscard]] QString path(const char *name) const
    {
        return m_folder.filePath(QString::fromLatin1(name));
    }

    void write(const char *name, const QByteArray &bytes) const
    {
        QFile file(path(name));
        if (file.open(QIODevice::WriteOnly))
            file.write(bytes);
    }

    [[nodiscard]] QByteArray read(const char *name) const
    {
        QFile file(path(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

    Outcome call(const QStringList &arguments, const QByteArray &input = {}) const
    {
        return attuneCli(path(), arguments, input);
    }

    /// Makes the study `s`.
    Outcome makeStudy() const
    {
        return call({QStringLiteral("new"), QStringLiteral("s"), QStringLiteral("--from"),
                     QStringLiteral("study.json")});
    }

private:
    QTemporaryDir m_folder;
};

/// `words("run s --trials 3")`: arguments without blanks in them.
inline QStringList words(const char *line)
{
    return QString::fromLatin1(line).split(QLatin1Char(' '));
}

} // namespace attune::cli
