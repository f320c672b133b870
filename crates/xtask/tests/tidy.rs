//! The rules of the house hold for this repository, and each rule catches what it is for.

use std::path::Path;
use xtask::tidy::{Finding, Tree, edges, findings, front, language, migrations, source, traces};

#[test]
fn the_repository_is_tidy() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let tree = Tree::read(&root).expect("the repository can be read");
    assert!(
        tree.file("crates/xtask/tests/tidy.rs").is_some(),
        "wrong root"
    );
    let found = findings(&tree);
    let text: Vec<String> = found.iter().map(ToString::to_string).collect();
    assert!(found.is_empty(), "\n{}\n", text.join("\n"));
}

/// The rule finds exactly these lines of the snippet.
fn caught(rule: fn(&Tree) -> Vec<Finding>, files: &[(&str, &str)]) -> Vec<(String, usize)> {
    rule(&Tree::of(files.iter().copied()))
        .into_iter()
        .inspect(|found| assert!(!found.instead.is_empty(), "{found} names no replacement"))
        .map(|found| (found.path, found.line))
        .collect()
}

#[track_caller]
fn catches(rule: fn(&Tree) -> Vec<Finding>, path: &str, bad: &str, line: usize) {
    assert_eq!(
        caught(rule, &[(path, bad)]),
        [(path.to_owned(), line)],
        "{bad}"
    );
}

#[track_caller]
fn lets_pass(rule: fn(&Tree) -> Vec<Finding>, path: &str, good: &str) {
    assert_eq!(caught(rule, &[(path, good)]), [], "{good}");
}

#[test]
fn an_edge_that_is_not_in_the_table_is_caught() {
    let manifest = |name: &str, rest: &str| format!("[package]\nname = \"{name}\"\n{rest}");
    let ledger = manifest("ledger", "[dependencies]\nstore.workspace = true\n");
    catches(edges::crates, "crates/ledger/Cargo.toml", &ledger, 4);
    let app = manifest("app", "[dependencies.server]\nworkspace = true\n");
    catches(edges::crates, "crates/app/Cargo.toml", &app, 3);
    let renamed = manifest(
        "proof",
        "[target.'cfg(unix)'.dependencies]\nbooks = { package = \"ledger\", path = \"../l\" }\n",
    );
    catches(edges::crates, "crates/proof/Cargo.toml", &renamed, 4);
    let stranger = manifest("helpers", "");
    catches(edges::crates, "crates/helpers/Cargo.toml", &stranger, 0);
    let upward = manifest("store", "[dev-dependencies]\napp = { workspace = true }\n");
    catches(edges::crates, "crates/store/Cargo.toml", &upward, 4);
}

#[test]
fn an_edge_that_nobody_uses_is_caught() {
    let uplink = |rest: &str| format!("[package]\nname = \"uplink\"\n[dependencies]\n{rest}");
    let two = uplink("app.workspace = true\nproof.workspace = true\n");
    catches(edges::used, "crates/uplink/Cargo.toml", &two, 0);
    let all =
        uplink("app.workspace = true\nproof.workspace = true\nreplication.workspace = true\n");
    lets_pass(edges::used, "crates/uplink/Cargo.toml", &all);
}

#[test]
fn an_edge_of_the_table_passes_and_tests_may_look_below() {
    lets_pass(
        edges::crates,
        "crates/uplink/Cargo.toml",
        "[package]\nname = \"uplink\"\n[dependencies]\napp.workspace = true\nserde = \"1\"\n\
         [dev-dependencies]\nledger.workspace = true\nserver.workspace = true\n",
    );
}

#[test]
fn a_map_that_says_other_edges_is_caught() {
    let map = "ARCHITECTURE.md";
    catches(edges::map, map, "| `proof` | words | `ledger` |", 1);
    catches(
        edges::map,
        map,
        "\n| `app` | words | `ledger` … `server` … |",
        2,
    );
    lets_pass(
        edges::map,
        map,
        "| `src-tauri` | the host | `app` `uplink` |\n| `scenario` | the story | `app` … |\n\
         | `proof` | words | – |\n| 1 | `proof` is pure | clippy |",
    );
}

#[test]
fn sql_outside_the_stores_is_caught() {
    let select = "let n = db.query(\"SELECT count(*) FROM entry\");\n";
    catches(source::sql, "crates/app/src/receipts.rs", select, 1);
    catches(
        source::sql,
        "crates/server/src/routes.rs",
        "\n\"DELETE FROM log\"",
        2,
    );
    catches(
        source::sql,
        "src-tauri/src/main.rs",
        "\"PRAGMA user_version\"",
        1,
    );
    catches(source::sql, "crates/app/src/stock.sql", "", 0);
    lets_pass(source::sql, "crates/store/src/reads/stock.rs", select);
    lets_pass(source::sql, "crates/server/src/store/sqlite.rs", select);
    lets_pass(
        source::sql,
        "crates/app/src/receipts.rs",
        "// the store runs UPDATE lot SET for us\nlet words = \"Select a site from the list\";",
    );
}

#[test]
fn a_file_that_grew_too_long_is_caught() {
    let rust = "x\n".repeat(source::LONGEST);
    catches(source::sizes, "crates/app/src/long.rs", &rust, 0);
    let svelte = "x\n".repeat(source::LONGEST_COMPONENT);
    catches(source::sizes, "ui/src/routes/Long.svelte", &svelte, 0);
    lets_pass(source::sizes, "crates/app/src/long.rs", &svelte);
    lets_pass(source::sizes, "docs/long.md", &rust);
}

#[test]
fn leftovers_are_caught() {
    for bad in [
        "    todo!(\"later\")",
        "let x = dbg!(y);",
        "// TODO: lots",
        "x(); // FIXME rounding",
        "    // let total = a + b;",
        "// if total > 0 {",
        "// }",
        "// total += line.quantity;",
        "// store.append(&entry)?;",
        "// #[derive(Debug)]",
    ] {
        catches(source::leftovers, "crates/app/src/x.rs", bad, 1);
    }
    for good in [
        "/// let total = a + b;",
        "// The server never repairs; it refuses.",
        "// a lot has one condition, so there is no split here;",
        "// If the clock is suspect we ask.",
        "let url = \"https://example.org\";",
    ] {
        lets_pass(source::leftovers, "crates/app/src/x.rs", good);
    }
}

#[test]
fn a_path_of_a_machine_is_caught() {
    for bad in [
        "let dir = \"/home/jonas/ledger\";",
        "cd /root/ledger",
        "see /work/main",
        r"C:\Users\Jonas",
        "https://artifactory.example.org/api",
    ] {
        catches(traces::paths, "docs/operating.md", bad, 1);
    }
    lets_pass(
        traces::paths,
        "docs/operating.md",
        "~/work/x and ui/src/home/Today.svelte and https://a.example/home/x /usr/share/fonts",
    );
}

#[test]
fn a_lock_file_that_points_elsewhere_is_caught() {
    let line = |host: &str| format!("{{\n  \"resolved\": \"https://{host}/axe-core.tgz\",\n}}");
    let lock = "ui/package-lock.json";
    catches(traces::registries, lock, &line("mirror.example"), 2);
    lets_pass(traces::registries, lock, &line("registry.npmjs.org"));
    catches(
        traces::registries,
        "Cargo.lock",
        "source = \"registry+https://mirror.example/index\"",
        1,
    );
}

#[test]
fn a_changed_an_unsealed_and_a_lost_migration_are_caught() {
    // SHA-256 of "a\n".
    let sum = "87428fc522803d31065e7bce3cf03fe475096631e5e07bbd7a0fde60c4cf25c7";
    let list = format!("{sum}  migrations/device/0001.sql\n");
    let sealed = ("migrations/CHECKSUMS", list.as_str());
    let file = "migrations/device/0001.sql";
    assert_eq!(caught(migrations::unchanged, &[sealed, (file, "a\n")]), []);
    assert_eq!(
        caught(migrations::unchanged, &[sealed, (file, "b\n")]),
        [(file.to_owned(), 0)]
    );
    catches(migrations::unchanged, file, "a\n", 0);
    catches(migrations::unchanged, sealed.0, sealed.1, 0);
}

#[test]
fn imports_across_features_are_caught() {
    let from = |path: &str| format!("<script>\n  import X from '{path}';\n</script>");
    let receipt = "ui/src/lib/features/receipts/ReceiveForm.svelte";
    for bad in ["../issues/Lines.svelte", "$lib/features/stock/card"] {
        catches(front::folders, receipt, &from(bad), 2);
    }
    for good in [
        "./Line.svelte",
        "$lib/features/receipts/draft",
        "$lib/components/Field.svelte",
    ] {
        lets_pass(front::folders, receipt, &from(good));
    }
    let kit = "ui/src/lib/components/Grid.svelte";
    catches(
        front::folders,
        kit,
        &from("../features/stock/Card.svelte"),
        2,
    );
    catches(
        front::folders,
        "ui/src/lib/format/date.ts",
        "import('$lib/features/a/b')",
        1,
    );
    let route = "ui/src/routes/Today.svelte";
    lets_pass(
        front::folders,
        route,
        &from("$lib/features/stock/Card.svelte"),
    );
}

#[test]
fn a_command_named_by_a_string_is_caught() {
    let page = "ui/src/lib/features/stock/Stock.svelte";
    for bad in [
        "await call('stock')",
        "call<Stock>(\n",
        "invoke(\"call\", x)",
    ] {
        let expected = usize::from(bad != "call<Stock>(\n");
        assert_eq!(
            caught(front::commands, &[(page, bad)]).len(),
            expected,
            "{bad}"
        );
    }
    lets_pass(front::commands, "ui/src/lib/api/index.ts", "call('stock')");
    lets_pass(front::commands, page, "stock(); recall('x')");
}

#[test]
fn a_language_that_says_less_is_caught() {
    let en = (
        "locales/en/app.ftl",
        "sync-sent = Sent\n    .title = All sent\n# note\nlots = Lots\n",
    );
    let lt = ("locales/lt/app.ftl", "sync-sent = Išsiųsta\nother = Kita\n");
    let found = caught(language::complete, &[en, lt]);
    assert_eq!(
        found,
        [
            (en.0.to_owned(), 4),
            (en.0.to_owned(), 2),
            (lt.0.to_owned(), 2)
        ]
    );
    assert_eq!(caught(language::complete, &[en]), []);
}

#[test]
fn a_message_that_does_not_exist_is_caught() {
    let en = (
        "locales/en/app.ftl",
        "lots = Lots\nproblem-not-enough = Not enough\n",
    );
    let page = "ui/src/routes/A.svelte";
    for bad in [
        "{t('lost')}",
        "t(\"lost\", { n })",
        "t(`trouble-${code}`)",
        "t(`lost`)",
    ] {
        assert_eq!(
            caught(language::used, &[en, (page, bad)]),
            [(page.to_owned(), 1)],
            "{bad}"
        );
    }
    for good in [
        "t('lots')",
        "t(`problem-${code}`)",
        "format('lost')",
        "t(name)",
    ] {
        assert_eq!(caught(language::used, &[en, (page, good)]), [], "{good}");
    }
}
