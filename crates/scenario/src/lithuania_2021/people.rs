//! The people of the story, with the one-time codes and PINs that the README publishes.

use ledger::body::PersonRegistered;
use ledger::ids::PersonId;
use ledger::role::{Grant, Role};

use super::ids;

/// Somebody of the story.
#[derive(Debug, Clone, Copy)]
pub struct Person {
    word: &'static str,
    pub name: &'static str,
    roles: &'static [Role],
    site: Option<&'static str>,
    /// One-time code, eight characters without the hyphen.
    pub code: &'static str,
    pub pin: &'static str,
}

/// Store keeper at Pabradė.
pub const KEEPER: Person = Person {
    word: "keeper",
    name: "Rasa Petrauskienė",
    roles: &[Role::StoreKeeper],
    site: Some("PAB"),
    code: "KEEPER11",
    pin: "1111",
};

/// Head of the centre at Pabradė: the second person where one is needed there.
pub const HEAD: Person = Person {
    word: "head",
    name: "Vytautas Stankevičius",
    roles: &[Role::SiteHead],
    site: Some("PAB"),
    code: "HEAD5555",
    pin: "5555",
};

/// Store keeper at Rukla.
pub const RUKLA: Person = Person {
    word: "rukla",
    name: "Giedrė Vaitkutė",
    roles: &[Role::StoreKeeper],
    site: Some("RUK"),
    code: "RVK1A666",
    pin: "6666",
};

/// Coordinator, and fund officer too.
pub const COORDINATOR: Person = Person {
    word: "coordinator",
    name: "Jonas Kazlauskas",
    roles: &[Role::Coordinator, Role::FundOfficer],
    site: None,
    code: "C00RD222",
    pin: "2222",
};

/// The second coordinator, who confirms.
pub const SECOND: Person = Person {
    word: "second",
    name: "Eglė Žukauskaitė",
    roles: &[Role::Coordinator],
    site: None,
    code: "SEC0ND33",
    pin: "3333",
};

pub const AUDITOR: Person = Person {
    word: "auditor",
    name: "Ona Balčiūnaitė",
    roles: &[Role::Auditor],
    site: None,
    code: "AVD1T444",
    pin: "4444",
};

/// Everybody but the administrator, whom the server registers when the operation is opened.
pub const ALL: &[Person] = &[KEEPER, HEAD, RUKLA, COORDINATOR, SECOND, AUDITOR];

/// Name of the administrator.
pub const ADMINISTRATOR: &str = "Tomas Jankauskas";

impl Person {
    #[must_use]
    pub fn id(&self) -> PersonId {
        ids::person(self.word)
    }

    pub(super) fn registered(&self) -> PersonRegistered {
        let (id, site) = (self.id(), self.site.map(ids::site));
        let hash = proof::hash::sha256(&[
            b"relief-pin-code/1\n",
            id.to_string().as_bytes(),
            b"\n",
            self.code.as_bytes(),
        ]);
        PersonRegistered {
            id,
            name: self.name.to_owned(),
            grants: self
                .roles
                .iter()
                .map(|role| Grant { role: *role, site })
                .collect(),
            pin_code: Some(hash.to_string()),
        }
    }
}
