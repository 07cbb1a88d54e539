// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/rng.h"
#include "core/gp/acquisition_search.h"
#include "search_problems.h"

#include <QtTest>

#include <cmath>
#include <numbers>

using namespace attune;
using namespace attune::testing;

namespace {

/// Hills in two reals and a level, and how much a search asks of it.
class Hills : public AcquisitionFunction
{
public:
    enum class Shortcut { None, Bounds };
    explicit Hills(Shortcut shortcut) : m_shortcut(shortcut) {}

    [[nodiscard]] Eigen::VectorXd values(const Eigen::MatrixXd &inputs) const override
    {
        m_scored += inputs.rows();
        return valuesOf(inputs);
    }
    [[nodiscard]] Eigen::VectorXd upperBounds(const Eigen::MatrixXd &inputs) const override
    {
        if (m_shortcut == Shortcut::None)
            return AcquisitionFunction::upperBounds(inputs);
        return (valuesOf(inputs).array() + 0.05).matrix();
    }
    [[nodiscard]] Slopes valuesWithGradients(const Eigen::MatrixXd &inputs) const override
    {
        Slopes slopes{valuesOf(inputs), Eigen::MatrixXd::Zero(inputs.rows(), inputs.cols())};
        slopes.gradients.col(0) = (7.0 * (7.0 * inputs.col(0).array()).cos()).matrix();
        slopes.gradients.col(1) = (-4.0 * (inputs.col(1).array() - 0.3)).matrix();
        return slopes;
    }
    [[nodiscard]] Eigen::Index scored() const { return m_scored; }

private:
    static Eigen::VectorXd valuesOf(const Eigen::MatrixXd &inputs)
    {
        return ((7.0 * inputs.col(0).array()).sin() - 2.0 * (inputs.col(1).array() - 0.3).square() -
                3.0 * (inputs.col(2).array() - 0.6).square())
            .matrix();
    }

    Shortcut m_shortcut;
    mutable Eigen::Index m_scored = 0;
};

/// A hyperparameter y that is there for one of two kinds only.
struct Conditional
{
    UnitCube cube{problemOf({real("x"), dependent(real("y"), "kind", std::string("b")),
                             choice("kind", {std::string("a"), std::string("b")})})
                      .space};
    Encoding encoding{cube};
    SearchDomain domain{cube, encoding};
};

} // namespace

class tst_acquisition_search : public QObject
{
    Q_OBJECT

    SearchProblem m_problem = problemOf({real("x"), real("y"), integer("level", 1, 40)});
    UnitCube m_cube{m_problem.space};
    Encoding m_encoding{m_cube};
    SearchDomain m_domain{m_cube, m_encoding};

    std::vector<Eigen::VectorXd> candidates(std::uint64_t seed) const
    {
        Rng rng(seed, RandomPurpose::Bootstrap, 0);
        std::vector<Eigen::VectorXd> points;
        for (int i = 0; i < 700; ++i)
            points.push_back(Eigen::Vector3d(rng.uniform(), rng.uniform(), rng.uniform()));
        return points;
    }

    std::vector<Proposal> found(const Hills &hills, std::uint64_t seed) const
    {
        const AcquisitionSearch search(m_domain, hills, Eigen::VectorXd::Zero(3), {8, 40});
        return search.search(candidates(seed));
    }

private Q_SLOTS:
    void climbsToTheTopOfTheHighestHill()
    {
        const Proposal best = found(Hills(Hills::Shortcut::None), 1).front();
        QVERIFY(std::abs(best.value - 1.0) < 1e-3);
        QVERIFY(std::abs(best.point[1] - 0.3) < 1e-3);
    }

    void boundsSaveWorkAndChangeNothing()
    {
        for (std::uint64_t seed = 1; seed <= 10; ++seed) {
            const Hills all(Hills::Shortcut::None);
            const Hills bounded(Hills::Shortcut::Bounds);
            const std::vector<Proposal> expected = found(all, seed);
            const std::vector<Proposal> actual = found(bounded, seed);
            for (int i = 0; i < 8; ++i) { // the climbs
                QCOMPARE(actual[i].value, expected[i].value);
                QVERIFY(actual[i].point == expected[i].point);
            }
            QVERIFY(bounded.scored() < all.scored() / 2);
        }
    }

    /// The second hyperparameter does not depend on where it stands while it is inactive.
    void climbsNothingThatIsInactive()
    {
        const Conditional space;
        const Hills hills(Hills::Shortcut::None);
        const AcquisitionSearch search(space.domain, hills, Eigen::VectorXd::Zero(3), {1, 40});
        const Eigen::Vector3d start(0.1, 0.9, space.encoding.centreOf(2, 0));
        const Proposal best = search.search({start}).front();
        QVERIFY(std::abs(best.point[0] - std::numbers::pi / 14.0) < 1e-4);
        QVERIFY(!space.encoding.isActive(1, best.point));
        QCOMPARE(best.point[1], 0.9);
    }

    /// As many hills as there are climbs, each at another place of what is inactive: one is
    /// climbed.
    void whatRunsAlikeIsOneStart()
    {
        const Conditional space;
        const Hills hills(Hills::Shortcut::None);
        const AcquisitionSearch search(space.domain, hills, Eigen::VectorXd::Zero(3), {8, 0});
        std::vector<Eigen::VectorXd> alike;
        for (int i = 0; i < 8; ++i)
            alike.push_back(Eigen::Vector3d(0.2, 0.1 * i, space.encoding.centreOf(2, 0)));
        QCOMPARE(search.search(alike).size(), alike.size() + 1);
    }

    void hasNothingWithoutCandidates()
    {
        const Hills hills(Hills::Shortcut::Bounds);
        const AcquisitionSearch search(m_domain, hills, Eigen::VectorXd::Zero(3), {8, 40});
        QVERIFY(search.search({}).empty());
    }
};

QTEST_APPLESS_MAIN(tst_acquisition_search)
#include "tst_acquisition_search.moc"
