//! RFC 6962 Merkle tree: the growing edge of a log (`Frontier`), and proofs of inclusion and consistency.
//!
//! What a newcomer gets wrong: the tree is not padded. A tree of n leaves splits at the largest power of two smaller
//! than n, so a frontier is the list of full subtrees, one for each set bit of n, the largest first.

use crate::hash::{Hash, sha256};

/// Hash of a leaf's data: SHA-256(0x00 ‖ data).
#[must_use]
pub fn leaf_hash(data: &[u8]) -> Hash {
    sha256(&[&[0], data])
}

/// Hash of an inner node: SHA-256(0x01 ‖ left ‖ right).
#[must_use]
pub fn node_hash(left: Hash, right: Hash) -> Hash {
    sha256(&[&[1], &left.0, &right.0])
}

/// The root of the empty tree: SHA-256 of nothing.
#[must_use]
pub fn empty_root() -> Hash {
    sha256(&[])
}

/// The growing edge of a log: enough to append leaves and to know the root, in 8 + 32 × (set bits of size) bytes.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Frontier {
    size: u64,
    peaks: Vec<Hash>,
}

/// The bytes are no frontier.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the stored edge of the log is damaged")]
pub struct NotAFrontier;

impl Frontier {
    /// The edge of the empty log.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Appends a leaf hash.
    pub fn push(&mut self, leaf: Hash) {
        let mut node = leaf;
        let mut bits = self.size;
        while bits & 1 == 1 {
            if let Some(left) = self.peaks.pop() {
                node = node_hash(left, node);
            }
            bits >>= 1;
        }
        self.peaks.push(node);
        self.size += 1;
    }

    /// How many leaves the log has.
    #[must_use]
    pub fn size(&self) -> u64 {
        self.size
    }

    /// The root of the log.
    #[must_use]
    pub fn root(&self) -> Hash {
        let mut peaks = self.peaks.iter().rev().copied();
        let Some(last) = peaks.next() else {
            return empty_root();
        };
        peaks.fold(last, |right, left| node_hash(left, right))
    }

    /// For a database column: size as u64 big-endian, then the peaks, the largest first.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = self.size.to_be_bytes().to_vec();
        for peak in &self.peaks {
            bytes.extend_from_slice(&peak.0);
        }
        bytes
    }

    /// Reads what [`Frontier::to_bytes`] wrote.
    ///
    /// # Errors
    /// `NotAFrontier` when the length does not fit the size.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, NotAFrontier> {
        let (size, rest) = bytes.split_first_chunk::<8>().ok_or(NotAFrontier)?;
        let size = u64::from_be_bytes(*size);
        let peaks = rest
            .chunks(32)
            .map(|chunk| Hash::from_slice(chunk).map_err(|_| NotAFrontier))
            .collect::<Result<Vec<_>, _>>()?;
        if peaks.len() != size.count_ones() as usize {
            return Err(NotAFrontier);
        }
        Ok(Self { size, peaks })
    }
}

/// The root over a list of leaf hashes.
#[must_use]
pub fn root(leaves: &[Hash]) -> Hash {
    match leaves {
        [] => empty_root(),
        [leaf] => *leaf,
        _ => {
            let (left, right) = leaves.split_at(split(leaves.len()));
            node_hash(root(left), root(right))
        }
    }
}

/// The largest power of two smaller than `size` (which is at least 2).
fn split(size: usize) -> usize {
    1 << (size - 1).ilog2()
}

/// The audit path of leaf `index`, from the leaf upwards; `None` when there is no such leaf.
#[must_use]
pub fn inclusion_proof(leaves: &[Hash], index: usize) -> Option<Vec<Hash>> {
    if index >= leaves.len() {
        return None;
    }
    if leaves.len() == 1 {
        return Some(Vec::new());
    }
    let (left, right) = leaves.split_at(split(leaves.len()));
    let (mut path, sibling) = if index < left.len() {
        (inclusion_proof(left, index)?, root(right))
    } else {
        (inclusion_proof(right, index - left.len())?, root(left))
    };
    path.push(sibling);
    Some(path)
}

/// Whether `path` proves that `leaf` stands at `index` in the log of `size` leaves with this root (RFC 9162, 2.1.3.2).
#[must_use]
pub fn verify_inclusion(leaf: Hash, index: u64, size: u64, path: &[Hash], root: Hash) -> bool {
    if index >= size {
        return false;
    }
    let (mut fnode, mut snode, mut node) = (index, size - 1, leaf);
    for sibling in path {
        if snode == 0 {
            return false;
        }
        if fnode & 1 == 1 || fnode == snode {
            node = node_hash(*sibling, node);
            while fnode & 1 == 0 && fnode != 0 {
                fnode >>= 1;
                snode >>= 1;
            }
        } else {
            node = node_hash(node, *sibling);
        }
        fnode >>= 1;
        snode >>= 1;
    }
    snode == 0 && node == root
}

/// The proof that the log's first `old` leaves are still what they were; `None` when `old` is 0 or beyond the log.
#[must_use]
pub fn consistency_proof(leaves: &[Hash], old: usize) -> Option<Vec<Hash>> {
    if old == 0 || old > leaves.len() {
        return None;
    }
    Some(subproof(leaves, old, true))
}

fn subproof(leaves: &[Hash], old: usize, whole: bool) -> Vec<Hash> {
    if old == leaves.len() {
        return if whole {
            Vec::new()
        } else {
            vec![root(leaves)]
        };
    }
    let (left, right) = leaves.split_at(split(leaves.len()));
    let (mut path, sibling) = if old <= left.len() {
        (subproof(left, old, whole), root(right))
    } else {
        (subproof(right, old - left.len(), false), root(left))
    };
    path.push(sibling);
    path
}

/// Whether `path` proves that the log of `size` leaves with `root` begins with the log of `old_size` leaves with
/// `old_root` (RFC 9162, 2.1.4.2). An empty old log is the beginning of every log.
#[must_use]
pub fn verify_consistency(
    old_size: u64,
    old_root: Hash,
    size: u64,
    root: Hash,
    path: &[Hash],
) -> bool {
    if old_size == 0 {
        return path.is_empty() && old_root == empty_root();
    }
    if old_size >= size {
        return old_size == size && path.is_empty() && old_root == root;
    }
    let (mut fnode, mut snode) = (old_size - 1, size - 1);
    while fnode & 1 == 1 {
        fnode >>= 1;
        snode >>= 1;
    }
    let mut path = path.iter().copied();
    let first = if old_size.is_power_of_two() {
        Some(old_root)
    } else {
        path.next()
    };
    let Some(first) = first else { return false };
    let (mut old, mut new) = (first, first);
    for sibling in path {
        if snode == 0 {
            return false;
        }
        if fnode & 1 == 1 || fnode == snode {
            old = node_hash(sibling, old);
            new = node_hash(sibling, new);
            while fnode & 1 == 0 && fnode != 0 {
                fnode >>= 1;
                snode >>= 1;
            }
        } else {
            new = node_hash(new, sibling);
        }
        fnode >>= 1;
        snode >>= 1;
    }
    snode == 0 && old == old_root && new == root
}
