// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
/// Renders every page, light and dark, wide and narrow, empty and full, to PNG files:
/// render_pages FOLDER. With --extremes also what is rare: long names, tiny and huge values, many
/// hyperparameters, only failures, one reading per trial. Look at them after every change of looks.
#include "tests/support/fake_study_library.h"
#include "ui/commands/command_palette.h"
#include "ui/dialogs/confirm_dialog.h"
#include "ui/dialogs/export_dialog.h"
#include "ui/dialogs/history_dialog.h"
#include "ui/dialogs/import_dialog.h"
#include "ui/dialogs/table_study_dialog.h"
#include "ui/pages/study_pages.h"
#include "ui/selection/trial_selection.h"
#include "ui/shell/english_plurals.h"
#include "ui/shell/main_window.h"
#include "ui/shell/study_view.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QDir>
#include <QLineEdit>
#include <QScrollArea>
#include <QSettings>
#include <QTableView>
#include <QTemporaryDir>

#include <algorithm>
#include <functional>

using namespace Qt::StringLiterals;
using namespace attune;
using namespace attune::ui;

namespace {

constexpr int fullTrials = 600;

RecentStudy recentStudy(const QString &name, StudyState state, int launched, int budget,
                        double best)
{
    RecentStudy study;
    study.folder = u"/home/me/Documents/Attune/"_s + name;
    study.name = name;
    study.status.state = state;
    study.status.complete = launched;
    study.status.budgetTrials = budget;
    study.status.bestValue = best;
    for (int i = 0; i < 24; ++i)
        study.bestSoFar.push_back(best * (1 + 2.5 * std::exp(-0.21 * (i - i % 3))));
    return study;
}

void fillLibrary(FakeStudyLibrary &library)
{
    library.recent = {recentStudy(u"digits-xgboost"_s, StudyState::Running, 38, 50, 0.0219),
                      recentStudy(u"resnet-cifar"_s, StudyState::Finished, 120, 120, 0.0631),
                      recentStudy(u"svm-heart"_s, StudyState::Finished, 40, 40, 0.141),
                      recentStudy(u"speech-adapter"_s, StudyState::Paused, 12, 60, 1.84)};
    const QString found = u"installed"_s;
    library.ready = {
        {u"example-trainer"_s, u"Example trainer"_s, u"Ours."_s, u"ships with Attune"_s, true},
        {u"fasttext"_s, u"fastText"_s, u"Text."_s, u"apt install fasttext"_s, false},
        {u"liblinear"_s, u"LIBLINEAR"_s, u"Lines."_s, found, true},
        {u"libsvm"_s, u"LIBSVM"_s, u"Support vectors."_s, found, true},
        {u"lightgbm"_s, u"LightGBM"_s, u"Trees."_s, u"pip install lightgbm"_s, false},
        {u"pytorch"_s, u"PyTorch"_s, u"Nets."_s,
         u"apt install python3-torch, or pip install torch"_s, false},
        {u"scikit-learn"_s, u"scikit-learn"_s, u"Trees."_s, found, true},
        {u"xgboost"_s, u"XGBoost"_s, u"Boosted trees."_s, found, true},
        {u"mine"_s, u"My trainer"_s, u"Mine."_s, u"your own"_s, true, true}};
    for (Recipe &recipe : library.ready) {
        if (!recipe.isOwn)
            recipe.sources = {{u"eta"_s, u"Probst et al., \"Tunability\", JMLR 20(53), 2019 "
                                         "(https://jmlr.org/papers/v20/18-444.html): 2^-10 to 1; "
                                         "from 0.01 up is our choice."_s}};
    }
}

/// Names longer than any column.
void makeLong(FakeStudyGateway &gateway)
{
    const std::string metric = "validation/mean_per_class_error_after_calibration";
    gateway.settings.name = "a study with a name that says everything there is to know about it";
    gateway.settings.metrics[0].name = metric;
    gateway.settings.objectives[0].metric = metric;
    gateway.settings.space.hyperparameters[2].name = "regularization_strength_of_the_last_layer";
    for (Trial &trial : gateway.trials)
        trial.settings["regularization_strength_of_the_last_layer"] = 0.5;
    for (auto &[number, series] : gateway.series) {
        for (MetricSeries &each : series)
            each.metric = metric;
    }
}

void scaleValues(FakeStudyGateway &gateway, double factor)
{
    for (Trial &trial : gateway.trials) {
        for (std::optional<double> &value : trial.objectives) {
            if (value)
                *value *= factor;
        }
    }
    for (auto &[number, series] : gateway.series) {
        for (MetricSeries &each : series) {
            for (MetricPoint &point : each.points)
                point.value *= factor;
        }
    }
    if (gateway.status.bestValue)
        *gateway.status.bestValue *= factor;
}

void makeMany(FakeStudyGateway &gateway)
{
    for (int i = 0; i < 24; ++i) {
        Hyperparameter more = gateway.settings.space.hyperparameters[4];
        more.name = "weight_" + std::to_string(i);
        gateway.settings.space.hyperparameters.push_back(more);
        gateway.settings.command.push_back(more.name + "={" + more.name + "}");
        for (Trial &trial : gateway.trials)
            trial.settings[more.name] = 0.3 + 0.001 * ((trial.number * 37 + i * 11) % 700);
    }
}

void failAll(FakeStudyGateway &gateway)
{
    for (Trial &trial : gateway.trials) {
        trial.state = TrialState::Failed;
        trial.objectives.clear();
        trial.sentence = "No value of \"validation error\" in 212 lines of output.";
    }
    gateway.series.clear();
    StudyStatus status;
    status.failed = int(gateway.trials.size());
    status.budgetTrials = 50;
    status.state = StudyState::Paused;
    status.reason = "The first 5 trials gave no objective value. The last one: exit code 1.";
    gateway.status = status;
}

/// Each trial the mean of three folds.
void makeFolds(FakeStudyGateway &gateway)
{
    gateway.settings.evaluation.folds = 3;
    for (Trial &trial : gateway.trials) {
        trial.runs.resize(3, trial.runs.front());
        for (int fold = 0; fold < 3; ++fold) {
            trial.runs[std::size_t(fold)].key.fold = fold;
            if (trial.objective())
                gateway.runValues[trial.number].push_back(
                    {fold, 0, *trial.objective() * (0.98 + 0.02 * fold)});
        }
    }
}

/// As svm-train with its own cross-validation: larger is better, and no steps.
void readOnce(FakeStudyGateway &gateway)
{
    gateway.settings.objectives[0].direction = Direction::Maximize;
    for (auto &[number, series] : gateway.series) {
        for (MetricSeries &each : series)
            each.points.erase(each.points.begin(), each.points.end() - 1);
    }
    const Trial *best = bestTrial(gateway.trials, gateway.settings.objectives.front());
    gateway.status.bestTrial = best->number;
    gateway.status.bestValue = best->objective();
}

class Renderer
{
public:
    explicit Renderer(QString folder) : m_folder(std::move(folder)) {}

    void renderAll(ThemeChoice theme, QSize size)
    {
        applyTheme(*qApp, theme);
        m_suffix = u"-%1-%2.png"_s.arg(theme == ThemeChoice::Dark ? u"dark"_s : u"light"_s)
                       .arg(size.width());
        renderStart(size);
        for (const int trials : {0, 38, fullTrials})
            renderStudy(size, trials);
        renderGoals(size);
    }

    void renderExtremes(ThemeChoice theme, QSize size)
    {
        applyTheme(*qApp, theme);
        m_suffix = u"-%1-%2.png"_s.arg(theme == ThemeChoice::Dark ? u"dark"_s : u"light"_s)
                       .arg(size.width());
        const std::pair<QString, std::function<void(FakeStudyGateway &)>> extremes[] = {
            {u"long"_s, makeLong},
            {u"tiny"_s, [](FakeStudyGateway &gateway) { scaleValues(gateway, 1e-12); }},
            {u"huge"_s, [](FakeStudyGateway &gateway) { scaleValues(gateway, -1e12); }},
            {u"many"_s, makeMany},
            {u"failed"_s, failAll},
            {u"folds"_s, makeFolds},
            {u"once"_s, readOnce}};
        for (const auto &[name, change] : extremes) {
            FakeStudyLibrary library;
            fillWithTrials(*library.gateway, 38);
            change(*library.gateway);
            renderPages(library, size, name);
        }
        for (const int trials : {4, 10'000}) {
            FakeStudyLibrary library;
            fillWithTrials(*library.gateway, trials);
            renderPages(library, size, QString::number(trials));
        }
    }

private:
    void renderPages(FakeStudyLibrary &library, QSize size, const QString &name)
    {
        MainWindow window(&library, makeStudyPages);
        window.resize(size);
        window.show();
        window.showStudy(library.gateway);
        if (name == "folds"_L1) // its drawer
            window.commands()->action(u"study.showBest"_s)->trigger();
        for (const QString &page : {u"setUp"_s, u"run"_s, u"compare"_s}) {
            window.study()->showPage(page);
            save(window, page + u'-' + name);
        }
    }

    void save(QWidget &widget, const QString &name)
    {
        for (const int pass : {0, 1, 2}) { // dense layers are painted in steps
            Q_UNUSED(pass)
            QApplication::processEvents();
        }
        widget.grab().save(QDir(m_folder).filePath(name + m_suffix));
    }

    void renderStart(QSize size)
    {
        FakeStudyLibrary library;
        MainWindow empty(&library, makeStudyPages);
        empty.resize(size);
        empty.show();
        save(empty, u"start-empty"_s);
        fillLibrary(library);
        MainWindow window(&library, makeStudyPages);
        window.resize(size);
        window.show();
        window.findChild<QLineEdit *>(u"command"_s)
            ->setText(u"python train.py --lr 0.01 --batch-size 32 --optimizer adam"_s);
        save(window, u"start"_s);
    }

    void renderStudy(QSize size, int trials)
    {
        FakeStudyLibrary library;
        if (trials > 0)
            fillWithTrials(*library.gateway, trials);
        else
            library.gateway->settings = digitsSettings();
        library.gateway->exportText = u"{\n  \"booster\": \"gbtree\",\n  \"eta\": 0.0247\n}\n"_s;
        MainWindow window(&library, makeStudyPages);
        window.resize(size);
        window.show();
        window.showStudy(library.gateway);
        if (trials > 0)
            window.commands()->action(u"study.showBest"_s)->trigger();
        const QString count = trials == 0 ? u"empty"_s : QString::number(trials);
        for (const QString &page : {u"setUp"_s, u"run"_s, u"compare"_s}) {
            window.study()->showPage(page);
            if (window.study()->page() == page)
                save(window, page + u'-' + count);
        }
        if (trials != 38)
            return;
        renderDialogs(window, *library.gateway);
        renderEarlyStopping(window, *library.gateway);
    }

    /// The sections of Set Up that say how trials are compared, and a trial that was stopped.
    void renderEarlyStopping(MainWindow &window, FakeStudyGateway &gateway)
    {
        gateway.settings.search.hyperband.maxResource = 60;
        gateway.settings.warmStart = {{"../spring", "same"}, {"../summer", "related"}};
        gateway.earlierTrials = {{27, 3}, {12, 0}};
        window.study()->showPage(u"setUp"_s);
        for (const QString &field :
             {u"modelBased"_s, u"costAware"_s, u"percentile"_s, u"replicates"_s}) {
            const bool isRule = field == "percentile"_L1; // Hyperband takes none beside it
            StudySettings &settings = gateway.settings;
            settings.search.strategy = isRule ? Strategy::Bayesian : Strategy::Hyperband;
            settings.evaluation = {isRule ? 1 : 5, 1};
            settings.trialStopping.rule =
                isRule ? TrialStoppingRule::Percentile : TrialStoppingRule::None;
            Q_EMIT gateway.settingsChanged(settings, 2);
            QApplication::processEvents();
            auto *widget = window.study()->findChild<QWidget *>(field);
            for (QWidget *each = widget; each; each = each->parentWidget()) {
                if (auto *area = qobject_cast<QScrollArea *>(each))
                    area->ensureWidgetVisible(widget, 0, 200);
            }
            save(window, u"setUp-"_s + field);
        }
        const auto stopped = std::ranges::find(gateway.trials, TrialState::Stopped, &Trial::state);
        window.study()->parts().selection->setCurrent(stopped->number);
        window.study()->showPage(u"run"_s);
        save(window, u"run-stopped"_s);
        renderPauses(window, gateway);
    }

    /// Hyperband's second mode, and trials that are paused.
    void renderPauses(MainWindow &window, FakeStudyGateway &gateway)
    {
        gateway.settings.search.hyperband.mode = HyperbandMode::Promote;
        gateway.settings.command.push_back("rounds={resource}");
        gateway.settings.command.push_back("state={trial.directory}");
        gateway.settings.evaluation = {};
        Q_EMIT gateway.settingsChanged(gateway.settings, 3);
        gateway.status.paused = 0;
        for (Trial &trial : gateway.trials) {
            if (trial.state != TrialState::Stopped)
                continue;
            trial.isPaused = true;
            trial.stoppedAgainst.reset();
            trial.sentence = "Paused at step " + std::to_string(*trial.stoppedAtStep) +
                             ": it goes on when it is among the best 1/3 of the trials that "
                             "reached it.";
            ++gateway.status.paused;
        }
        Q_EMIT gateway.trialsChanged(gateway.trials);
        Q_EMIT gateway.statusChanged(gateway.status);
        save(window, u"run-paused"_s);
        window.study()->showPage(u"setUp"_s);
        auto *widget = window.study()->findChild<QWidget *>(u"mode"_s);
        for (QWidget *each = widget; each; each = each->parentWidget()) {
            if (auto *area = qobject_cast<QScrollArea *>(each))
                area->ensureWidgetVisible(widget, 0, 200);
        }
        save(window, u"setUp-pauses"_s);
    }

    /// Two objectives and a requirement.
    void renderGoals(QSize size)
    {
        FakeStudyLibrary library;
        fillWithTrials(*library.gateway, 120);
        giveGoals(*library.gateway);
        library.gateway->exportText = u"{\n  \"booster\": \"gbtree\",\n  \"eta\": 0.0247\n}\n"_s;
        MainWindow window(&library, makeStudyPages);
        window.resize(size);
        window.show();
        window.showStudy(library.gateway);
        window.study()->showPage(u"setUp"_s);
        QApplication::processEvents(); // lays it out
        auto *field = window.study()->findChild<QWidget *>(u"requirementBound0"_s);
        for (QWidget *each = field; each; each = each->parentWidget()) {
            if (auto *area = qobject_cast<QScrollArea *>(each))
                area->ensureWidgetVisible(field, 0, 300);
        }
        save(window, u"setUp-goals"_s);
        for (const QString &page : {u"run"_s, u"compare"_s}) {
            window.study()->showPage(page);
            save(window, page + u"-goals"_s);
        }
        window.commands()->action(u"study.showBest"_s)->trigger();
        save(window, u"run-front"_s);
        ExportDialog dialog(library.gateway.get(), u"Settings of a trial on the front"_s,
                            u"digits"_s, -1, &window);
        dialog.setAttribute(Qt::WA_DeleteOnClose, false);
        dialog.offer(frontChoices(window.study()->model()));
        dialog.show();
        save(dialog, u"export-front"_s);
    }

    /// A study that is made of a table of trials.
    void renderTable(MainWindow &window)
    {
        FakeStudyLibrary library;
        library.table.table = {
            {"Name", "State", "learning rate", "batch_size", "optimizer", "momentum", "layers",
             "epochs", "seed", "val_loss", "val_accuracy"},
            {{"calm-sun-1", "calm-sea-2", "wild-fog-3", "wild-sky-4", "tall-oak-5"},
             {"finished", "finished", "finished", "crashed", "finished"},
             {"0.00113", "0.0892", "0.0031", "0.0007", "0.0102"},
             {"32", "64", "128", "32", "16"},
             {"sgd", "adam", "sgd", "adam", "sgd"},
             {"0.9", "", "0.99", "", "0.5"},
             {"2", "4", "6", "8", "2"},
             {"20", "20", "20", "20", "20"},
             {"11", "12", "13", "14", "15"},
             {"0.41", "0.52", "0.33", "", "0.37"},
             {"0.81", "0.77", "0.86", "", "0.84"}}};
        library.table.columns = guessColumns(library.table.table);
        TableStudyDialog dialog(&library, &window);
        dialog.setAttribute(Qt::WA_DeleteOnClose, false);
        dialog.show();
        save(dialog, u"table-study-empty"_s);
        library.tablePreview = {{}, 38, {u"2 rows left out. Row 4 has no value of \"lr\"."_s}, {}};
        dialog.setFile(u"/home/me/digits/wandb-runs.csv"_s);
        save(dialog, u"table-study"_s);
        auto *view = dialog.findChild<QTableView *>();
        view->model()->setData(view->model()->index(9, 1), int(ColumnUse::LeftOut), Qt::UserRole);
        save(dialog, u"table-study-problem"_s);
    }

    void renderHistory(MainWindow &window, FakeStudyGateway &gateway)
    {
        const auto add = [&](const char *kind, std::optional<int> trial, const std::string &text) {
            const auto id = std::int64_t(gateway.events.size()) + 1;
            gateway.events.push_back({id, 1'780'000'000'000 + 47'000 * id, kind, trial, text});
        };
        add("created", std::nullopt, "The study was made.");
        add("started", std::nullopt, "The study was started.");
        for (const Trial &trial : gateway.trials) {
            const std::string number = std::to_string(trial.number);
            add("trial", trial.number,
                "Trial " + number + ": " + stateNameOf(trial) + ". " + trial.sentence);
        }
        add("edited", std::nullopt,
            "Changed hyperparameters.eta.max from 1 to 0.5; budget.trials from 50 to 60.");
        add("trial", 38,
            "Trial 38: failed. The program exited with code 1:\nTraceback (most recent call "
            "last):\n  File \"train.py\", line 12\nMemoryError: Unable to allocate 2.1 GiB for "
            "an array with shape (1797, 157286) and data type float64");
        HistoryDialog history(&gateway, &window);
        history.setAttribute(Qt::WA_DeleteOnClose, false);
        history.show();
        auto *table = history.findChild<QTableView *>(u"historyTable"_s);
        table->setCurrentIndex(table->model()->index(0, 0));
        save(history, u"history"_s);
    }

    void renderDialogs(MainWindow &window, FakeStudyGateway &gateway)
    {
        ExportDialog dialog(&gateway, u"Best settings: trial 27, validation error 0.0316"_s,
                            u"digits"_s, -1, &window);
        dialog.setAttribute(Qt::WA_DeleteOnClose, false);
        dialog.show();
        save(dialog, u"export"_s);
        ConfirmDialog confirm(&gateway, &window);
        confirm.setAttribute(Qt::WA_DeleteOnClose, false);
        confirm.show();
        RaceStanding standing;
        standing.state = RaceState::Separated;
        standing.round = 5;
        standing.contenders = {
            {.trial = 27, .searchValue = 0.0316, .runs = 5, .mean = 0.0324, .standardError = 3e-4},
            {.trial = 31,
             .searchValue = 0.0331,
             .runs = 5,
             .mean = 0.0351,
             .standardError = 4e-4,
             .isOut = true},
            {.trial = 19,
             .searchValue = 0.0347,
             .runs = 3,
             .mean = 0.0388,
             .standardError = 9e-4,
             .isOut = true}};
        standing.sentence = "Trial 27 is the best of 3 with 95 % confidence: 0.0324 ± 0.0003 over "
                            "5 reruns, 0.0316 in the search.";
        Q_EMIT gateway.confirmationChanged(standing);
        save(confirm, u"confirm"_s);
        ImportDialog import(&gateway, u"validation error"_s, &window);
        import.setAttribute(Qt::WA_DeleteOnClose, false);
        import.show();
        save(import, u"import"_s);
        gateway.importPreview = {
            {u"number"_s, u"value"_s, u"params_eta"_s},
            20,
            {u"3 rows left out: trials that had not finished, or were cancelled."_s,
             u"2 trials outside of the study's ranges: shown, but the search does not use them."_s},
            {}};
        import.setFile(u"/home/me/digits/optuna-trials.csv"_s);
        save(import, u"import-found"_s);
        renderTable(window);
        renderHistory(window, gateway);
        CommandPalette palette(*window.commands(), &window);
        palette.setAttribute(Qt::WA_DeleteOnClose, false);
        palette.show();
        save(palette, u"palette"_s);
    }

    QString m_folder;
    QString m_suffix;
};

} // namespace

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    QCoreApplication::installTranslator(new EnglishPlurals(&application));
    const QTemporaryDir settings;
    QCoreApplication::setOrganizationName(u"Attune"_s);
    QCoreApplication::setApplicationName(u"render_pages"_s);
    QSettings::setDefaultFormat(QSettings::IniFormat);
    QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, settings.path());
    const QString folder = argc > 1 ? QString::fromLocal8Bit(argv[1]) : u"pages"_s;
    QDir().mkpath(folder);
    Renderer renderer(folder);
    for (const auto theme : {ThemeChoice::Light, ThemeChoice::Dark}) {
        for (const QSize size : {QSize(1440, 900), QSize(1000, 640)})
            renderer.renderAll(theme, size);
    }
    if (QApplication::arguments().contains(u"--extremes"_s)) {
        for (const QSize size : {QSize(1440, 900), QSize(1000, 640), QSize(2560, 1440)})
            renderer.renderExtremes(ThemeChoice::Light, size);
        renderer.renderExtremes(ThemeChoice::Dark, QSize(1440, 900));
    }
    return 0;
}
