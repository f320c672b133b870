//! Issues as documents that move goods.

use chrono::NaiveDate;

use super::StockDocument;
use crate::body::{DocumentKind, IssuePosted};
use crate::ids::{DocumentId, SiteId};
use crate::posting::{Movement, Node, Posting};

impl StockDocument for IssuePosted {
    fn id(&self) -> DocumentId {
        self.id.into()
    }

    fn kind(&self) -> DocumentKind {
        DocumentKind::Issue
    }

    fn number(&self) -> &str {
        &self.number
    }

    fn site(&self) -> SiteId {
        self.site
    }

    fn lines(&self) -> usize {
        self.lines.len()
    }

    /// Site → DISTRIBUTED at the point.
    fn postings(&self, _occurred_on: NaiveDate) -> Vec<Posting> {
        let moved = self.lines.iter().filter(|line| line.quantity > 0);
        let posting = |line: &crate::body::IssueLine| Posting {
            movement: Movement::Issue,
            lot: line.lot,
            condition: line.condition,
            to_condition: line.condition,
            from: Node::at(self.site, line.place),
            to: Node::Distributed(self.point),
            quantity: line.quantity,
        };
        moved.map(posting).collect()
    }
}
