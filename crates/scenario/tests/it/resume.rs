//! Links that break off, a server that restarts: exchanges go on where they stopped, and devices that read the same
//! scopes end with the same projections.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use app::contract::replies::Status;
use app::contract::requests::SignIn;
use app::link::{LinkError, Request, Response, Server};
use app::source::{SetClock, SystemRandom};
use app::{Context, Link};
use scenario::ask::ask;
use scenario::devices::{
    AUDITOR, COORDINATOR, Device, KEEPER, Post, any_port, open_operation, serve,
};
use scenario::lithuania_2021::story;
use store::{Store, keyfile};
use uplink::HttpsLink;

/// Carries every request, and loses every second answer.
struct Flaky {
    inner: HttpsLink,
    carried: AtomicU32,
}

impl Link for Flaky {
    fn send(&self, server: &Server, request: &Request) -> Result<Response, LinkError> {
        let response = self.inner.send(server, request)?;
        if self
            .carried
            .fetch_add(1, Ordering::SeqCst)
            .is_multiple_of(2)
        {
            return Err(LinkError::Cut {
                address: server.address.clone(),
                cause: "the test cut it".to_owned(),
            });
        }
        Ok(response)
    }
}

fn flaky(dir: &Path, post: &Post) -> (Context, Arc<SetClock>) {
    let link = Arc::new(Flaky {
        inner: HttpsLink::start().unwrap(),
        carried: AtomicU32::new(0),
    });
    let now = "2021-07-15T08:00:00Z"
        .parse::<chrono::DateTime<chrono::Utc>>()
        .unwrap();
    let clock = Arc::new(SetClock::at(now));
    let context = Context::open_with(
        dir.join(post.word),
        link,
        Arc::clone(&clock) as _,
        Arc::new(SystemRandom),
    );
    let person = &post.people[0];
    let _: Status = ask(
        &context,
        "sign_in",
        &SignIn {
            person: person.id(),
            pin: person.pin.to_owned(),
        },
    )
    .unwrap();
    (context, clock)
}

#[test]
fn lost_answers_and_a_restart_double_nothing() {
    let dir = tempfile::tempdir().unwrap();
    let at_server = dir.path().join("server");
    let admin = open_operation(&at_server).unwrap();
    let server = serve(&at_server, any_port()).unwrap();
    let address = server.address();
    for post in [&KEEPER, &COORDINATOR, &AUDITOR] {
        drop(Device::enrol(&dir.path().join(post.word), &admin, address, post).unwrap());
    }
    let (keeper, keeper_clock) = flaky(dir.path(), &KEEPER);
    let (coordinator, coordinator_clock) = flaky(dir.path(), &COORDINATOR);
    let (auditor, _) = flaky(dir.path(), &AUDITOR);
    story::keeper(&keeper, &keeper_clock).unwrap();
    story::coordinator(&coordinator, &coordinator_clock).unwrap();
    keeper.sync_once().unwrap();
    coordinator.sync_once().unwrap();
    server.stop();
    story::link(&coordinator, &coordinator_clock).unwrap();
    assert_eq!(
        coordinator.sync_once().unwrap_err().code,
        "server-unreachable"
    );
    let server = serve(&at_server, address).unwrap();
    let sent = coordinator.sync_once().unwrap().sent;
    assert_eq!(sent, 1, "only the link was unsent");
    for context in [&keeper, &auditor, &coordinator] {
        context.sync_once().unwrap();
        let again = context.sync_once().unwrap();
        assert_eq!(
            (again.sent, again.received),
            (0, 0),
            "nothing is left to exchange"
        );
    }
    drop((keeper, coordinator, auditor));
    server.stop();
    let digests = [&COORDINATOR, &AUDITOR].map(|post| {
        let dir = dir.path().join(post.word);
        let store = Store::open(&dir, &keyfile::unlock(&dir, Some("demo")).unwrap()).unwrap();
        let shown = store.projection_digest().unwrap();
        assert_eq!(
            store.rebuild().unwrap().0,
            shown,
            "rebuilding changes nothing"
        );
        shown
    });
    assert_eq!(
        digests[0], digests[1],
        "devices that read the same scopes show the same"
    );
}
