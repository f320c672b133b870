//! Plain movements as documents that move goods.

use chrono::NaiveDate;

use super::{StockDocument, TitleChange};
use crate::body::{DocumentKind, MoveHow, StockMoveLine, StockMoved};
use crate::ids::{DocumentId, PartyId, SiteId};
use crate::posting::{Condition, Movement, Node, Posting};

impl StockDocument for StockMoved {
    fn id(&self) -> DocumentId {
        self.id.into()
    }

    fn kind(&self) -> DocumentKind {
        DocumentKind::StockMove
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

    fn party(&self) -> Option<PartyId> {
        self.how.party()
    }

    fn found_by(&self) -> Vec<&str> {
        match &self.how {
            MoveHow::Loss { report: paper, .. }
            | MoveHow::Disposal { certificate: paper }
            | MoveHow::OwnershipChange {
                certificate: paper, ..
            } => vec![paper],
            MoveHow::InternalMove { .. }
            | MoveHow::ConditionChange { .. }
            | MoveHow::Consumption
            | MoveHow::ReturnFromUser { .. }
            | MoveHow::ReturnToDonor { .. }
            | MoveHow::LoanOut { .. }
            | MoveHow::LoanBack { .. }
            | MoveHow::Repack { .. } => Vec::new(),
        }
    }

    /// A disposal always, whatever its author's program thought.
    fn needs_approval(&self) -> bool {
        self.approval || matches!(self.how, MoveHow::Disposal { .. })
    }

    fn postings(&self, _occurred_on: NaiveDate) -> Vec<Posting> {
        let moved = self.lines.iter().filter(|line| line.quantity > 0);
        moved
            .map(|line| posting(self.site, &self.how, line))
            .collect()
    }

    fn titles(&self) -> Vec<TitleChange> {
        let MoveHow::OwnershipChange { from, to, .. } = self.how else {
            return Vec::new();
        };
        let change = |line: &StockMoveLine| TitleChange {
            lot: line.lot,
            from,
            to,
            quantity: line.quantity,
        };
        self.lines.iter().map(change).collect()
    }
}

/// The posting of one line; also what the rule compares with the stock.
#[must_use]
pub fn posting(site: SiteId, how: &MoveHow, line: &StockMoveLine) -> Posting {
    let here = Node::at(site, line.place);
    let good = Condition::Good;
    let (movement, from, to) = match how {
        MoveHow::InternalMove { to } => (Movement::InternalMove, here, Node::at(site, *to)),
        MoveHow::ConditionChange { .. } => (Movement::ConditionChange, here, here),
        MoveHow::Consumption => (Movement::Consumption, here, Node::Consumed(site)),
        MoveHow::ReturnFromUser { point } => {
            (Movement::ReturnFromUser, Node::Distributed(*point), here)
        }
        MoveHow::ReturnToDonor { party } => (Movement::ReturnToDonor, here, Node::Returned(*party)),
        MoveHow::LoanOut { party, .. } => (Movement::LoanOut, here, Node::Partner(*party)),
        MoveHow::LoanBack { party } => (Movement::LoanBack, Node::Partner(*party), here),
        MoveHow::Loss { cause, .. } => (Movement::Loss, here, Node::Loss(*cause)),
        MoveHow::Disposal { .. } => (Movement::Disposal, here, Node::Disposed(site)),
        MoveHow::OwnershipChange { .. } => (Movement::OwnershipChange, here, here),
        MoveHow::Repack { .. } => (Movement::Repack, here, here),
    };
    // Only good stock is handed out or lent, so what comes back left as good.
    let (condition, to_condition) = match how {
        MoveHow::ConditionChange { to } => (line.condition, *to),
        MoveHow::ReturnFromUser { .. } | MoveHow::LoanBack { .. } => (good, line.condition),
        MoveHow::InternalMove { .. }
        | MoveHow::Consumption
        | MoveHow::ReturnToDonor { .. }
        | MoveHow::LoanOut { .. }
        | MoveHow::Loss { .. }
        | MoveHow::Disposal { .. }
        | MoveHow::OwnershipChange { .. }
        | MoveHow::Repack { .. } => (line.condition, line.condition),
    };
    Posting {
        movement,
        lot: line.lot,
        condition,
        to_condition,
        from,
        to,
        quantity: line.quantity,
    }
}
