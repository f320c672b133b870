//! Who sits at this computer: status, people, PINs, sign-in and sign-out.
//!
//! What a newcomer gets wrong: a wrong PIN is counted in the file *before* it is checked, so that pulling the plug does
//! not give another try.

use argon2::Argon2;
use argon2::password_hash::{PasswordHash, PasswordHasher, PasswordVerifier, SaltString};
use chrono::{DateTime, TimeDelta, Utc};
use ledger::ids::PersonId;
use ledger::role::Grant;
use ledger::rules::Clock;
use proof::hash::sha256;
use replication::code::normalise;
use store::view::PersonRow;
use store::{Identity, Pin, Store, StoreError};

use crate::checks;
use crate::clock;
use crate::context::{Context, Ledger};
use crate::contract::replies::{Stage, Status};
use crate::contract::requests::{Nothing, SetPin, SignIn, Unlock};
use crate::problem::Problem;
use crate::settings;
use crate::source::rfc3339;

/// Wrong PINs until a person is locked out.
const TRIES: u32 = 5;
/// The first lock-out; each further one in a row lasts twice as long.
const FIRST_LOCK: TimeDelta = TimeDelta::minutes(5);
const LONGEST_LOCK: TimeDelta = TimeDelta::hours(24);
/// Minutes without a touch after which the screen locks.
const LOCK_AFTER_MINUTES: u32 = 10;

/// How far this computer is, and who is signed in.
pub(crate) fn status(context: &Context) -> Result<Status, Problem> {
    let settings = settings::read(context.dir());
    let mut status = Status {
        stage: Stage::New,
        problem: None,
        demo: context.is_demo(),
        operation: None,
        operation_name: None,
        device: None,
        person: None,
        person_name: None,
        grants: Vec::new(),
        site: None,
        today: context.now().date_naive().to_string(),
        clock_suspect: false,
        lock_after_minutes: LOCK_AFTER_MINUTES,
        language: settings.language,
        theme: settings.theme,
        version: env!("CARGO_PKG_VERSION").to_owned(),
        data_folder: context.dir().display().to_string(),
    };
    match context.ledger() {
        Ledger::New => {}
        Ledger::Locked => status.stage = Stage::Locked,
        Ledger::Broken(problem) => {
            status.stage = Stage::Broken;
            status.problem = Some(problem);
        }
        Ledger::Open(store) => match fill(context, &store, &mut status) {
            Ok(()) => {}
            Err(problem) => {
                status.stage = Stage::Broken;
                status.problem = Some(problem);
            }
        },
    }
    Ok(status)
}

fn fill(context: &Context, store: &Store, status: &mut Status) -> Result<(), Problem> {
    let Some(identity) = store.identity()? else {
        return Ok(());
    };
    status.stage = Stage::SignedOut;
    status.operation = Some(identity.operation);
    status.operation_name = Some(identity.operation_name.clone());
    status.site = identity.site;
    store.read(|reads| {
        status.device = reads.this_device()?;
        let moment = clock::believed(reads, context.now())?;
        status.today = clock::today(&identity, reads, moment)?.to_string();
        status.clock_suspect = clock::judge(store, reads, context.now())? == Clock::Suspect;
        let Some(id) = context.person() else {
            return Ok(());
        };
        if let Some(person) = reads.person(id)? {
            status.stage = Stage::SignedIn;
            status.grants = usable(&person.grants, &identity);
            status.site = identity
                .site
                .or_else(|| status.grants.iter().find_map(|grant| grant.site));
            status.person = Some(id);
            status.person_name = Some(person.name);
        }
        Ok(())
    })
}

/// Opens the file with a passphrase; without one a file that could not be used is looked at again.
pub(crate) fn unlock(context: &Context, request: Unlock) -> Result<Status, Problem> {
    if let Ledger::Locked = context.ledger() {
        let key = store::keyfile::unlock(context.dir(), Some(&request.passphrase))?;
        let ledger = match Store::open(context.dir(), &key) {
            Ok(store) => checks::opened(store, context.now()),
            Err(error) => Ledger::Broken(error.into()),
        };
        context.set_ledger(ledger);
        context.tell(crate::change::Change::of("session"));
    } else {
        // It may have been mended, or released by the program that held it.
        context.reopen(Some(request.passphrase.as_str()).filter(|text| !text.is_empty()));
    }
    status(context)
}

/// Everybody who may work at this computer.
pub(crate) fn people(context: &Context, _: Nothing) -> Result<Vec<PersonRow>, Problem> {
    let (store, identity) = context.identity()?;
    let mut people = store.read(|reads| reads.people())?;
    for person in &mut people {
        person.grants = usable(&person.grants, &identity);
    }
    people.retain(|person| !person.grants.is_empty());
    Ok(people)
}

/// The grants of a person that count on this computer: its roles, and at its site if it stands at one.
pub(crate) fn usable(grants: &[Grant], identity: &Identity) -> Vec<Grant> {
    let here = |grant: &&Grant| {
        let at_site =
            grant.site.is_none() || identity.site.is_none() || grant.site == identity.site;
        identity.roles.contains(&grant.role) && at_site
    };
    grants.iter().filter(here).cloned().collect()
}

/// A person with a grant that counts here.
pub(crate) fn person(
    store: &Store,
    identity: &Identity,
    id: PersonId,
) -> Result<PersonRow, Problem> {
    let found = store.read(|reads| reads.person(id))?;
    found
        .filter(|person| !usable(&person.grants, identity).is_empty())
        .ok_or_else(|| Problem::new("person-unknown").at("person"))
}

/// Sets a person's PIN with the one-time code, and signs the person in.
pub(crate) fn set_pin(context: &Context, request: SetPin) -> Result<Status, Problem> {
    let (store, identity) = context.identity()?;
    let person = person(&store, &identity, request.person)?;
    if request.code.trim().is_empty() {
        return Err(Problem::new("pin-code-missing").at("code"));
    }
    let digits = request.pin.len();
    if !(4..=8).contains(&digits) || !request.pin.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(Problem::new("pin-too-short").at("pin"));
    }
    let wrong = || Problem::new("pin-code-wrong").at("code");
    let code = normalise(&request.code).map_err(|_| wrong())?;
    let hash = sha256(&[
        b"relief-pin-code/1\n",
        person.id.to_string().as_bytes(),
        b"\n",
        code.as_bytes(),
    ])
    .to_string();
    let expected = store.read(|reads| reads.pin_code(person.id))?;
    let now = context.now();
    let mut used = false;
    // A code is short too: guesses at it count as those at a PIN do, and lock out the same.
    let tried = store.change_pin(person.id, |held| {
        let held = held.unwrap_or_else(Pin::unset);
        refuse_locked_out(now, &held)?;
        used = held.code == hash;
        Ok::<_, Problem>(counted(now, held))
    })?;
    if expected.as_deref() != Some(hash.as_str()) || used {
        refuse_locked_out(now, &tried)?;
        return Err(wrong());
    }
    let pin = Pin {
        phc: hash_pin(context, &request.pin)?,
        failures: 0,
        lockouts: 0,
        locked_until: None,
        code: hash,
    };
    store.set_pin(person.id, &pin)?;
    context.set_person(Some(person.id));
    status(context)
}

/// Signs a person in by PIN.
pub(crate) fn sign_in(context: &Context, request: SignIn) -> Result<Status, Problem> {
    let (store, identity) = context.identity()?;
    let person = person(&store, &identity, request.person)?;
    demand_pin(context, &store, &person, &request.pin)?;
    context.set_person(Some(person.id));
    status(context)
}

/// Signs out; drafts stay.
pub(crate) fn sign_out(context: &Context, _: Nothing) -> Result<Status, Problem> {
    context.set_person(None);
    status(context)
}

/// Checks a PIN, counting wrong ones.
///
/// # Errors
/// `pin-not-set`, `pin-locked`, `wrong-pin`.
pub(crate) fn demand_pin(
    context: &Context,
    store: &Store,
    person: &PersonRow,
    typed: &str,
) -> Result<(), Problem> {
    let pin = count_try(context, store, person)?;
    let hash = PasswordHash::new(&pin.phc).map_err(|cause| StoreError::Damaged {
        detail: cause.to_string(),
    })?;
    if Argon2::default()
        .verify_password(typed.as_bytes(), &hash)
        .is_err()
    {
        refuse_locked_out(context.now(), &pin)?;
        return Err(Problem::new("wrong-pin")
            .at("pin")
            .with("left", TRIES - pin.failures));
    }
    let right = Pin {
        failures: 0,
        lockouts: 0,
        locked_until: None,
        ..pin
    };
    store.set_pin(person.id, &right)?;
    Ok(())
}

/// Counts a try as a wrong one before the PIN is looked at, so that a power cut gives no free try.
fn count_try(context: &Context, store: &Store, person: &PersonRow) -> Result<Pin, Problem> {
    let now = context.now();
    store.change_pin(person.id, |pin| {
        let not_set = || {
            Problem::new("pin-not-set")
                .at("pin")
                .with("name", &person.name)
        };
        let pin = pin.filter(Pin::is_set).ok_or_else(not_set)?;
        refuse_locked_out(now, &pin)?;
        Ok(counted(now, pin))
    })
}

/// One more try, as if it were wrong.
fn counted(now: DateTime<Utc>, mut pin: Pin) -> Pin {
    pin.failures += 1;
    pin.locked_until = None;
    if pin.failures >= TRIES {
        pin.locked_until = Some(now + lock_of(pin.lockouts));
        pin.lockouts += 1;
        pin.failures = 0;
    }
    pin
}

/// How long a person is locked out after so many lock-outs: five minutes, then twice as long each time.
fn lock_of(lockouts: u32) -> TimeDelta {
    FIRST_LOCK
        .checked_mul(1 << lockouts.min(16))
        .unwrap_or(LONGEST_LOCK)
        .min(LONGEST_LOCK)
}

/// A lock that would last longer than any lock was set by a clock that was ahead, and is over.
fn refuse_locked_out(now: DateTime<Utc>, pin: &Pin) -> Result<(), Problem> {
    match pin.locked_until {
        Some(until) if until > now && until - now <= LONGEST_LOCK => {
            Err(Problem::new("pin-locked")
                .at("pin")
                .with("until", rfc3339(until)))
        }
        Some(_) | None => Ok(()),
    }
}

fn hash_pin(context: &Context, pin: &str) -> Result<String, Problem> {
    let failed =
        |cause: argon2::password_hash::Error| Problem::new("internal").with("detail", cause);
    let mut bytes = [0; 16];
    context.random().fill(&mut bytes);
    let salt = SaltString::encode_b64(&bytes).map_err(failed)?;
    let hash = Argon2::default()
        .hash_password(pin.as_bytes(), &salt)
        .map_err(failed)?;
    Ok(hash.to_string())
}
