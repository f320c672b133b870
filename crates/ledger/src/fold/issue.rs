//! One issue with its reversals.

use super::{
    DatedPosting, DocumentStage, Ignored, Reversal, Stamped, Why, first_posted, first_reversal,
    other_versions, stage,
};
use crate::body::{Body, IssuePosted};
use crate::fold::EntryRef;
use crate::posting::{Movement, Node, Posting};

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IssueState {
    pub stage: DocumentStage,
    /// The entry that posted it and what it says; present unless the stage is `Waiting`.
    pub posted: Option<(EntryRef, IssuePosted)>,
    /// Of the issue, then of its reversal.
    pub postings: Vec<DatedPosting>,
    pub reversed_by: Option<Reversal>,
    pub ignored: Vec<Ignored>,
}

/// Folds the unit of one issue; `entries` in fold order.
#[must_use]
pub fn issue(entries: &[Stamped]) -> IssueState {
    let Some((first, body)) = first_posted(entries, pick) else {
        let waits = |stamped: &Stamped| Ignored::because(stamped, Why::Waiting);
        return IssueState {
            stage: DocumentStage::Waiting,
            posted: None,
            postings: Vec::new(),
            reversed_by: None,
            ignored: entries.iter().map(waits).collect(),
        };
    };
    let belongs = |stamped: &&Stamped| {
        matches!(
            stamped.body,
            Body::IssuePosted(_) | Body::DocumentReversed(_)
        )
    };
    let foreign = entries.iter().filter(|stamped| !belongs(stamped));
    let mut ignored: Vec<Ignored> = foreign
        .map(|stamped| Ignored::because(stamped, Why::Foreign))
        .collect();
    other_versions(entries, first, pick, &mut ignored);
    let reversed_by = first_reversal(entries, body.id.into(), body.site, &mut ignored);
    let (stage, postings) = stage(first, post(first, body), reversed_by.as_ref());
    IssueState {
        stage,
        posted: Some((first.entry(), body.clone())),
        postings,
        reversed_by,
        ignored,
    }
}

fn pick(body: &Body) -> Option<&IssuePosted> {
    if let Body::IssuePosted(issue) = body {
        Some(issue)
    } else {
        None
    }
}

/// Site → DISTRIBUTED at the point.
fn post(stamped: &Stamped, body: &IssuePosted) -> Vec<DatedPosting> {
    let moved = body.lines.iter().filter(|line| line.quantity > 0);
    let dated = moved.map(|line| DatedPosting {
        entry: stamped.entry(),
        occurred_on: stamped.occurred_on,
        posting: Posting {
            movement: Movement::Issue,
            lot: line.lot,
            condition: line.condition,
            to_condition: line.condition,
            from: Node::Site(body.site),
            to: Node::Distributed(body.point),
            quantity: line.quantity,
        },
    });
    dated.collect()
}
