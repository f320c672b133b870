//! Whom to trust: a server whose certificate was signed by the one key this computer knows.
//!
//! What a newcomer gets wrong: neither the address dialled nor any date counts. The name asked for is always the same,
//! and the moment of checking is fixed, so that a laptop whose clock is ten years off still syncs.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use app::link::Trust;
use proof::keys::PublicKey;
use replication::endpoint::SERVER_NAME;
use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::client::{verify_server_cert_signed_by_trust_anchor, verify_server_name};
use rustls::crypto::{CryptoProvider, verify_tls13_signature};
use rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use rustls::server::ParsedCertificate;
use rustls::{
    CertificateError, ClientConfig, DigitallySignedStruct, Error, OtherError, PeerIncompatible,
    RootCertStore, SignatureScheme,
};

/// Some moment at which every server's certificates are valid (1 January 2026).
const MOMENT: Duration = Duration::from_secs(1_767_225_600);

/// What precedes the 32 bytes of an Ed25519 key in a certificate: algorithm, then bit string.
const ED25519: [u8; 10] = [0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x03, 0x21, 0x00];

/// The marker by which a refused key is found again in an error's chain.
#[derive(Debug)]
pub(crate) struct OtherKey;

impl fmt::Display for OtherKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the server has another key than the one this computer knows")
    }
}

impl std::error::Error for OtherKey {}

/// TLS 1.3 to a server with this key, and to no other.
pub(crate) fn client_config(trust: Trust) -> Result<ClientConfig, Error> {
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let verifier = Arc::new(Verifier {
        trust,
        provider: Arc::clone(&provider),
    });
    Ok(ClientConfig::builder_with_provider(provider)
        .with_protocol_versions(&[&rustls::version::TLS13])?
        .dangerous()
        .with_custom_certificate_verifier(verifier)
        .with_no_client_auth())
}

#[derive(Debug)]
struct Verifier {
    trust: Trust,
    provider: Arc<CryptoProvider>,
}

impl Verifier {
    fn trusts(&self, key: &PublicKey) -> bool {
        match &self.trust {
            Trust::Code(code) => code.is_of(key),
            Trust::Pinned(pinned) => pinned == key,
        }
    }

    /// The signer's certificate, if one in the chain carries the trusted key.
    fn anchor(&self, chain: &[CertificateDer<'_>]) -> Option<RootCertStore> {
        chain.iter().find_map(|certificate| {
            let mut roots = RootCertStore::empty();
            roots.add(certificate.clone().into_owned()).ok()?;
            let key = roots
                .roots
                .first()?
                .subject_public_key_info
                .as_ref()
                .strip_prefix(&ED25519)?;
            let key = PublicKey::from_slice(key).ok()?;
            self.trusts(&key).then_some(roots)
        })
    }
}

impl ServerCertVerifier for Verifier {
    fn verify_server_cert(
        &self,
        end_entity: &CertificateDer<'_>,
        intermediates: &[CertificateDer<'_>],
        _server_name: &ServerName<'_>,
        _ocsp_response: &[u8],
        _now: UnixTime,
    ) -> Result<ServerCertVerified, Error> {
        let other_key = || CertificateError::Other(OtherError(Arc::new(OtherKey)));
        let roots = self.anchor(intermediates).ok_or_else(other_key)?;
        let leaf = ParsedCertificate::try_from(end_entity)?;
        let algorithms = self.provider.signature_verification_algorithms.all;
        let moment = UnixTime::since_unix_epoch(MOMENT);
        // A leaf that the trusted key did not sign is a stranger who copied the signer's certificate.
        verify_server_cert_signed_by_trust_anchor(&leaf, &roots, &[], moment, algorithms)
            .map_err(|_| other_key())?;
        let name =
            ServerName::try_from(SERVER_NAME).map_err(|_| CertificateError::NotValidForName)?;
        verify_server_name(&leaf, &name)?;
        Ok(ServerCertVerified::assertion())
    }

    fn verify_tls12_signature(
        &self,
        _message: &[u8],
        _cert: &CertificateDer<'_>,
        _dss: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        Err(PeerIncompatible::Tls12NotOffered.into())
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        cert: &CertificateDer<'_>,
        dss: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        verify_tls13_signature(
            message,
            cert,
            dss,
            &self.provider.signature_verification_algorithms,
        )
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.provider
            .signature_verification_algorithms
            .supported_schemes()
    }
}
