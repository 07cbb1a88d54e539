// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/ports/study_library.h"

#include <QAbstractButton>

namespace attune::ui {

/// A rounded card that can be clicked; the base of the cards on the start page.
class Card : public QAbstractButton
{
    Q_OBJECT

public:
    explicit Card(int height, QWidget *parent = nullptr);

    [[nodiscard]] QSize sizeHint() const override { return {240, height()}; }

protected:
    void paintEvent(QPaintEvent *event) override;
    /// Paints what stands inside of `rect`.
    virtual void paintContent(QPainter &painter, const QRect &rect) = 0;
    /// Two lines: `title` bold, `text` dim, elided to `rect`.
    void paintLines(QPainter &painter, const QRect &rect, Qt::Alignment alignment,
                    const QString &title, const QString &text) const;
};

/// A study made or opened before: its name, how far it came, its best value.
class RecentCard : public Card
{
    Q_OBJECT

public:
    explicit RecentCard(RecentStudy study, QWidget *parent = nullptr);

    [[nodiscard]] const RecentStudy &study() const { return m_study; }
    /// Says where the study lies, too: another one has the same name.
    void showFolder();

protected:
    void paintContent(QPainter &painter, const QRect &rect) override;

private:
    [[nodiscard]] QString text() const;

    RecentStudy m_study;
    bool m_isFolderShown = false;
};

/// A ready-made study for a known trainer.
class RecipeCard : public Card
{
    Q_OBJECT

public:
    explicit RecipeCard(Recipe recipe, QWidget *parent = nullptr);

protected:
    void paintContent(QPainter &painter, const QRect &rect) override;

private:
    Recipe m_recipe;
};

/// "38 of 50 · running", "Complete · 120 trials".
[[nodiscard]] QString progressText(const StudyStatus &status);

} // namespace attune::ui
