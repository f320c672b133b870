//! TLS 1.3 with a certificate that is fresh at every start and signed by the server's key, which devices pin.
//!
//! What a newcomer gets wrong: the certificates hold no dates that matter. A laptop whose clock is ten years off must
//! still sync, so trust rests on the pinned key alone; a lost leaf key is worthless after the next start.

use std::sync::Arc;

use proof::keys::SigningKey;
use rcgen::{
    BasicConstraints, CertificateParams, DistinguishedName, DnType, IsCa, Issuer, KeyPair,
    KeyUsagePurpose, PKCS_ED25519, PublicKeyData, SignatureAlgorithm,
};
use replication::endpoint::SERVER_NAME;
use rustls::ServerConfig;
use rustls::pki_types::{PrivateKeyDer, PrivatePkcs8KeyDer};

/// TLS cannot be set up.
#[derive(Debug, thiserror::Error)]
pub enum TlsError {
    #[error("the certificate cannot be made: {0}")]
    Certificate(#[from] rcgen::Error),
    #[error("TLS cannot be set up: {0}")]
    Rustls(#[from] rustls::Error),
}

/// The server's key in the shape in which certificates are signed.
struct Authority<'a> {
    key: &'a SigningKey,
    public: [u8; 32],
}

impl PublicKeyData for Authority<'_> {
    fn der_bytes(&self) -> &[u8] {
        &self.public
    }

    fn algorithm(&self) -> &'static SignatureAlgorithm {
        &PKCS_ED25519
    }
}

impl rcgen::SigningKey for Authority<'_> {
    fn sign(&self, message: &[u8]) -> Result<Vec<u8>, rcgen::Error> {
        Ok(self.key.sign(message).0.to_vec())
    }
}

/// The configuration of a server that holds this key.
///
/// # Errors
/// `TlsError`.
pub fn server_config(key: &SigningKey) -> Result<Arc<ServerConfig>, TlsError> {
    let authority = Authority {
        key,
        public: *key.public().as_bytes(),
    };
    let mut root = CertificateParams::default();
    root.distinguished_name = name("Relief Ledger server key");
    root.is_ca = IsCa::Ca(BasicConstraints::Constrained(0));
    root.key_usages = vec![KeyUsagePurpose::KeyCertSign];
    let root_certificate = root.self_signed(&authority)?;

    let leaf_key = KeyPair::generate_for(&PKCS_ED25519)?;
    let mut leaf = CertificateParams::new(vec![SERVER_NAME.to_owned()])?;
    leaf.distinguished_name = name(SERVER_NAME);
    let leaf_certificate = leaf.signed_by(&leaf_key, &Issuer::new(root, &authority))?;

    let chain = vec![
        leaf_certificate.der().clone(),
        root_certificate.der().clone(),
    ];
    let private = PrivateKeyDer::Pkcs8(PrivatePkcs8KeyDer::from(leaf_key.serialize_der()));
    let mut config =
        ServerConfig::builder_with_provider(Arc::new(rustls::crypto::ring::default_provider()))
            .with_protocol_versions(&[&rustls::version::TLS13])?
            .with_no_client_auth()
            .with_single_cert(chain, private)?;
    config.alpn_protocols = vec![b"http/1.1".to_vec()];
    Ok(Arc::new(config))
}

fn name(common: &str) -> DistinguishedName {
    let mut name = DistinguishedName::new();
    name.push(DnType::CommonName, common);
    name
}
