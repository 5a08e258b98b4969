//! Tables.

use super::Span;
use crate::words::Places;

pub(crate) type Cell = Vec<Span>;

/// A table whose figures in one column have equally many decimal places.
pub(crate) struct Table {
    /// What it is a table of, for whoever cannot see it.
    pub caption: String,
    pub columns: Vec<Column>,
    pub rows: Vec<Vec<Cell>>,
    /// The sums, below a line.
    pub total: Option<Vec<Cell>>,
}

/// A column's head.
pub(crate) struct Column {
    pub label: String,
    pub numeric: bool,
    /// Stands apart from the columns to its left, because it answers another question.
    pub apart: bool,
}

impl Column {
    pub fn text(label: String) -> Self {
        Column {
            label,
            numeric: false,
            apart: false,
        }
    }

    pub fn number(label: String) -> Self {
        Column {
            label,
            numeric: true,
            apart: false,
        }
    }

    pub fn apart(self) -> Self {
        Column {
            apart: true,
            ..self
        }
    }
}

impl Table {
    /// Every row has one cell for each column.
    pub fn new(
        caption: String,
        columns: Vec<Column>,
        rows: Vec<Vec<Cell>>,
        total: Option<Vec<Cell>>,
    ) -> Self {
        let mut table = Table {
            caption,
            columns,
            rows,
            total,
        };
        for column in 0..table.columns.len() {
            let fraction = |cell: &Cell| {
                cell.iter()
                    .any(|span| matches!(span, Span::Figure(figure, _) if !figure.is_whole()))
            };
            if table.lines().any(|row| fraction(&row[column])) {
                for row in table.lines_mut() {
                    for span in &mut row[column] {
                        if let Span::Figure(_, places) = span {
                            *places = Places::One;
                        }
                    }
                }
            }
        }
        table
    }

    fn lines(&self) -> impl Iterator<Item = &Vec<Cell>> {
        self.rows.iter().chain(&self.total)
    }

    fn lines_mut(&mut self) -> impl Iterator<Item = &mut Vec<Cell>> {
        self.rows.iter_mut().chain(&mut self.total)
    }
}
