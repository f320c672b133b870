//! Other people's vectors, and our golden ones.

use proof::checkpoint::{Checkpoint, key_name, origin};
use proof::hash::{Hash, sha256};
use proof::keys::{PublicKey, SigningKey};
use proof::leaf::{LogEntry, Reason, Status};
use proof::merkle::{
    Frontier, consistency_proof, empty_root, inclusion_proof, leaf_hash, root, verify_consistency,
    verify_inclusion,
};
use proof::note::{self, NoteError};
use proof::stream::{Chain, SignedHead, StreamId, sign_copy};

use crate::fixture::{id, key};

/// The leaves of the Certificate Transparency reference tree.
const LEAVES: [&[u8]; 8] = [
    b"",
    b"\x00",
    b"\x10",
    b"\x20\x21",
    b"\x30\x31",
    b"\x40\x41\x42\x43",
    b"\x50\x51\x52\x53\x54\x55\x56\x57",
    b"\x60\x61\x62\x63\x64\x65\x66\x67\x68\x69\x6a\x6b\x6c\x6d\x6e\x6f",
];

const ROOTS: [&str; 8] = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
];

#[test]
fn merkle_roots_are_those_of_certificate_transparency() {
    assert_eq!(
        empty_root().to_string(),
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    );
    let leaves: Vec<Hash> = LEAVES.iter().map(|data| leaf_hash(data)).collect();
    let mut frontier = Frontier::new();
    for (at, leaf) in leaves.iter().enumerate() {
        frontier.push(*leaf);
        assert_eq!(frontier.root().to_string(), ROOTS[at]);
        assert_eq!(root(&leaves[..=at]).to_string(), ROOTS[at]);
    }
}

#[test]
fn proofs_hold_for_every_size_and_for_nothing_else() {
    let leaves: Vec<Hash> = (0_u8..40).map(|n| leaf_hash(&[n])).collect();
    for size in 1..=leaves.len() {
        let (tree, top) = (&leaves[..size], root(&leaves[..size]));
        for index in 0..size {
            let path = inclusion_proof(tree, index).expect("there is such a leaf");
            assert!(verify_inclusion(
                tree[index],
                index as u64,
                size as u64,
                &path,
                top
            ));
            let other = leaf_hash(b"other");
            assert!(!verify_inclusion(
                other,
                index as u64,
                size as u64,
                &path,
                top
            ));
            let neighbour = (index + 1) % size;
            assert!(
                size == 1
                    || !verify_inclusion(tree[index], neighbour as u64, size as u64, &path, top)
            );
        }
        for old in 1..=size {
            let path = consistency_proof(tree, old).expect("an earlier size");
            let before = root(&leaves[..old]);
            assert!(verify_consistency(
                old as u64,
                before,
                size as u64,
                top,
                &path
            ));
            let rewritten = leaf_hash(b"rewritten");
            assert!(!verify_consistency(
                old as u64,
                rewritten,
                size as u64,
                top,
                &path
            ));
        }
    }
}

/// Go's `golang.org/x/mod/sumdb/note` example, which C2SP's specification describes.
#[test]
fn a_signed_note_is_that_of_the_specification() {
    use base64::Engine;
    let decode = |text: &str| {
        base64::engine::general_purpose::STANDARD
            .decode(text)
            .expect("base64")
    };
    let secret = decode("AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz");
    let signer = SigningKey::from_seed(secret[1..].try_into().expect("32 bytes"));
    let public = decode("ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW");
    let public = PublicKey::from_slice(&public[1..]).expect("a key");
    assert_eq!(signer.public(), public);
    let text = "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n";
    let expected = format!(
        "{text}\n\u{2014} PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n"
    );
    assert_eq!(note::sign(text, "PeterNeumann", &signer), expected);
    assert_eq!(note::open(&expected, "PeterNeumann", &public), Ok(text));
    assert_eq!(
        note::open(&expected, "Peter", &public),
        Err(NoteError::NotSigned)
    );
    let bent = expected.replace("your problem is", "my problem is");
    assert_eq!(
        note::open(&bent, "PeterNeumann", &public),
        Err(NoteError::BadSignature)
    );
}

#[test]
fn a_checkpoint_has_one_spelling_and_one_key() {
    let checkpoint = Checkpoint {
        origin: origin(id(9), "funds"),
        size: 42,
        root: sha256(&[b"root"]),
    };
    let name = key_name(id(9));
    let text = checkpoint.sign(&name, &key(5));
    let read = |text: &str, seed| Checkpoint::parse_and_verify(text, &name, &key(seed).public());
    assert_eq!(read(&text, 5), Ok(checkpoint.clone()));
    assert_eq!(read(&text, 6), Err(NoteError::NotSigned));
    for bent in ["+42", "042", "42 "] {
        let body = checkpoint.text().replace("\n42\n", &format!("\n{bent}\n"));
        let signed = note::sign(&body, &name, &key(5));
        assert_eq!(read(&signed, 5), Err(NoteError::Malformed));
    }
    for end in 0..text.len() {
        let Some(cut) = text.get(..end) else { continue };
        assert!(read(cut, 5).is_err(), "cut at {end}");
    }
}

/// Golden: these never change, or every stored signature would lose its meaning.
#[test]
fn stream_head_copy_and_leaf_are_golden() {
    let stream = StreamId {
        operation: id(9),
        device: id(2),
        scope: "site:\"x\"".to_owned(),
    };
    assert_eq!(
        String::from_utf8(stream.header_bytes()).expect("text"),
        r#"{"v":1,"operation":"01890a5d-0000-7000-8000-090909090909","device":"01890a5d-0000-7000-8000-020202020202","scope":"site:\"x\""}"#
    );
    let chain = Chain::start(&stream)
        .extend(sha256(&[b"one"]))
        .extend(sha256(&[b"two"]));
    let head = SignedHead::sign(&key(2), stream.chain0(), chain);
    let copy = sign_copy(&key(2), stream.chain0(), 2, sha256(&[b"two"]));
    let line = LogEntry {
        epoch: 1,
        pos: 7,
        accepted_at: 1_627_135_800,
        status: Status::Quarantined {
            reason: Reason::new("grant-withdrawn"),
        },
        chain0: stream.chain0(),
        seq: 2,
        entry_hash: sha256(&[b"two"]),
    };
    let golden = [
        stream.chain0().to_string(),
        chain.hash.to_string(),
        head.signature.to_string(),
        copy.to_string(),
        line.leaf_hash().to_string(),
    ];
    assert_eq!(
        golden,
        include_str!("golden.txt").lines().collect::<Vec<_>>()[..]
    );
}

#[test]
fn hashes_and_keys_have_one_spelling() {
    let hash = sha256(&[b"x"]);
    assert_eq!(hash.to_string().parse(), Ok(hash));
    assert!(hash.to_string().to_uppercase().parse::<Hash>().is_err());
    assert!("00".parse::<Hash>().is_err());
    let public = key(3).public();
    assert_eq!(public.to_string().parse(), Ok(public));
    assert!("AAAA".parse::<PublicKey>().is_err());
    assert_eq!(public.fingerprint().len(), 39);
}
