// SPDX-FileCopyrightText: 2026 The Attune developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/commands/command_palette.h"

#include "ui/commands/command_list_model.h"
#include "ui/commands/command_registry.h"
#include "ui/theme/style_painting.h"
#include "ui/theme/theme.h"
#include "ui/widgets/dim_label.h"

#include <QKeyEvent>
#include <QLineEdit>
#include <QListView>
#include <QPainter>
#include <QStyledItemDelegate>
#include <QTimer>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace attune::ui {

namespace {

constexpr int paletteWidth = 560;
constexpr int paletteHeight = 420;
constexpr int rowHeight = 34;

/// A command's icon, text, menu and shortcut on one row.
class CommandDelegate : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem & /*option*/,
                                 const QModelIndex & /*index*/) const override
    {
        return {0, rowHeight};
    }

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override
    {
        const Colors &colors = colorsOf(option.palette);
        const bool isEnabled = index.flags() & Qt::ItemIsEnabled;
        if (option.state & QStyle::State_Selected)
            painting::roundedBox(*painter, option.rect.adjusted(2, 1, -2, -1), colors.accentTint,
                                 QColor());
        QRect row = option.rect.adjusted(spaceM, 0, -spaceM, 0);
        const QRect icon(row.left(), row.center().y() - 8, 16, 16);
        index.data(Qt::DecorationRole)
            .value<QIcon>()
            .paint(painter, icon, Qt::AlignCenter, isEnabled ? QIcon::Normal : QIcon::Disabled);
        row.setLeft(icon.right() + spaceM);
        painter->setPen(option.palette.color(isEnabled ? QPalette::Active : QPalette::Disabled,
                                             QPalette::Text));
        const QString text = index.data().toString();
        painter->drawText(row, Qt::AlignVCenter | Qt::AlignLeft, text);
        painter->setPen(isEnabled ? colors.dimText
                                  : option.palette.color(QPalette::Disabled, QPalette::Text));
        painter->drawText(row, Qt::AlignVCenter | Qt::AlignRight,
                          index.data(CommandListModel::ShortcutRole).toString());
        row.setLeft(row.left() + option.fontMetrics.horizontalAdvance(text) + spaceS);
        row.setRight(option.rect.right() - 110);
        painter->drawText(row, Qt::AlignVCenter | Qt::AlignLeft,
                          index.data(CommandListModel::GroupRole).toString());
    }
};

} // namespace

CommandPalette::CommandPalette(const CommandRegistry &commands, QWidget *parent)
    : QDialog(parent, Qt::Popup | Qt::FramelessWindowHint),
      m_model(new CommandListModel(commands.actions(), this)), m_pattern(new QLineEdit),
      m_list(new QListView), m_help(new DimLabel)
{
    setAccessibleName(tr("Command palette"));
    setAttribute(Qt::WA_DeleteOnClose);
    m_pattern->setPlaceholderText(tr("Type a command"));
    m_pattern->setAccessibleName(tr("Command"));
    m_pattern->installEventFilter(this);
    m_list->setModel(m_model);
    m_list->setItemDelegate(new CommandDelegate(m_list));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setFocusPolicy(Qt::NoFocus);
    m_list->setUniformItemSizes(true);
    m_list->setAccessibleName(tr("Commands"));
    m_help->setContentsMargins(spaceM, 0, spaceM, 0);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(spaceS, spaceS, spaceS, spaceS);
    layout->setSpacing(spaceS);
    layout->addWidget(m_pattern);
    layout->addWidget(m_list, 1);
    layout->addWidget(m_help);
    connect(m_pattern, &QLineEdit::textChanged, this, &CommandPalette::choose);
    connect(m_list, &QListView::clicked, this, &CommandPalette::trigger);
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this,
            [this](const QModelIndex &index) {
                m_help->setText(index.data(CommandListModel::HelpRole).toString());
            });
    const int width = std::min(paletteWidth, parent->width() - 2 * spaceXl);
    setFixedSize(width, std::min(paletteHeight, parent->height() - 3 * spaceXl));
    QDialog::move(parent->mapToGlobal(QPoint((parent->width() - width) / 2, 56)));
    choose({});
    // A popup is not focused by the window system: keys go to what has the focus in it.
    m_pattern->setFocus(Qt::PopupFocusReason);
}

void CommandPalette::choose(const QString &pattern)
{
    m_model->setPattern(pattern);
    m_list->setCurrentIndex({});
    move(1);
    if (m_model->rowCount() == 0)
        m_help->setText(tr("No command fits \"%1\".").arg(pattern));
}

void CommandPalette::trigger()
{
    const QModelIndex index = m_list->currentIndex();
    if (!index.isValid() || !(index.flags() & Qt::ItemIsEnabled))
        return;
    QAction *action = m_model->actionAt(index.row());
    close();
    // After the palette is gone, so that a dialog of the command gets the focus.
    QTimer::singleShot(0, action, [action] { action->trigger(); });
}

void CommandPalette::move(int rows)
{
    // Past what cannot be done now; at an end the choice stays.
    const int direction = rows < 0 ? -1 : 1;
    int left = std::abs(rows);
    for (int row = m_list->currentIndex().row() + direction;
         row >= 0 && row < m_model->rowCount() && left > 0; row += direction) {
        const QModelIndex index = m_model->index(row);
        if (!(index.flags() & Qt::ItemIsEnabled))
            continue;
        m_list->setCurrentIndex(index);
        --left;
    }
}

bool CommandPalette::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::KeyPress) {
        switch (static_cast<QKeyEvent *>(event)->key()) {
        case Qt::Key_Down:
            move(1);
            return true;
        case Qt::Key_Up:
            move(-1);
            return true;
        case Qt::Key_PageDown:
            move(8);
            return true;
        case Qt::Key_PageUp:
            move(-8);
            return true;
        case Qt::Key_Return:
        case Qt::Key_Enter:
            trigger();
            return true;
        default:
            break;
        }
    }
    return QDialog::eventFilter(watched, event);
}

void CommandPalette::paintEvent(QPaintEvent * /*event*/)
{
    QPainter painter(this);
    const Colors &colors = colorsOf(palette());
    painter.fillRect(rect(), colors.panel);
    painter.setPen(colors.line);
    painter.drawRect(rect().adjusted(0, 0, -1, -1));
}

} // namespace attune::ui
