//! Tasks: the whole table of owners and choices, their ids, and which of several resolutions counts.

use std::collections::BTreeSet;

use ledger::body::{SettledEntry, TaskResolved};
use ledger::fold::{self, EntryRef, Why, settling};
use ledger::ids::*;
use ledger::role::roles;
use ledger::rules::resolve_task::{Choice, Facts, Refusal, Request, resolve};
use ledger::scope::Scope;
use ledger::task::{Home, TABLE, TaskChoice, TaskKind, pair};

use crate::world::{by, check, entry, given, quarantined, uuid};

/// Number, home, who settles it, and what may be chosen.
const TASKS: &str = "
ReceiptContested X-01 Office Coordinator ConfirmSplit,AskReversal,WithdrawLink
StockShort X-02 Site StoreKeeper,SiteHead -
AcceptanceContested X-03 Office Coordinator KeepOne,KeepAll
AcceptedAfterWithdrawal X-04 Office Coordinator,DonorLiaison StandByDonor,DonorConfirmed
ExpiryDiffers X-05 Office Coordinator LabelSays
RecordsSimilar X-06 Catalogue Coordinator,Administrator Different
ItemProposed X-07 Catalogue Coordinator,Administrator -
CountOverlapped X-08 Site SiteHead Explains,DoesNotExplain
ClockWrong X-13 Site SiteHead,Coordinator ConfirmDate
NeedsUpdate X-15 Office StoreKeeper,SiteHead,Dispatcher,Coordinator,DonorLiaison,FundOfficer,Auditor,Administrator -
DispatchReversed X-16 Office Coordinator ReceiptStands,AskReversal
ReversalAsked X-01 Site StoreKeeper,SiteHead -
CountAsked X-16 Site StoreKeeper,SiteHead -
AnnouncedBeyond I-07 Office Coordinator KeepAll,WithdrawConsignment
WithdrawalDue I-07 Office Coordinator -
FigureDiffers I-14 Office Coordinator,DonorLiaison -
TotalDiffers I-14 Office FundOfficer -
HeadsDiffer I-14 Site StoreKeeper,SiteHead -
";

fn listed<T: std::fmt::Debug>(all: &[T]) -> String {
    let words: Vec<String> = all.iter().map(|one| format!("{one:?}")).collect();
    if words.is_empty() {
        "-".to_owned()
    } else {
        words.join(",")
    }
}

#[test]
fn each_kind_of_task_has_its_owners_and_choices() {
    let mut told = String::from("\n");
    for row in TABLE {
        let (kind, number, home) = (row.kind, row.number, row.home);
        let (owners, choices) = (listed(roles(row.owner)), listed(row.choices));
        let line = format!("{kind:?} {number} {home:?} {owners} {choices}\n");
        told.push_str(&line);
    }
    assert_eq!(told, TASKS);
    let site = SiteId(uuid("pabrade"));
    for row in TABLE {
        let expected = match row.home {
            Home::Office => Scope::Coordination,
            Home::Catalogue => Scope::Catalogue,
            Home::Site => Scope::Site(site),
        };
        assert_eq!(row.kind.home(Some(site)), expected);
    }
    assert_eq!(TaskKind::ClockWrong.home(None), Scope::Coordination);
}

#[test]
fn the_id_follows_from_kind_and_subject() {
    let id = TaskId::of(TaskKind::RecordsSimilar, &pair(uuid("a"), uuid("b")));
    assert_eq!(
        id,
        TaskId::of(TaskKind::RecordsSimilar, &pair(uuid("b"), uuid("a")))
    );
    assert_ne!(
        id,
        TaskId::of(TaskKind::ItemProposed, &pair(uuid("a"), uuid("b")))
    );
    assert_ne!(id, TaskId::of(TaskKind::RecordsSimilar, "a"));
}

fn of(seq: u64) -> EntryRef {
    EntryRef {
        device: DeviceId(uuid("laptop")),
        scope: Scope::Site(SiteId(uuid("pabrade"))),
        seq,
    }
}

fn resolved(choice: TaskChoice, settles: &[u64]) -> TaskResolved {
    TaskResolved {
        task: TaskId::of(TaskKind::ReceiptContested, "truck"),
        kind: TaskKind::ReceiptContested,
        subject: "truck".to_owned(),
        choice,
        site: None,
        about: None,
        asked: None,
        expiry: None,
        settles: settles
            .iter()
            .map(|seq| SettledEntry::from(of(*seq)))
            .collect(),
    }
}

fn rests_on(seqs: &[u64]) -> BTreeSet<EntryRef> {
    seqs.iter().map(|seq| of(*seq)).collect()
}

#[test]
fn of_two_resolutions_the_first_counts_and_a_new_fact_opens_again() {
    use TaskChoice::{AskReversal, ConfirmSplit};
    let first = entry(11, resolved(ConfirmSplit, &[1, 2]));
    let second = by("ona", entry(12, resolved(AskReversal, &[1, 2])));
    let wider = entry(13, resolved(AskReversal, &[1, 2, 3]));
    let state = fold::task(&[first.clone(), second.clone(), wider]);
    let counted: Vec<bool> = state.resolutions.iter().map(|one| one.counts).collect();
    assert_eq!(counted, [true, false, true]);
    assert_eq!(state.ignored.len(), 1);
    assert_eq!(
        (state.ignored[0].person, state.ignored[0].why),
        (PersonId(uuid("ona")), Why::SettledBefore)
    );
    let by_which =
        |seqs: &[u64]| settling(&state.resolutions, &rests_on(seqs)).map(|one| one.entry.seq);
    // A cause that became less is still settled; one more entry than were named is not.
    for (seqs, expected) in [
        (&[1, 2][..], Some(11)),
        (&[1], Some(11)),
        (&[1, 3], Some(13)),
        (&[1, 2, 3], Some(13)),
        (&[1, 2, 4], None),
    ] {
        assert_eq!(by_which(seqs), expected, "{seqs:?}");
    }
    let without = fold::task(&[quarantined(first), second]);
    assert_eq!(without.resolutions.len(), 1);
    assert!(
        without.resolutions[0].counts,
        "a quarantined one settles nothing"
    );
}

#[test]
fn a_resolution_of_another_task_counts_for_nothing() {
    let strange = TaskResolved {
        task: TaskId::of(TaskKind::ReceiptContested, "another"),
        ..resolved(TaskChoice::ConfirmSplit, &[1])
    };
    let state = fold::task(&[entry(1, strange)]);
    assert!(state.resolutions.is_empty());
    assert_eq!(state.ignored[0].why, Why::Foreign);
}

/// The name of a refusal, without its ids.
fn word_of(refusal: &Refusal) -> String {
    let text = format!("{refusal:?}");
    let letters = |letter: &char| letter.is_ascii_alphabetic();
    text.chars().take_while(letters).collect()
}

#[test]
fn only_an_open_task_is_settled_as_its_table_allows() {
    use TaskChoice::{AskReversal, ConfirmSplit, KeepAll};
    let facts = |settled| Facts {
        kind: TaskKind::ReceiptContested,
        subject: "truck".to_owned(),
        site: None,
        entries: rests_on(&[1, 2]),
        settled,
        choices: [ConfirmSplit, AskReversal, KeepAll]
            .map(|choice| Choice {
                choice,
                about: (choice == AskReversal).then(|| DocumentId(uuid("receipt"))),
                asked: (choice == AskReversal).then(|| SiteId(uuid("pabrade"))),
                expiry: None,
            })
            .to_vec(),
    };
    check(
        "
        open    | split   | -       | same | agreed | ok
        open    | reverse | receipt | same | agreed | ok
        unknown | split   | -       | same | agreed | UnknownTask
        settled | split   | -       | same | agreed | AlreadySettled
        open    | keep    | -       | same | agreed | NoSuchChoice
        open    | reverse | -       | same | agreed | NoSuchChoice
        open    | split   | receipt | same | agreed | NoSuchChoice
        open    | split   | -       | less | agreed | Changed
        open    | split   | -       | same | -      | NeedsReason
        ",
        |row| {
            let known = facts(row[0] == "settled");
            let request = Request {
                task: TaskId::of(TaskKind::ReceiptContested, "truck"),
                choice: match row[1] {
                    "split" => ConfirmSplit,
                    "keep" => KeepAll,
                    _ => AskReversal,
                },
                about: given(row[2]).map(|name| DocumentId(uuid(name))),
                expiry: None,
                seen: rests_on(if row[3] == "less" { &[1] } else { &[1, 2] }),
                reason: given(row[4]).map(str::to_owned),
            };
            match resolve((row[0] != "unknown").then_some(&known), &request) {
                Ok(_) => "ok".to_owned(),
                Err(refusal) => word_of(&refusal),
            }
        },
    );
}
