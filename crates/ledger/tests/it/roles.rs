//! Who may do what: the whole table, as text.

use ledger::ids::SiteId;
use ledger::role::{Action, Grant, Role, TABLE, may};

use crate::world::uuid;

/// `any`: a grant at whatever site is enough. `site`: one at that site, or without a site. `all`: only one without.
const WHO_MAY: &str = "
                      StoreKeeper SiteHead Dispatcher Coordinator DonorLiaison FundOfficer Auditor Administrator
ReadCatalogue         any         any      any        any         any          any         any     any
ReadSyncState         any         any      any        any         any          any         any     any
ReadCoordination      -           -        -          all         all          all         all     -
ReadMatrix            -           -        -          all         all          all         all     -
ReadSite              site        site     site       site        -            -           site    -
ReadFunds             -           -        -          -           -            all         all     -
RecordActivation      -           -        -          all         -            -           -       -
RecordOffer           -           -        -          all         all          -           -       -
ProposeAcceptance     -           -        -          all         -            -           -       -
ConfirmAcceptance     -           -        -          all         -            -           -       -
MatchReceipt          -           -        -          all         -            -           -       -
WithdrawMatch         -           -        -          all         -            -           -       -
PostReceipt           site        site     -          -           -            -           -       -
PostIssue             site        site     -          -           -            -           -       -
ReverseAtSite         site        site     -          -           -            -           -       -
RecordDecision        -           -        -          -           -            all         -       -
RecordAllocation      -           -        -          -           -            all         -       -
RecordStatedTotal     -           -        -          -           -            all         -       -
ExportFundingReport   -           -        -          -           -            all         all     -
ExportAudit           -           -        -          -           -            -           all     -
MaintainCatalogue     -           -        -          -           -            -           -       all
EnrolDevice           -           -        -          -           -            -           -       all
MoveStock             site        site     -          -           -            -           -       -
WriteOff              site        site     -          -           -            -           -       -
ApproveAtSite         -           site     -          site        -            -           -       -
SetLimit              -           -        -          all         -            -           -       -
DispatchTransfer      site        site     site       -           -            -           -       -
ReceiveTransfer       site        site     -          -           -            -           -       -
SettleTransfer        -           site     -          site        -            -           -       -
MatchDispatch         site        site     -          -           -            -           -       -
PostCount             site        site     -          -           -            -           -       -
PostOpening           site        site     -          -           -            -           -       -
DefineKit             -           -        -          all         -            -           -       -
MakeKits              site        site     -          -           -            -           -       -
ReserveStock          site        site     -          site        -            -           -       -
MoveActivation        -           -        -          all         -            -           -       -
SignClosure           -           -        -          all         -            -           -       -
RecordRequest         -           -        -          all         -            -           -       -
MoveOffer             -           -        -          all         all          -           -       -
ReduceAcceptance      -           -        -          all         -            -           -       -
PlanTransport         -           -        -          all         all          -           -       -
AnnounceConsignment   -           -        -          all         all          -           -       -
SettleDiscrepancy     -           -        -          all         all          -           -       -
SettleAtSite          site        site     -          -           -            -           -       -
ConfirmSynonym        -           -        -          all         all          -           -       -
MaintainItems         -           -        -          all         -            -           -       all
MaintainParties       -           -        -          all         all          -           -       all
MaintainSites         -           -        -          all         -            -           -       all
MaintainNorms         -           -        -          all         -            -           -       all
MergeRecords          -           -        -          all         -            -           -       all
ProposeItem           site        site     -          -           -            -           -       -
SettleProposal        -           -        -          all         -            -           -       all
RecordAccessNote      -           -        -          all         -            -           -       -
RecordHeadCount       site        site     -          -           -            -           -       -
RecordRegister        -           -        -          all         all          -           -       -
ReadTasks             any         any      any        any         any          any         any     any
SettleConflict        -           -        -          all         -            -           -       -
SettleWithdrawal      -           -        -          all         all          -           -       -
ReviewCount           -           site     -          -           -            -           -       -
ConfirmDate           -           site     -          site        -            -           -       -
ExplainFigure         -           -        -          all         all          -           -       -
ExplainTotal          -           -        -          -           -            all         -       -
ExplainHeads          site        site     -          -           -            -           -       -
";

fn cell(role: Role, action: Action) -> &'static str {
    let here = SiteId(uuid("pabrade"));
    let elsewhere = SiteId(uuid("rukla"));
    let with = |site| may(&[Grant { role, site }], action, Some(here)) == Ok(role);
    match (with(Some(elsewhere)), with(Some(here)), with(None)) {
        (true, true, true) => "any",
        (false, true, true) => "site",
        (false, false, true) => "all",
        (false, false, false) => "-",
        odd => panic!("{role:?} {action:?}: a wider grant allows less: {odd:?}"),
    }
}

#[test]
fn the_table_is_what_it_says() {
    let words = |line: &str| {
        line.split_whitespace()
            .map(str::to_owned)
            .collect::<Vec<_>>()
    };
    let mut found = vec![
        Role::ALL
            .iter()
            .map(|role| format!("{role:?}"))
            .collect::<Vec<_>>(),
    ];
    for (action, _, _) in TABLE {
        let cells = Role::ALL.iter().map(|role| cell(*role, *action).to_owned());
        found.push([format!("{action:?}")].into_iter().chain(cells).collect());
    }
    let expected: Vec<Vec<String>> = WHO_MAY.trim().lines().map(words).collect();
    assert_eq!(found, expected);
}

#[test]
fn the_auditor_reads_everything_and_writes_nothing() {
    let auditor = [Grant {
        role: Role::Auditor,
        site: None,
    }];
    for (action, _, _) in TABLE {
        let reads = format!("{action:?}").starts_with("Read")
            || format!("{action:?}").starts_with("Export");
        assert_eq!(
            may(&auditor, *action, Some(SiteId(uuid("pabrade")))).is_ok(),
            reads,
            "{action:?}"
        );
    }
}

#[test]
fn all_sites_at_once_need_a_grant_without_a_site() {
    let here = Some(SiteId(uuid("pabrade")));
    let keeper = [Grant {
        role: Role::StoreKeeper,
        site: here,
    }];
    assert_eq!(may(&keeper, Action::ReadSite, here), Ok(Role::StoreKeeper));
    assert!(may(&keeper, Action::ReadSite, None).is_err());
    let coordinator = [Grant {
        role: Role::Coordinator,
        site: None,
    }];
    assert_eq!(
        may(&coordinator, Action::ReadSite, None),
        Ok(Role::Coordinator)
    );
    let refused =
        may(&coordinator, Action::PostReceipt, here).expect_err("a coordinator posts at no site");
    assert_eq!(refused.needs, [Role::StoreKeeper, Role::SiteHead]);
    assert!(may(&[], Action::ReadCatalogue, None).is_err());
}

#[test]
fn one_person_acts_in_the_role_the_action_needs() {
    let both = [
        Grant {
            role: Role::Coordinator,
            site: None,
        },
        Grant {
            role: Role::FundOfficer,
            site: None,
        },
    ];
    assert_eq!(
        may(&both, Action::RecordDecision, None),
        Ok(Role::FundOfficer)
    );
    assert_eq!(may(&both, Action::RecordOffer, None), Ok(Role::Coordinator));
}
