//! From an empty folder to an enrolled computer: make the ledger file, make a key, hand in the one-time code.
//!
//! What a newcomer gets wrong: the answer may be lost on its way. The key is kept before the code is sent, so that the
//! same code sent again enrols the same computer; and the passphrase may be corrected between two attempts.

use std::fs;
use std::sync::Arc;
use std::time::Duration;

use ledger::ids::{DeviceId, OperationId, SiteId};
use ledger::role::Role;
use replication::code::EnrolmentCode;
use replication::endpoint;
use replication::wire::{self, EnrolReply, EnrolRequest, MAX_MESSAGE_BYTES, PROTOCOL};
use store::keyfile::Keeping;
use store::{Identity, SigningSeed, Store};

use crate::change::Change;
use crate::context::{Context, Ledger};
use crate::contract::replies::Status;
use crate::contract::requests::Enrol;
use crate::link::{Method, Request, Server, Trust};
use crate::problem::Problem;
use crate::session;
use crate::sync;
use crate::typed;

const PATIENCE: Duration = Duration::from_secs(30);

/// Enrols this computer. Asking again after a failure goes on where it stopped.
pub(crate) fn enrol(context: &Context, request: Enrol) -> Result<Status, Problem> {
    // Another window of this computer may have made the file since.
    let passphrase = request.passphrase.as_deref();
    let passphrase = passphrase.filter(|text| !text.is_empty());
    context.reopen(passphrase);
    if let Ledger::Open(store) = context.ledger()
        && store.identity()?.is_some()
    {
        return Err(Problem::new("already-enrolled"));
    }
    let code: EnrolmentCode = request
        .code
        .parse()
        .map_err(|_| Problem::new("code-invalid").at("code"))?;
    let address = address(&request.address)?;
    let name = typed::text(&request.device_name, "device_name")?;
    let store = file(context, passphrase)?;
    let mut seed = [0; 32];
    context.random().fill(&mut seed);
    let seed = store.begin_enrolment(SigningSeed(seed))?;
    let reply = ask(context, &address, &code, &name, &seed)?;
    if !code.is_of(&reply.server_key) {
        return Err(Problem::new("server-key-mismatch").with("address", address));
    }
    store.enrol(&identity(reply, seed, address)?)?;
    context.tell(Change::of("session"));
    context.link.wake();
    session::status(context)
}

/// `host:port`; the port may be left out where it is the usual one.
fn address(typed: &str) -> Result<String, Problem> {
    let typed = typed::text(typed, "address")?;
    let bare = typed
        .strip_prefix("https://")
        .unwrap_or(&typed)
        .trim_end_matches('/');
    let has_port = bare
        .rsplit_once(':')
        .is_some_and(|(host, port)| !host.is_empty() && port.parse::<u16>().is_ok());
    Ok(if has_port {
        bare.to_owned()
    } else {
        format!("{bare}:8443")
    })
}

/// The file of this computer: made now, or by an attempt that came to nothing. A passphrase that is typed anew takes the
/// place of the one before, so that the one that counts is that of the attempt that succeeds.
fn file(context: &Context, typed: Option<&str>) -> Result<Arc<Store>, Problem> {
    match context.ledger() {
        Ledger::Open(store) => {
            if let Some(passphrase) = typed {
                store.keep_key(Keeping::Passphrase(passphrase))?;
            }
            return Ok(store);
        }
        Ledger::Broken(problem) => return Err(problem),
        Ledger::Locked => return Err(Problem::new("locked")),
        Ledger::New => {}
    }
    let dir = context.dir();
    fs::create_dir_all(dir)
        .map_err(|cause| Problem::new("storage-failed").with("detail", cause))?;
    let passphrase = typed.or(context.published_passphrase());
    let keeping = passphrase.map_or(Keeping::Keystore, Keeping::Passphrase);
    let store = Arc::new(Store::make(dir, keeping)?);
    context.set_ledger(Ledger::Open(Arc::clone(&store)));
    Ok(store)
}

fn ask(
    context: &Context,
    address: &str,
    code: &EnrolmentCode,
    name: &str,
    seed: &SigningSeed,
) -> Result<EnrolReply, Problem> {
    let server = Server {
        address: address.to_owned(),
        trust: Trust::Code(code.clone()),
    };
    let message = EnrolRequest {
        protocol: PROTOCOL,
        code_secret: code.secret().to_owned(),
        device_name: name.to_owned(),
        signing_key: seed.key().public(),
    };
    let request = Request {
        method: Method::Post,
        path: endpoint::ENROL.to_owned(),
        headers: vec![("content-type".to_owned(), endpoint::CONTENT_TYPE.to_owned())],
        body: wire::encode(&message),
        patience: PATIENCE,
    };
    let response = context.link.send(&server, &request)?;
    let body = sync::accepted(address, &response)?;
    wire::decode(body, MAX_MESSAGE_BYTES)
        .map_err(|cause| Problem::new("server-rubbish").with("what", cause))
}

fn identity(reply: EnrolReply, seed: SigningSeed, address: String) -> Result<Identity, Problem> {
    let role = |word: &String| {
        serde_json::from_value::<Role>(serde_json::Value::from(word.as_str()))
            .map_err(|_| Problem::new("server-newer").with("what", word))
    };
    Ok(Identity {
        operation: OperationId(reply.operation),
        operation_name: reply.operation_name,
        device: DeviceId(reply.device),
        letter: reply.letter,
        name: reply.name,
        seed,
        reads: reply.reads,
        writes: reply.writes,
        roles: reply.roles.iter().map(role).collect::<Result<_, _>>()?,
        site: reply.site.map(SiteId),
        server_address: address,
        server_key: reply.server_key,
        log_key: reply.log_key,
        administrator_key: reply.administrator_key,
        epoch: reply.epoch,
    })
}
