// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/trial_columns.h"
#include "ui/widgets/panel.h"

#include <array>
#include <functional>
#include <optional>

class QMenu;

namespace attune::ui {

class ChipButton;
class ColorScale;
class ScatterChart;
class StudyModel;
class TrialSelection;

/// The scatter with the choice of its columns.
class ScatterPanel : public Panel
{
    Q_OBJECT

public:
    ScatterPanel(StudyModel *model, TrialSelection *selection, QWidget *parent = nullptr);
    [[nodiscard]] ScatterChart *chart() const { return m_chart; }

private:
    enum Channel { X, Y, Color, Size, ChannelCount };

    void addChip(Channel channel);
    void fillMenu(Channel channel, QMenu *menu);
    void choose(Channel channel, const std::string &name);
    void setLog(Channel channel, bool isOn);
    void updateChoice();
    void updateScale();
    [[nodiscard]] std::string shownName(Channel channel) const;
    [[nodiscard]] const TrialColumn *columnOf(const std::string &name) const;

    StudyModel *m_model = nullptr;
    ScatterChart *m_chart = nullptr;
    ColorScale *m_scale = nullptr;
    std::array<ChipButton *, ChannelCount> m_chips{};
    std::array<std::optional<std::string>, ChannelCount> m_names; ///< of columns chosen; "": none
    std::array<std::optional<bool>, ChannelCount> m_isLog;        ///< chosen, else as the column
    std::vector<TrialColumn> m_columns;
};

} // namespace attune::ui
