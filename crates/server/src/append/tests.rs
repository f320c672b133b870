//! One request's failure is its own: the others of its batch are written and told so.

use std::sync::{Arc, mpsc};

use chrono::NaiveDate;
use tokio::sync::watch;

use super::AppendError;
use super::writer::{self, NotWritten};
use crate::admin::{Admin, Opening, directory};
use crate::clock::Clock;
use crate::keys::Keys;
use crate::store::sqlite::Sqlite;
use crate::store::{Site, Storage, StoreError};
use uuid::Uuid;

fn site(code: &str) -> Site {
    Site {
        site: Uuid::now_v7(),
        code: code.to_owned(),
        name: code.to_owned(),
    }
}

#[test]
fn only_the_request_that_fails_is_told() {
    let home = tempfile::TempDir::new().unwrap();
    let opening = Opening {
        name: "Lithuania 2021".into(),
        opened_on: NaiveDate::from_ymd_opt(2021, 7, 15).unwrap(),
        administrator: "Administrator".into(),
    };
    Admin::init(home.path(), &opening).unwrap();
    let storage: Arc<dyn Storage> =
        Arc::new(Sqlite::open(&directory::database(home.path())).unwrap());
    let keys = Arc::new(Keys::load(home.path()).unwrap());
    let (publish, _head) = watch::channel(0);
    let (writer, thread) =
        writer::start(Arc::clone(&storage), keys, Clock::default(), publish).unwrap();
    let runtime = tokio::runtime::Builder::new_multi_thread().build().unwrap();
    let write = |code: &'static str, fate: fn() -> Result<(), AppendError>| {
        let writer = writer.clone();
        runtime.spawn(async move {
            let work = move |append: &mut super::Append<'_>| {
                append.txn().put_site(append.operation.key, &site(code))?;
                fate()
            };
            writer.write(work).await
        })
    };
    // Holds the writer up, so that the four others wait for one batch.
    let (release, held) = mpsc::channel::<()>();
    let (entered, inside) = mpsc::channel::<()>();
    let blocker = {
        let writer = writer.clone();
        runtime.spawn(async move {
            let work = move |_: &mut super::Append<'_>| {
                entered.send(()).unwrap();
                held.recv().unwrap();
                Ok(())
            };
            writer.write(work).await
        })
    };
    inside.recv().unwrap();
    let asked = [
        write("ONE", || Ok(())),
        write("BAD", || {
            Err(StoreError::Damaged("one of its rows".into()).into())
        }),
        write("PANIC", || panic!("a hostile request")),
        write("TWO", || Ok(())),
    ];
    std::thread::sleep(std::time::Duration::from_millis(50));
    release.send(()).unwrap();
    let answers = asked.map(|asked| runtime.block_on(asked).unwrap());
    let failed = Err(NotWritten::Failed);
    assert_eq!(answers, [Ok(()), failed, failed, Ok(())]);
    assert_eq!(runtime.block_on(blocker).unwrap(), Ok(()));
    let later = runtime.block_on(write("LATER", || Ok(()))).unwrap();
    assert_eq!(later, Ok(()), "the writer lives on");

    let read = storage.read().unwrap();
    let operation = read.operation().unwrap().unwrap();
    let mut codes: Vec<_> = read
        .sites(operation.key)
        .unwrap()
        .into_iter()
        .map(|site| site.code)
        .collect();
    codes.sort();
    assert_eq!(codes, ["LATER", "ONE", "TWO"]);
    drop(writer);
    thread.join().unwrap();
}
