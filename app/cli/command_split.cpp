// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/command.h"

#include "app/engine/exchange/data_rows.h"
#include "core/analysis/fold_split.h"

#include <CLI/CLI.hpp>

#include <QDir>
#include <QFileInfo>

#include <algorithm>

namespace attune::cli {
namespace {

/// Splits a data set into folds, each a file to train on and one to validate on.
class SplitCommand final : public Command
{
public:
    const char *name() const override { return "split"; }
    const char *summary() const override { return "Split a data set into folds"; }

    void declare(CLI::App &app) override
    {
        app.add_option("FILE", m_file, "A table, or LIBSVM's format")->required();
        app.add_option("--folds", m_folds, "How many (5)")
            ->check(CLI::Range(2, 1000))
            ->option_text("N");
        app.add_option("--stratify", m_stratify, "Spread it evenly; LIBSVM's is \"label\"")
            ->option_text("COLUMN");
        app.add_option("--seed", m_seed, "Another one deals otherwise (1)")->option_text("N");
        app.add_option("--format", m_format, "What the file is, where its name does not say it")
            ->check(CLI::IsMember({"csv", "libsvm"}))
            ->option_text("csv|libsvm");
        app.add_flag("--no-header", m_hasNoHeader, "The first row is data; columns are 1, 2, ...");
        app.add_option("-o,--output", m_folder, "The folder to write into (beside the data)")
            ->option_text("DIR");
        app.footer(
            "Writes NAME-fold0-train.csv, NAME-fold0-valid.csv and so on. In the command of\n"
            "a study with evaluation.folds, {fold} names the one that a run is to use.");
    }

    int run(Console &console) override
    {
        auto text = readFile(m_file);
        if (!text)
            return console.fail(text.error());
        const auto format = m_format.empty()    ? engine::DataRows::guessFormat(m_file, *text)
                            : m_format == "csv" ? engine::DataFormat::Csv
                                                : engine::DataFormat::LibSvm;
        const auto data = engine::DataRows::read(std::move(*text), format,
                                                 m_hasNoHeader ? engine::FirstRow::Data
                                                               : engine::FirstRow::Names);
        if (!data)
            return console.fail(data.error());
        if (data->count() < static_cast<std::size_t>(m_folds))
            return console.fail(Error{
                ErrorKind::Invalid, "There are " + std::to_string(m_folds) + " folds and only " +
                                        std::to_string(data->count()) + " rows. Use fewer folds."});
        std::vector<std::string> strata;
        if (!m_stratify.empty()) {
            auto column = data->column(m_stratify);
            if (!column)
                return console.fail(column.error());
            strata = std::move(*column);
        }
        const std::vector<int> folds = dealtFolds(data->count(), m_folds, strata, m_seed);
        for (int fold = 0; fold < m_folds; ++fold) {
            const int done = writeFold(console, *data, folds, fold);
            if (done != Done)
                return done;
        }
        console.say(
            std::to_string(data->count()) + " rows in " + std::to_string(m_folds) + " folds. Use " +
            fileOf("{fold}", "train") + " and " + fileOf("{fold}", "valid") +
            " in the command, and \"folds\": " + std::to_string(m_folds) + " in \"evaluation\".");
        return Done;
    }

private:
    [[nodiscard]] std::string fileOf(const std::string &fold, const std::string &part) const
    {
        const QFileInfo file(qt(m_file));
        const QString folder = m_folder.empty() ? file.path() : qt(m_folder);
        const QString suffix =
            file.suffix().isEmpty() ? QString() : QLatin1Char('.') + file.suffix();
        const QString name = file.completeBaseName() + qt("-fold" + fold + "-" + part) + suffix;
        return QDir::cleanPath(QDir(folder).filePath(name)).toStdString();
    }

    [[nodiscard]] int writeFold(Console &console, const engine::DataRows &data,
                                const std::vector<int> &folds, int fold) const
    {
        std::string train(data.header());
        std::string valid(data.header());
        for (std::size_t i = 0; i < data.count(); ++i)
            (folds[i] == fold ? valid : train) += data.row(i);
        const std::string number = std::to_string(fold);
        const int done = console.deliver(train, fileOf(number, "train"));
        return done == Done ? console.deliver(valid, fileOf(number, "valid")) : done;
    }

    std::string m_file;
    int m_folds = 5;
    std::string m_stratify;
    std::uint64_t m_seed = 1;
    std::string m_format;
    bool m_hasNoHeader = false;
    std::string m_folder;
};

} // namespace

std::unique_ptr<Command> makeSplitCommand()
{
    return std::make_unique<SplitCommand>();
}

} // namespace attune::cli
