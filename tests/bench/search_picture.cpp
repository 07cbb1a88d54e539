// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
// What the model and the two measures of a trial's worth look like in one dimension, from the
// search's own parts. Prints one JSON object, which search/draw_search.py draws for
// docs/search.md.
#include "core/gp/acquisition.h"
#include "core/gp/output_warping.h"
#include "core/search/sampler.h"
#include "core/search/training_data.h"

#include <cmath>
#include <cstdio>
#include <functional>
#include <memory>

using namespace attune;

namespace {

constexpr int gridSize = 401;
constexpr double beta = 1.4;

/// The loss over a unit coordinate: two valleys, of which the narrower is deeper.
double loss(double x)
{
    const double wide = (x - 0.3) / 0.22;
    const double narrow = (x - 0.78) / 0.07;
    return 1.0 - 0.55 * std::exp(-0.5 * wide * wide) - 0.75 * std::exp(-0.5 * narrow * narrow) +
           0.2 * x;
}

SearchProblem problemOf(Hyperparameter hyperparameter)
{
    SearchProblem problem;
    problem.space.hyperparameters = {std::move(hyperparameter)};
    problem.search.strategy = Strategy::Bayesian;
    problem.search.seed = 3;
    return problem;
}

Observation resultOf(int trial, const Settings &settings, double value)
{
    Observation result;
    result.trial = trial;
    result.settings = settings;
    result.objectives = {value};
    return result;
}

void print(const char *name, const Eigen::VectorXd &values)
{
    std::printf("\"%s\":[", name);
    for (Eigen::Index i = 0; i < values.size(); ++i)
        std::printf("%s%.6g", i > 0 ? "," : "", values[i]);
    std::printf("]");
}

/// A study of one hyperparameter, one trial at a time, and what the model sees of it.
class Study
{
public:
    explicit Study(const Hyperparameter &hyperparameter)
        : m_problem(problemOf(hyperparameter)), m_sampler(makeSampler(m_problem)),
          m_cube(m_problem.space), m_encoding(m_cube)
    {}

    void runTrials(int count)
    {
        while (static_cast<int>(m_history.results.size()) < count) {
            const auto number = static_cast<int>(m_history.results.size());
            const auto settings = m_sampler->suggest(m_history, m_fit, number, {});
            if (!settings)
                return;
            const double x = m_cube.pointOf(*settings).front();
            m_history.results.push_back(resultOf(number, *settings, loss(x)));
            const auto results = static_cast<int>(m_history.results.size());
            if (const int due = m_sampler->nextFitPrefix(m_fit, results); due > 0)
                m_fit = m_sampler->fit(m_history, due, m_fit, {});
        }
    }

    void print() const
    {
        const auto results = static_cast<int>(m_history.results.size());
        const TrainingData data =
            trainingDataOf(m_cube, m_encoding, {{Direction::Minimize}, 0},
                           {m_history, results, std::min(m_fit.prefix, results)});
        const Eigen::Map<const Eigen::VectorXd> packed(
            m_fit.hyperparameters.data(), static_cast<Eigen::Index>(m_fit.hyperparameters.size()));
        const GaussianProcess model(m_encoding, KernelParameters::unpacked(packed), data.objective,
                                    data.factored);
        const Eigen::RowVectorXd grid = Eigen::RowVectorXd::LinSpaced(gridSize, 0.0, 1.0);
        const Eigen::MatrixXd inputs = m_encoding.encode(grid);
        const Prediction prediction = model.predict(inputs);
        const Eigen::VectorXd best = Eigen::VectorXd::Constant(1, model.fittedMeans().minCoeff());
        const auto worth = [&](AcquisitionRule rule) {
            return Acquisition(model, nullptr, {rule, best, beta}).values(inputs);
        };
        std::printf("{");
        ::print("results", data.points.row(0).transpose());
        std::printf(",");
        ::print("targets", data.objective.targets);
        std::printf(",");
        ::print("mean", prediction.means.col(0));
        std::printf(",");
        ::print("deviation", prediction.variances.cwiseSqrt());
        std::printf(",");
        ::print("logImprovement", worth(AcquisitionRule::ExpectedImprovement));
        std::printf(",");
        ::print("bound", worth(AcquisitionRule::ConfidenceBound));
        std::printf("}");
    }

private:
    SearchProblem m_problem;
    std::unique_ptr<Sampler> m_sampler;
    UnitCube m_cube;
    Encoding m_encoding;
    StudyHistory m_history;
    ModelFit m_fit;
};

void printStudy(const char *name, const Hyperparameter &hyperparameter, int trials)
{
    Study study(hyperparameter);
    study.runTrials(trials);
    std::printf("\"%s\":", name);
    study.print();
    std::printf(",\n");
}

/// Losses of twelve trials, of which two diverged.
void printWarping()
{
    Eigen::VectorXd values(12);
    values << 0.21, 0.24, 0.26, 0.31, 0.35, 0.4, 0.52, 0.7, 1.3, 4.0, 900.0, 1e6;
    std::printf("\"warping\":{");
    ::print("values", values);
    std::printf(",");
    ::print("targets", OutputWarping(values).targets());
    std::printf("}");
}

} // namespace

int main()
{
    Hyperparameter real;
    real.name = "x";
    real.type = HyperparameterType::Continuous;
    real.min = 0.0;
    real.max = 1.0;
    Hyperparameter integer = real;
    integer.type = HyperparameterType::Integer;
    integer.min = 1.0;
    integer.max = 12.0;
    std::printf("{\n");
    printStudy("early", real, 7);
    printStudy("later", real, 11);
    printStudy("integer", integer, 6);
    printWarping();
    std::printf("\n}\n");
    return 0;
}
